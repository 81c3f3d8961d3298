// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QTemporaryDir>

#include "app/compose/catalogue.h"
#include "core/history/database.h"
#include "ui/frame/screenshot.h"
#include "ui/frame/window_host.h"

namespace {

using cw::ui::PageIndex;
using cw::ui::Screenshot;
using cw::ui::StartOptions;
using cw::ui::Theme;

struct Options {
    StartOptions start;
    QString screenshot; ///< empty: an ordinary window
    Screenshot::When when = Screenshot::When::Ready;
};

/// Ends the program with one line when an option has a value that it cannot have.
template <class T>
T choose(const QCommandLineParser& parser, const char* option, std::initializer_list<std::pair<const char*, T>> known)
{
    const QString given = parser.value(QLatin1String(option));
    QStringList names;
    for (const auto& [name, value] : known) {
        if (given == QLatin1String(name))
            return value;
        names << QLatin1String(name);
    }
    std::fprintf(stderr, "cellwright: --%s: expected one of %s, found '%s'\n", option,
                 qPrintable(names.join(QStringLiteral(", "))), qPrintable(given));
    std::exit(2);
}

Options parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("A workbench for neural architecture search."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption options[] = {
        {QStringLiteral("history"), QStringLiteral("The history to use instead of the user's."),
         QStringLiteral("file")},
        {QStringLiteral("open"), QStringLiteral("Fill the Search page from this file."),
         QStringLiteral("file.cwsearch")},
        {QStringLiteral("start"), QStringLiteral("Launch that search at once.")},
        {QStringLiteral("page"), QStringLiteral("Show design, search, runs, compare or data."), QStringLiteral("page")},
        {QStringLiteral("theme"), QStringLiteral("light, dark or system."), QStringLiteral("theme")},
        {QStringLiteral("screenshot"), QStringLiteral("Draw the window off the screen, save it as PNG and quit."),
         QStringLiteral("file.png")},
        {QStringLiteral("when"), QStringLiteral("ready or finished: when the picture is taken."),
         QStringLiteral("when"), QStringLiteral("ready")},
        {QStringLiteral("trace"), QStringLiteral("Print the time to the first paint.")},
    };
    for (const QCommandLineOption& option : options)
        parser.addOption(option);
    if (!parser.parse(arguments)) { // process() would end with 1
        std::fprintf(stderr, "cellwright: %s\n", qPrintable(parser.errorText()));
        std::exit(2);
    }
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("help-all")))
        parser.showHelp();
    if (!parser.positionalArguments().isEmpty()) {
        std::fprintf(stderr, "cellwright: expected options only, found '%s'\n",
                     qPrintable(parser.positionalArguments().constFirst()));
        std::exit(2);
    }
    Options result;
    result.start.history = parser.isSet(QStringLiteral("history"))
                               ? std::filesystem::path(parser.value(QStringLiteral("history")).toStdString())
                               : cw::history::defaultHistoryPath();
    result.start.open = parser.value(QStringLiteral("open"));
    result.start.start = parser.isSet(QStringLiteral("start"));
    result.start.trace = parser.isSet(QStringLiteral("trace"));
    result.screenshot = parser.value(QStringLiteral("screenshot"));
    if (parser.isSet(QStringLiteral("page")))
        result.start.page = choose<PageIndex>(parser, "page",
                                              {{"design", PageIndex::Design},
                                               {"search", PageIndex::Search},
                                               {"runs", PageIndex::Runs},
                                               {"compare", PageIndex::Compare},
                                               {"data", PageIndex::Data}});
    if (parser.isSet(QStringLiteral("theme")))
        result.start.theme = choose<Theme::Mode>(
            parser, "theme",
            {{"light", Theme::Mode::Light}, {"dark", Theme::Mode::Dark}, {"system", Theme::Mode::System}});
    result.when = choose<Screenshot::When>(
        parser, "when", {{"ready", Screenshot::When::Ready}, {"finished", Screenshot::When::Finished}});
    return result;
}

/// Help, version and wrong usage need no display.
Options parseWithoutDisplay(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    return parse(QCoreApplication::arguments());
}

int fail(const QString& problem)
{
    std::fprintf(stderr, "cellwright: %s\n", qPrintable(problem));
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is reported like a full disk, and nothing is lost
    QCoreApplication::setApplicationName(QStringLiteral("cellwright"));
    QCoreApplication::setOrganizationName(QStringLiteral("cellwright"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CELLWRIGHT_VERSION));
    const Options options = parseWithoutDisplay(argc, argv);
    std::optional<QTemporaryDir> noSettings;
    if (!options.screenshot.isEmpty()) {
        // A picture shows the program, not what its user has changed; and changes nothing for the user.
        noSettings.emplace();
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, noSettings->path());
        qputenv("XDG_DATA_HOME", noSettings->path().toLocal8Bit()); // unsaved work is offered in a window only
        if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Cellwright"));
    QGuiApplication::setDesktopFileName(QStringLiteral("cellwright"));
    cw::ui::WindowHost host(cw::app::makeCatalogue(), options.start, cw::ui::makePages);
    int code = 0;
    QObject::connect(&host, &cw::ui::WindowHost::startFailed, &application, [&](const QString& problem) {
        code = fail(problem);
        if (!options.screenshot.isEmpty())
            QApplication::exit(code);
    });
    std::optional<Screenshot> screenshot;
    if (!options.screenshot.isEmpty()) {
        screenshot.emplace(host, options.screenshot, options.when, options.start.page);
        QObject::connect(&*screenshot, &Screenshot::done, &application,
                         [&](const QString& problem) { QApplication::exit(problem.isEmpty() ? code : fail(problem)); });
    }
    host.show();
    return QApplication::exec();
}
