// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a picture of every page, light and dark, at one and two times the size, with a history and without:
//   screenshots FOLDER [--smoke] [--only design]
//   --smoke: a few pictures, without training, in English; --only: those with that in their names
// The pictures are for people, who lay them beside the mockups before a change of the window is called done.
#include <cstdio>
#include <functional>

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

#include "app/compose/catalogue.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/space/edit/edit.h"
#include "tests/core/space/space_fixture.h"
#include "tests/ui/gallery_history.h"
#include "tests/ui/large_space.h"
#include "tests/ui/screenshot_scenes.h"
#include "tests/ui/settings_sandbox.h"
#include "ui/frame/command_palette.h"
#include "ui/frame/keys_dialog.h"
#include "ui/frame/main_window.h"
#include "ui/frame/screenshot.h"
#include "ui/frame/window_host.h"
#include "ui/methods/method_panel.h"
#include "ui/pages/compare/compare_model.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/design_page.h"
#include "ui/pages/runs/judge_dialog.h"
#include "ui/pages/runs/train_dialog.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/search/trial_card.h"
#include "ui/pages/search_page.h"
#include "ui/plots/scatter_plot.h"
#include "ui/widgets/action_keys.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr QSize kSize(1440, 900);

struct Shot {
    QString name;
    PageIndex page;
    std::function<void(MainWindow&)> prepare; ///< may be null
};

const history::RunRow* newest(const Services& services, const std::function<bool(const history::RunRow&)>& wanted)
{
    const history::RunRow* found = nullptr;
    for (const history::RunRow& row : *services.feed.runs()) {
        if (wanted(row) && (!found || row.run > found->run))
            found = &row;
    }
    return found;
}

void showFailedTrial(MainWindow& window, const Services& services)
{
    if (const auto* run = newest(services, [](const history::RunRow& row) { return row.info.name == "some fail"; }))
        window.showRun(run->run);
    auto* table = window.page(PageIndex::Runs)->findChild<QTableView*>();
    const auto select = [table] {
        const auto& trials = dynamic_cast<const TrialsModel&>(*table->model());
        for (int row = 0; row < trials.rowCount(); ++row) {
            if (trials.at(row).state == TrialState::Failed) {
                table->selectRow(row);
                return;
            }
        }
    };
    // Queued: the page selects nothing of its own while it takes the rows.
    QObject::connect(table->model(), &QAbstractItemModel::modelReset, table, select, Qt::QueuedConnection);
}

/// How much each proposal of a model promised.
void showAcquisition(MainWindow& window, const Services& services)
{
    const auto process = [] { QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); };
    while (!services.feed.hasRead())
        process();
    auto& page = dynamic_cast<RunsPage&>(*window.page(PageIndex::Runs));
    const auto* run = newest(services, [](const history::RunRow& row) { return row.info.strategy == "gp-bo"; });
    if (run == nullptr)
        return;
    window.showRun(run->run);
    while (page.currentRun() != run->run || page.isBusy())
        process();
    page.methods().showView(QStringLiteral("acquisition"));
}

/// A drawing with every kind of block, or the cell in it.
void drawConstructs(MainWindow& window, bool inside)
{
    auto& design = dynamic_cast<DesignPage&>(*window.page(PageIndex::Design));
    if (!inside) {
        design.open(QStringLiteral(CELLWRIGHT_SOURCE_DIR "/tests/ui/constructs.cwspace"));
        return;
    }
    const auto& nodes = design.view().graph().drawing().drawing.nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].bracketed)
            Q_EMIT design.view().graph().opened(static_cast<int>(i), -1);
    }
}

/// A recurrent layer, or its cell.
void drawRecurrent(MainWindow& window, bool inside)
{
    auto& design = dynamic_cast<DesignPage&>(*window.page(PageIndex::Design));
    if (!inside) {
        design.open(QStringLiteral("darts-rnn"));
        return;
    }
    const auto& nodes = design.view().graph().drawing().drawing.nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].enterable)
            Q_EMIT design.view().graph().opened(static_cast<int>(i), -1);
    }
}

DesignPage& designOf(MainWindow& window)
{
    return dynamic_cast<DesignPage&>(*window.page(PageIndex::Design));
}

void awaitDesign(MainWindow& window)
{
    while (designOf(window).isBusy())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// A space with errors and a hint, and the list of them.
void drawProblems(MainWindow& window)
{
    DesignPage& design = designOf(window);
    design.open(QStringLiteral("mobilenet"));
    awaitDesign(window);
    (void)design.document()->apply(QStringLiteral("Break"), [](space::SearchSpace& space) -> Result<Done> {
        const space::Block last = space.graph.blocks[space.graph.blocks.size() - 2];
        space.graph.links.erase(space.graph.links.begin() + 1);
        const auto spare = space::addCell(space, "spare");
        const auto ghost = space::addBlock(space, {}, {.op = "conv2d", .x = last.x, .y = last.y + 160});
        return ghost && spare ? Result<Done>(Done{}) : Result<Done>(Error(ErrorCode::Internal, "not broken"));
    });
    awaitDesign(window);
    design.actions().get(DesignCommand::ShowProblems)->setChecked(true);
}

void openWritten(MainWindow& window, const space::SearchSpace& space)
{
    static const QTemporaryDir folder; // its files stay while they are open
    const QString path = folder.filePath(QString::fromStdString(space.name) + QStringLiteral(".cwspace"));
    writeJsonFile(path.toStdString(), space::toJson(space));
    designOf(window).open(path);
    awaitDesign(window);
}

/// A space of which some candidates are rejected, in which not all that is drawn is of use.
void drawWarnings(MainWindow& window)
{
    using namespace space::test;
    space::SearchSpace space =
        spaceOf({choice("branch", {{"same", op("op", "identity")}, {"half", op("op", "max-pool", {{"stride", {2}}})}}),
                 block("sum", space::BlockKind::Merge), choice("one", {{"relu", op("op", "activation")}})});
    space.name = "warnings";
    space.graph.links.push_back({"input", "sum"});
    space.cells["spare"] =
        chain({block("in", space::BlockKind::Input), op("conv", "conv2d"), block("out", space::BlockKind::Output)});
    openWritten(window, space);
    designOf(window).actions().get(DesignCommand::ShowProblems)->setChecked(true);
}

/// A space so large that a note above the drawing says so.
void drawLarge(MainWindow& window)
{
    constexpr int blocks = 6000;
    space::SearchSpace space = largeSpace(blocks);
    space.graph.blocks[blocks - 2].op = "head";
    openWritten(window, space);
}

void drawSample(MainWindow& window)
{
    designOf(window).open(QStringLiteral("nas-bench-201"));
    awaitDesign(window);
    designOf(window).actions().get(DesignCommand::ShowSample)->setChecked(true);
}

/// The list that a link let go over nothing opens, with letters typed.
void drawSearchList(MainWindow& window)
{
    designOf(window).actions().get(DesignCommand::ShowSample)->setChecked(false);
    designOf(window).open(QStringLiteral("multi-branch-cnn"));
    awaitDesign(window);
    designOf(window).editor().openSearch(designOf(window).view().graph().centre());
    designOf(window).editor().searchList().edit().setText(QStringLiteral("po"));
}

/// "Train final" of the network that the Runs page shows, beside the page's own picture.
void openTrainDialog(MainWindow& window)
{
    auto* button = window.findChild<QPushButton*>(QStringLiteral("trainFinal"));
    const auto timer = new QTimer(&window);
    QObject::connect(timer, &QTimer::timeout, &window, [timer, button] {
        if (!button->isEnabled())
            return; // the network is not read yet
        timer->deleteLater();
        button->click();
    });
    timer->start(10);
}

/// "Try one" of what the Search page holds, to its end.
void tryOne(MainWindow& window)
{
    const auto await = [](const auto& isTrue) {
        while (!isTrue())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    };
    auto* card = window.findChild<TrialCard*>();
    await([&] { return !window.searchPage().isBusy() && card->button()->isEnabled(); });
    card->button()->click();
    await([card] { return !card->isBusy(); });
}

void tickExperiment(MainWindow& window, const Services& services)
{
    auto& compare = dynamic_cast<ComparePage&>(*window.page(PageIndex::Compare));
    for (const history::RunRow& row : *services.feed.runs())
        compare.runs().setTicked(row.run, row.info.name == "three strategies");
}

std::vector<Shot> shotsOf(const Services& services, bool withHistory)
{
    if (!withHistory)
        return {{QStringLiteral("empty-design"), PageIndex::Design, {}},
                {QStringLiteral("empty-search"), PageIndex::Search, {}},
                {QStringLiteral("empty-runs"), PageIndex::Runs, {}},
                {QStringLiteral("empty-compare"), PageIndex::Compare, {}},
                {QStringLiteral("empty-data"), PageIndex::Data, {}}};
    return {
        {QStringLiteral("design"), PageIndex::Design,
         [](MainWindow& w) { designOf(w).open(QStringLiteral("nas-bench-201")); }},
        {QStringLiteral("design-constructs"), PageIndex::Design, [](MainWindow& w) { drawConstructs(w, false); }},
        {QStringLiteral("design-construct-cell"), PageIndex::Design, [](MainWindow& w) { drawConstructs(w, true); }},
        {QStringLiteral("design-darts"), PageIndex::Design,
         [](MainWindow& w) { designOf(w).open(QStringLiteral("darts-cnn")); }},
        {QStringLiteral("design-branches"), PageIndex::Design,
         [](MainWindow& w) { designOf(w).open(QStringLiteral("multi-branch-cnn")); }},
        {QStringLiteral("design-mbconv"), PageIndex::Design,
         [](MainWindow& w) { designOf(w).open(QStringLiteral("mobilenet")); }},
        {QStringLiteral("design-problems"), PageIndex::Design, drawProblems},
        {QStringLiteral("design-warnings"), PageIndex::Design, drawWarnings},
        {QStringLiteral("design-large"), PageIndex::Design, drawLarge},
        {QStringLiteral("design-sample"), PageIndex::Design, drawSample},
        {QStringLiteral("design-search-list"), PageIndex::Design, drawSearchList},
        {QStringLiteral("design-recurrent"), PageIndex::Design, [](MainWindow& w) { drawRecurrent(w, false); }},
        {QStringLiteral("design-recurrent-cell"), PageIndex::Design, [](MainWindow& w) { drawRecurrent(w, true); }},
        {QStringLiteral("search"), PageIndex::Search, {}},
        {QStringLiteral("search-tried"), PageIndex::Search, tryOne},
        {QStringLiteral("runs"), PageIndex::Runs, {}},
        {QStringLiteral("runs-acquisition"), PageIndex::Runs, [&](MainWindow& w) { showAcquisition(w, services); }},
        {QStringLiteral("runs-failed"), PageIndex::Runs, [&](MainWindow& w) { showFailedTrial(w, services); }},
        {QStringLiteral("train-final"), PageIndex::Runs, openTrainDialog},
        {QStringLiteral("compare"), PageIndex::Compare, [&](MainWindow& w) { tickExperiment(w, services); }},
        {QStringLiteral("data"), PageIndex::Data, {}},
        {QStringLiteral("palette"), PageIndex::Runs, [](MainWindow& w) { w.openPalette(); }}};
}

/// After openTrainDialog().
void takeTrainDialog(MainWindow& window, const QString& file)
{
    TrainDialog* dialog = nullptr;
    while (dialog == nullptr || !dialog->network()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        dialog = window.findChild<TrainDialog*>();
    }
    dialog->grab().save(file);
    dialog->reject();
}

void takeKeysDialog(MainWindow& window, const QString& file)
{
    window.showPage(PageIndex::Design);
    for (QAction* action : window.findChildren<QAction*>()) {
        if (keysId(action) == QLatin1String("Keys"))
            action->trigger();
    }
    auto* dialog = window.findChild<KeysDialog*>();
    QCoreApplication::processEvents();
    dialog->grab().save(file);
    dialog->reject();
}

/// Some trials of the run on the Runs page, really judged by zero-cost proxies.
void takeJudgeDialog(MainWindow& window, const QString& file)
{
    window.findChild<QToolButton*>(QStringLiteral("judgeTrials"))->click();
    auto* dialog = window.findChild<JudgeDialog*>();
    dialog->findChild<QSpinBox*>(QStringLiteral("judgeCount"))->setValue(12);
    dialog->findChild<QPushButton*>(QStringLiteral("judgeStart"))->click();
    while (dialog->isWorking())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QCoreApplication::processEvents(); // the layout follows the texts
    dialog->plot().flush();
    dialog->grab().save(file);
    dialog->reject();
}

/// All pictures of one history in one theme and language; says what went wrong, or nothing.
QString takeAll(const QString& folder, const QString& history, bool withHistory, Theme::Mode mode, bool smoke,
                const QString& only)
{
    WindowHost host(app::makeCatalogue(), {.history = history.toStdString(), .theme = mode}, makePages);
    host.window().resize(kSize);
    host.show();
    const QString suffix = QStringLiteral("%1%2x%3.png")
                               .arg(mode == Theme::Mode::Dark ? QStringLiteral("-dark-") : QStringLiteral("-light-"))
                               .arg(host.window().devicePixelRatioF())
                               .arg(QLocale().language() == QLocale::Chinese ? QStringLiteral("-zh") : QString());
    QString problem;
    for (const Shot& shot : shotsOf(host.services(), withHistory)) {
        if (smoke && only.isEmpty() &&
            ((shot.page != PageIndex::Search && shot.page != PageIndex::Compare) ||
             shot.name == QLatin1String("search-tried")))
            continue;
        if (!shot.name.contains(only))
            continue;
        host.window().showPage(shot.page);
        if (shot.prepare)
            shot.prepare(host.window());
        QEventLoop loop;
        Screenshot screenshot(host, QDir(folder).filePath(shot.name + suffix), Screenshot::When::Ready, std::nullopt);
        QObject::connect(&screenshot, &Screenshot::done, &loop, [&](const QString& found) {
            problem = found;
            loop.quit();
        });
        loop.exec();
        if (!problem.isEmpty())
            return problem;
        if (shot.name == QStringLiteral("train-final"))
            takeTrainDialog(host.window(), QDir(folder).filePath(QStringLiteral("train-final-dialog") + suffix));
        if (shot.name == QStringLiteral("runs"))
            takeJudgeDialog(host.window(), QDir(folder).filePath(QStringLiteral("judge-dialog") + suffix));
        if (shot.name == QStringLiteral("search"))
            takeExperimentDialog(host.window(), QDir(folder).filePath(QStringLiteral("experiment-dialog") + suffix));
        if (shot.name == QStringLiteral("design"))
            takeKeysDialog(host.window(), QDir(folder).filePath(QStringLiteral("keys-dialog") + suffix));
    }
    if (withHistory && !smoke)
        takeLiveScenes(folder, suffix, mode, only);
    return {};
}

/// In a process of its own for each size: Qt takes its scale once, at start.
int takeAtThisScale(int argc, char** argv, const QStringList& arguments)
{
    const SettingsSandbox sandbox;
    QApplication application(argc, argv);
    const bool smoke = arguments.contains(QStringLiteral("--smoke"));
    const QString folder = arguments.at(1);
    const QString only = arguments.contains(QStringLiteral("--only"))
                             ? arguments.value(arguments.indexOf(QStringLiteral("--only")) + 1)
                             : QString();
    const QDir histories(arguments.at(arguments.indexOf(QStringLiteral("--histories")) + 1));
    const auto languages =
        smoke ? QStringList{QStringLiteral("en")} : QStringList{QStringLiteral("en"), QStringLiteral("zh_CN")};
    for (const QString& language : languages) {
        QSettings().setValue(QStringLiteral("window/language"), language);
        for (const Theme::Mode mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            for (const bool full : {true, false}) {
                if (language != QLatin1String("en") && (mode == Theme::Mode::Dark || !full))
                    continue; // what has room in one theme has it in the other
                const QString file = histories.filePath(full ? QStringLiteral("history.sqlite")
                                                             : QStringLiteral("empty/history.sqlite"));
                const QString problem = takeAll(folder, file, full, mode, smoke, only);
                if (!problem.isEmpty()) {
                    std::fprintf(stderr, "screenshots: %s\n", qPrintable(problem));
                    return 1;
                }
            }
        }
    }
    return 0;
}

int makeHistoriesAndTakeAll(const QStringList& arguments)
{
    QTemporaryDir folder;
    QDir().mkpath(arguments.at(1));
    QDir(folder.path()).mkpath(QStringLiteral("empty"));
    GalleryHistory history(folder.path().toStdString());
    history.write(!arguments.contains(QStringLiteral("--smoke")));
    // Stands for the driver's library, so that there are GPUs to be seen.
    QFile::link(QStringLiteral(FAKE_NVML), folder.filePath(QStringLiteral("libnvidia-ml.so.1")));
    for (const char* scale : {"1", "2"}) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QLatin1String(scale));
        environment.insert(QStringLiteral("LD_LIBRARY_PATH"),
                           folder.path() + QLatin1Char(':') + environment.value(QStringLiteral("LD_LIBRARY_PATH")));
        if (!environment.contains(QStringLiteral("QT_QPA_PLATFORM")))
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(QCoreApplication::applicationFilePath(),
                      arguments.mid(1) + QStringList{QStringLiteral("--histories"), folder.path()});
        process.waitForFinished(-1);
        if (process.exitStatus() != QProcess::NormalExit)
            std::fprintf(stderr, "screenshots: the window crashed at scale %s\n", scale);
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
            return 1;
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    if (argc < 2 || arguments.at(1).startsWith(QLatin1Char('-'))) {
        std::fprintf(stderr, "screenshots: expected the folder of the pictures, found nothing\n");
        return 2;
    }
    if (arguments.contains(QStringLiteral("--histories")))
        return takeAtThisScale(argc, argv, arguments);
    const QCoreApplication application(argc, argv);
    try {
        return makeHistoriesAndTakeAll(arguments);
    } catch (const Error& error) {
        std::fprintf(stderr, "screenshots: %s\n", error.what());
        return 1;
    }
}
