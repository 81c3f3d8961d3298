// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <QAbstractItemModelTester>
#include <QFloat16> // QCOMPARE of JSON asks whether it converts to this
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>

#include "core/history/reader.h"
#include "tests/ui/experiment_bench.h"
#include "tests/ui/settings_sandbox.h"
#include "ui/frame/leave_dialog.h"
#include "ui/widgets/format.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr std::int64_t kEndless = 100'000'000;

/// A queue of four runs that nobody has begun.
void writeQueue(const TableRun& table, std::int64_t evaluations)
{
    const run::Experiment experiment{.name = "left behind",
                                     .search = table.config(evaluations),
                                     .strategies = {"random", "regularized-evolution"}, // neither ever ends
                                     .seeds = {1, 2}};
    history::Writer(table.history()).queueRuns(experiment.name, run::runsOf(experiment, *app::makeCatalogue()).value());
}

} // namespace

/// "Compare strategies" and the queue of runs, by the real window over a real history.
class TestCompareStrategies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void experiment_runsToItsEndInOrder_data();
    void experiment_runsToItsEndInOrder();
    void formsStrategy_isTickedAndKeepsItsSettings();
    void strategyThatCannot_isOffWithItsReason();
    void wrongInput_isSaidInOneSentence();
    void tickAll_leavesOutWhatCannot();
    void queueLeftBehind_waitsUntilItIsContinued();
    void queuedRuns_areMovedBegunAndTakenOut();
    void runThatCannotBegin_failsAndTheNextHasItsTurn();
    void pausedRun_keepsItsPlace();
    void closing_leavesTheQueueAndSaysSo();

private:
    SettingsSandbox m_settings;
};

void TestCompareStrategies::experiment_runsToItsEndInOrder_data()
{
    QTest::addColumn<int>("atOnce");
    QTest::newRow("one after another") << 1;
    QTest::newRow("two at once") << 2;
}

void TestCompareStrategies::experiment_runsToItsEndInOrder()
{
    QFETCH(const int, atOnce);
    TableRun table;
    const ExperimentBench bench(table);
    ExperimentDialog* dialog = bench.open(table.config(12)); // random is ticked: the form has it
    QVERIFY(dialog != nullptr);
    tick(*dialog, QStringLiteral("tpe"));
    tick(*dialog, QStringLiteral("regularized-evolution"));
    QCOMPARE(child<QLineEdit>(*dialog, "experimentSeeds").text(), QStringLiteral("1-3"));
    child<QSpinBox>(*dialog, "experimentAtOnce").setValue(atOnce);
    child<QLineEdit>(*dialog, "experimentName").setText(QStringLiteral("three by three"));
    const QString amount = child<QLabel>(*dialog, "experimentAmount").text();
    QVERIFY2(amount.startsWith(QStringLiteral("3 ")) && amount.contains(QStringLiteral("= 9 ")), qPrintable(amount));
    QVERIFY2(amount.contains(atOnce == 1 ? QStringLiteral("one after another") : QStringLiteral("2 at once")),
             qPrintable(amount));
    QSignalSpy started(&bench.queue(), &RunQueue::started);
    click(*dialog, "experimentStart");
    QVERIFY(started.wait(kPatience));
    QCOMPARE(bench.host.window().currentPage(), PageIndex::Runs); // where they can be watched
    const auto finished = [&table] {
        const auto rows = history::Reader(table.history()).runs();
        return std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.state == RunState::Finished; });
    };
    QTRY_COMPARE_WITH_TIMEOUT(finished(), 9, 3 * kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(bench.queue().waiting().empty() && bench.host.services().runs.active().empty(), kPatience);
    QVERIFY(!bench.queue().isGoing());

    const auto rows = history::Reader(table.history()).runs();
    QCOMPARE(rows.size(), std::size_t(9));
    const char* const strategies[] = {"random", "regularized-evolution", "tpe"};
    std::set<std::string> found;
    for (const history::RunRow& row : rows) {
        QCOMPARE(row.info.experiment, rows.front().info.experiment);
        QVERIFY(row.info.experiment > 0);
        QCOMPARE(row.info.name, std::string("three by three"));
        QCOMPARE(row.finishedTrials, 12);
        QCOMPARE(row.info.seed, std::uint64_t(1 + (row.run - 1) / 3)); // the first seed of each strategy first
        found.insert(row.info.strategy + " " + std::to_string(row.info.seed));
        const auto others = std::count_if(rows.begin(), rows.end(), [&row](const history::RunRow& other) {
            return other.run != row.run && other.started <= row.started && other.finished > row.started;
        });
        QVERIFY2(others < atOnce, qPrintable(QString::number(others))); // that had not ended when it began
        if (row.run > 1 && atOnce == 1)
            QVERIFY(row.started >= rows[std::size_t(row.run) - 2].finished); // in their order
    }
    for (const char* strategy : strategies) {
        for (const char* seed : {" 1", " 2", " 3"})
            QVERIFY(found.contains(std::string(strategy) + seed));
    }
}

void TestCompareStrategies::formsStrategy_isTickedAndKeepsItsSettings()
{
    TableRun table;
    const ExperimentBench bench(table);
    run::RunConfig config = table.config(10);
    config.strategy = "regularized-evolution";
    config.strategySettings = Json{{"population", 6}, {"sample", 2}};
    config.seed = 40;
    ExperimentDialog* dialog = bench.open(config);
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->experiment().strategies, (std::vector<std::string>{"regularized-evolution"}));
    QCOMPARE(dialog->experiment().seeds, (std::vector<std::uint64_t>{40, 41, 42}));
    tick(*dialog, QStringLiteral("genetic"));
    const run::Experiment experiment = dialog->experiment();
    QCOMPARE(experiment.strategies.size(), std::size_t(2));
    QCOMPARE(run::configOf(experiment, "regularized-evolution", 1).strategySettings, config.strategySettings);
    QVERIFY(run::configOf(experiment, "genetic", 1).strategySettings.empty());
    dialog->reject();
    QVERIFY(!std::filesystem::exists(table.history())); // nothing was started
}

void TestCompareStrategies::strategyThatCannot_isOffWithItsReason()
{
    TableRun table;
    const ExperimentBench bench(table);
    writeFileAtomically(table.table(),
                        "d:a,d:b,m:valid_accuracy,m:seconds\nx,u,0.1,1\nx,v,0.2,2\ny,u,0.3,3\ny,v,0.4,4\n");
    run::RunConfig config = table.config(4);
    config.strategy = "nsga2";
    config.objectives = {{"valid_accuracy", true}, {"seconds", false}};
    ExperimentDialog* dialog = bench.open(config);
    QVERIFY(dialog != nullptr);
    QTreeWidgetItem* umda = itemOf(*dialog, QStringLiteral("umda"));
    QVERIFY(!umda->flags().testFlag(Qt::ItemIsEnabled));
    QVERIFY2(umda->text(1).contains(QStringLiteral("one objective")), qPrintable(umda->text(1)));
    QVERIFY(itemOf(*dialog, QStringLiteral("tpe"))->flags().testFlag(Qt::ItemIsEnabled));
    auto& tree = child<QTreeWidget>(*dialog, "experimentStrategies");
    tree.scrollToItem(umda);
    const QRect row = tree.visualItemRect(umda);
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, QPoint(row.left() + 8, row.center().y()));
    QCOMPARE(dialog->experiment().strategies, (std::vector<std::string>{"nsga2"}));
    dialog->reject();
}

void TestCompareStrategies::wrongInput_isSaidInOneSentence()
{
    TableRun table;
    const ExperimentBench bench(table);
    ExperimentDialog* dialog = bench.open(table.config(12));
    QVERIFY(dialog != nullptr);
    auto& start = child<QPushButton>(*dialog, "experimentStart");
    auto& seeds = child<QLineEdit>(*dialog, "experimentSeeds");
    const auto& shown = child<QLabel>(*dialog, "experimentProblem");
    const auto refuses = [&](const QString& words) {
        return !start.isEnabled() && shown.isVisible() && shown.text().contains(words);
    };
    QVERIFY(start.isEnabled() && !shown.isVisible());
    tick(*dialog, QStringLiteral("random")); // none is left
    QVERIFY2(refuses(QStringLiteral("at least one strategy")), qPrintable(shown.text()));
    tick(*dialog, QStringLiteral("random"));
    QVERIFY(start.isEnabled());
    seeds.clear();
    QVERIFY2(refuses(QStringLiteral("at least one seed")), qPrintable(shown.text()));
    seeds.setText(QStringLiteral("1-10000"));
    QVERIFY2(refuses(QStringLiteral("at most 1000 seeds")), qPrintable(shown.text()));
    seeds.setText(QStringLiteral("1-600"));
    QVERIFY(start.isEnabled());
    tick(*dialog, QStringLiteral("tpe"));
    QVERIFY2(refuses(countText(1200)), qPrintable(shown.text())); // runs
    seeds.setText(QStringLiteral("1, one"));
    QVERIFY2(refuses(QStringLiteral("'one'")), qPrintable(shown.text()));
    seeds.setText(QStringLiteral("1-2"));
    child<QLineEdit>(*dialog, "experimentName").clear();
    QVERIFY2(refuses(QStringLiteral("name")), qPrintable(shown.text()));
    dialog->reject();
}

void TestCompareStrategies::tickAll_leavesOutWhatCannot()
{
    TableRun table;
    const ExperimentBench bench(table);
    ExperimentDialog* dialog = bench.open(table.config(12));
    QVERIFY(dialog != nullptr);
    click(*dialog, "tickAll");
    QCOMPARE(dialog->experiment().strategies.size(),
             bench.host.services().runs.catalogue().strategies.entries().size());
    click(*dialog, "tickNone");
    QVERIFY(dialog->experiment().strategies.empty());
    QVERIFY(!dialog->problem().isEmpty());
    dialog->reject();
}

void TestCompareStrategies::queueLeftBehind_waitsUntilItIsContinued()
{
    TableRun table;
    writeQueue(table, 8);
    const ExperimentBench bench(table);
    QTRY_COMPARE_WITH_TIMEOUT(bench.queue().waiting(), (std::vector<std::int64_t>{1, 2, 3, 4}), kPatience);
    auto& notice = child<QWidget>(bench.host.window(), "queueNotice");
    QVERIFY(notice.isVisible());
    QVERIFY(!bench.queue().isGoing());
    QVERIFY(bench.host.services().runs.active().empty());
    bench.host.window().showPage(PageIndex::Runs);
    QVERIFY(child<QWidget>(bench.runs(), "queueBar").isVisible());
    QCOMPARE(bench.shownOrder(), (std::vector<std::int64_t>{1, 2, 3, 4})); // as they begin, not the newest first
    QTest::mouseClick(&child<QPushButton>(notice, "queueContinue"), Qt::LeftButton);
    QVERIFY(!notice.isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(bench.queue().waiting().empty() && bench.host.services().runs.active().empty(),
                             2 * kPatience);
    for (const history::RunRow& row : history::Reader(table.history()).runs())
        QTRY_COMPARE_WITH_TIMEOUT(history::Reader(table.history()).run(row.run).state, RunState::Finished, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!child<QWidget>(bench.runs(), "queueBar").isVisible(), kPatience);
}

void TestCompareStrategies::queuedRuns_areMovedBegunAndTakenOut()
{
    TableRun table;
    writeQueue(table, kEndless);
    const ExperimentBench bench(table);
    QTRY_COMPARE_WITH_TIMEOUT(bench.queue().waiting(), (std::vector<std::int64_t>{1, 2, 3, 4}), kPatience);
    const QAbstractItemModelTester tester(bench.list().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto stored = [&table] { return waitingRuns(history::Reader(table.history()).runs()); };
    bench.press(4, Qt::Key_Up, Qt::AltModifier);
    bench.press(4, Qt::Key_Up, Qt::AltModifier); // at once: the first need not be written yet
    QCOMPARE(bench.queue().waiting(), (std::vector<std::int64_t>{1, 4, 2, 3}));
    QCOMPARE(bench.shownOrder(), (std::vector<std::int64_t>{1, 4, 2, 3}));
    QCOMPARE(bench.runs().currentRun(), 4); // it stays chosen
    QTRY_COMPARE_WITH_TIMEOUT(stored(), (std::vector<std::int64_t>{1, 4, 2, 3}), kPatience);
    bench.press(1, Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE_WITH_TIMEOUT(stored(), (std::vector<std::int64_t>{4, 1, 2, 3}), kPatience);
    bench.press(3, Qt::Key_Down, Qt::AltModifier); // it is the last already
    bench.press(2, Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(bench.queue().waiting(), (std::vector<std::int64_t>{4, 1, 3}), kPatience);
    QVERIFY(history::Reader(table.history()).run(2).archived); // and can be brought back
    // One is begun before its turn, while the queue is held.
    bench.runs().runList().setCurrentRun(3);
    child<QAction>(bench.list(), "queueBegin").trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bench.host.services().runs.find(3) && bench.host.services().runs.find(3)->done > 0,
                             kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.queue().waiting(), (std::vector<std::int64_t>{4, 1}), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.shownOrder(), (std::vector<std::int64_t>{3, 4, 1}), kPatience);
    // It has the one place that there is; a second place is for the first that waits.
    bench.queue().goOn();
    QCOMPARE(bench.host.services().runs.active().size(), std::size_t(1));
    bench.queue().setAtOnce(2);
    QTRY_VERIFY_WITH_TIMEOUT(bench.host.services().runs.find(4) != nullptr, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.queue().waiting(), (std::vector<std::int64_t>{1}), kPatience);
    bench.queue().setAtOnce(1);
}

void TestCompareStrategies::runThatCannotBegin_failsAndTheNextHasItsTurn()
{
    TableRun table;
    const std::filesystem::path gone = table.folder() / "gone.csv";
    std::filesystem::copy_file(table.table(), gone);
    run::Experiment lost{.name = "lost", .search = table.config(6), .strategies = {"random"}, .seeds = {1}};
    lost.search.estimatorSettings["file"] = gone.string();
    {
        history::Writer writer(table.history());
        writer.queueRuns(lost.name, run::runsOf(lost, *app::makeCatalogue()).value());
    }
    writeQueue(table, 6);
    std::filesystem::remove(gone);
    const ExperimentBench bench(table);
    QTRY_COMPARE_WITH_TIMEOUT(bench.queue().waiting().size(), std::size_t(5), kPatience);
    QSignalSpy problems(&bench.queue(), &RunQueue::problem);
    bench.queue().goOn();
    QTRY_VERIFY_WITH_TIMEOUT(bench.queue().waiting().empty() && bench.host.services().runs.active().empty(),
                             2 * kPatience);
    QCOMPARE(problems.size(), 1);
    QVERIFY(problems[0][0].toString().contains(QStringLiteral("gone.csv")));
    const history::RunRow first = history::Reader(table.history()).run(1);
    QCOMPARE(first.state, RunState::Failed);
    QVERIFY2(first.reason.find("gone.csv") != std::string::npos, first.reason.c_str());
    QTRY_COMPARE_WITH_TIMEOUT(history::Reader(table.history()).run(5).state, RunState::Finished, kPatience);
}

void TestCompareStrategies::pausedRun_keepsItsPlace()
{
    TableRun table;
    writeQueue(table, kEndless);
    const ExperimentBench bench(table);
    RunService& runs = bench.host.services().runs;
    QTRY_COMPARE_WITH_TIMEOUT(bench.queue().waiting().size(), std::size_t(4), kPatience);
    bench.queue().goOn();
    QTRY_VERIFY_WITH_TIMEOUT(runs.find(1) && runs.find(1)->done > 0, kPatience);
    runs.pause(1);
    QTRY_COMPARE_WITH_TIMEOUT(bench.host.services().feed.find(1)->state, RunState::Paused, kPatience);
    QCOMPARE(runs.active().size(), std::size_t(1)); // whoever paused it wants the machine
    runs.stop(1);
    QTRY_VERIFY_WITH_TIMEOUT(runs.find(2) && runs.find(2)->done > 0, kPatience);
    bench.queue().hold();
    runs.stop(2);
    QTRY_COMPARE_WITH_TIMEOUT(bench.host.services().feed.find(2)->state, RunState::Stopped, kPatience);
    QVERIFY(!runs.isLaunching());
    QCOMPARE(bench.queue().waiting(), (std::vector<std::int64_t>{3, 4}));
}

void TestCompareStrategies::closing_leavesTheQueueAndSaysSo()
{
    TableRun table;
    writeQueue(table, kEndless);
    {
        const ExperimentBench bench(table);
        QTRY_COMPARE_WITH_TIMEOUT(bench.queue().waiting().size(), std::size_t(4), kPatience);
        bench.queue().goOn();
        RunService& runs = bench.host.services().runs;
        QTRY_VERIFY_WITH_TIMEOUT(runs.find(1) && runs.find(1)->done > 0, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.queue().waiting().size(), std::size_t(3), kPatience);
        bench.host.window().setLeaveQuestion([](int) { return Leave::Pause; });
        QVERIFY(bench.host.window().close());
    }
    history::Reader reader(table.history());
    QCOMPARE(reader.run(1).state, RunState::Paused);
    for (std::int64_t run = 2; run <= 4; ++run)
        QVERIFY(reader.run(run).isWaiting());
    const ExperimentBench next(table);
    QTRY_COMPARE_WITH_TIMEOUT(next.queue().waiting(), (std::vector<std::int64_t>{2, 3, 4}), kPatience);
    QVERIFY(child<QWidget>(next.host.window(), "queueNotice").isVisible());
    const LeaveDialog asks(1, true, nullptr, 3);
    QVERIFY(asks.findChild<QLabel*>(QStringLiteral("queueStays"))->text().contains(QStringLiteral("3 ")));
    const LeaveDialog asksNot(1, true, nullptr);
    QVERIFY(asksNot.findChild<QLabel*>(QStringLiteral("queueStays")) == nullptr);
}

QTEST_MAIN(TestCompareStrategies)
#include "tst_compare_strategies.moc"
