// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/window_host.h"

#include <cstdio>
#include <ctime>

#include <unistd.h>

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTimer>

#include "core/base/process.h"
#include "ui/frame/main_window.h"
#include "ui/pages/search_page.h"

namespace cw::ui {

namespace {

/// Milliseconds since the kernel started this program: loading its libraries counts.
double sinceProgramStart()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double seconds = double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
    return (seconds - double(thisProcess().startTime) / double(sysconf(_SC_CLK_TCK))) * 1000;
}

} // namespace

WindowHost::WindowHost(std::shared_ptr<const run::Catalogue> catalogue, StartOptions options, PageMaker makePages,
                       QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_makePages(std::move(makePages))
    , m_runs(std::move(catalogue), m_options.history)
    , m_feed(m_options.history)
    , m_queue(m_runs, m_feed)
    , m_services{m_theme, m_feed, m_runs, m_queue}
    , m_tap(m_log)
    , m_news(m_services, m_log)
{
    const QSettings settings;
    const auto stored = static_cast<Theme::Mode>(
        qBound(0, settings.value(QStringLiteral("window/theme"), 0).toInt(), int(Theme::Mode::Dark)));
    m_theme.setMode(m_options.theme.value_or(stored));
    installLanguage(settings.value(QStringLiteral("window/language")).toString());
    makeWindow();
    applyOptions();
}

WindowHost::~WindowHost() = default;

void WindowHost::installLanguage(const QString& language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    QApplication::removeTranslator(&m_ours);
    QApplication::removeTranslator(&m_qts);
    // English has a file too: it knows one trial from several.
    if (m_ours.load(locale, QStringLiteral("cellwright"), QStringLiteral("_"), QStringLiteral(":/i18n")) ||
        m_ours.load(QStringLiteral(":/i18n/cellwright_en.qm")))
        QApplication::installTranslator(&m_ours);
    if (m_qts.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                   QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&m_qts);
}

void WindowHost::makeWindow()
{
    m_window = std::make_unique<MainWindow>(m_services, m_log, m_makePages);
    connect(m_window.get(), &MainWindow::languageChosen, this, &WindowHost::rebuild, Qt::QueuedConnection);
}

void WindowHost::rebuild(const QString& language)
{
    if (!m_window->mayEndPages())
        return; // the next start has the language
    const run::RunConfig config = m_window->searchPage().config();
    const QString path = m_window->searchPage().path();
    const PageIndex page = m_window->currentPage();
    const QByteArray geometry = m_window->saveGeometry();
    installLanguage(language);
    std::array<std::shared_ptr<QObject>, kPageCount> kept;
    for (int i = 0; i < kPageCount; ++i)
        kept[static_cast<std::size_t>(i)] = m_window->page(static_cast<PageIndex>(i))->handOver();
    const auto old = std::move(m_window); // goes when the new one stands: closing the last window would quit
    makeWindow();
    for (int i = 0; i < kPageCount; ++i) {
        if (kept[static_cast<std::size_t>(i)])
            m_window->page(static_cast<PageIndex>(i))->takeOver(kept[static_cast<std::size_t>(i)]);
    }
    m_window->restoreGeometry(geometry);
    m_window->searchPage().setConfig(config, path);
    m_window->showPage(page);
    m_window->show();
}

void WindowHost::applyOptions()
{
    SearchPage& search = m_window->searchPage();
    if (!m_options.open.isEmpty()) {
        search.open(m_options.open);
        m_window->showPage(PageIndex::Search);
    }
    if (m_options.page)
        m_window->showPage(*m_options.page);
    if (!m_options.start)
        return;
    connect(&m_runs, &RunService::launchFailed, this, &WindowHost::startFailed);
    if (const QString problem = search.problem(); !problem.isEmpty()) {
        QTimer::singleShot(0, this, [this, problem] { Q_EMIT startFailed(problem); });
        return;
    }
    // The launch says itself what is wrong; waiting for the form's check would only be slower.
    connect(&m_queue, &RunQueue::refused, this, &WindowHost::startFailed);
    if (!search.startComparison())
        m_runs.launch(search.config());
}

void WindowHost::show()
{
    connect(m_window.get(), &MainWindow::firstPainted, this, &WindowHost::firstPainted);
    m_window->show();
}

void WindowHost::firstPainted()
{
    if (m_options.trace)
        std::fprintf(stderr, "first paint after %.0f ms\n", sinceProgramStart());
    m_runs.loadTorch(); // only now: loading it takes up to a second
}

} // namespace cw::ui
