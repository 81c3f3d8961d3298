// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>

#include "core/base/file.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/written_history.h"
#include "ui/pages/runs/architecture_panel.h"
#include "ui/pages/runs/run_header.h"
#include "ui/pages/runs/run_list.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/pages/runs/workers_chart.h"
#include "ui/pages/runs_page.h"
#include "ui/plots/curves_plot.h"
#include "ui/plots/fitness_plot.h"
#include "ui/plots/qcp.h"
#include "ui/widgets/table_header.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

} // namespace

class TestRunsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emptyHistory_saysWhatToDo();
    void newestRun_isShownWithItsTrials();
    void rowSelection_reachesPlotWorkersAndArchitecture();
    void dotClick_selectsTheRow();
    void barClick_selectsTheRow();
    void curveClick_selectsTheRow();
    void unreadableHistory_isNotCalledEmpty();
    void choosingAnotherRun_replacesEverything();
    void newTrials_appearWhileShown();
    void filterOfTrials_keepsTheSelection();
    void plotData_goesToCsvSvgAndPng();
    void finishedRun_offersNoPause();
    void finalTraining_isShownAndADamagedOneHarmsNothing();
    void pausedRun_saysTheTimeTaken();
    void pausedRunOfNobody_canOnlyBeResumed();
    void curveOfOneEpoch_standsInTheMiddle();
    void lowCurves_haveFewLabels();
    void headings_standOverTheirNumbers();
    void changes_areNotCutAtTheDesignsWidth();
    void briefRun_fillsTheWorkersChart();
    void choices_comeBackAtTheNextStart();

private:
    struct Shown {
        explicit Shown(const std::filesystem::path& history)
            : live(history)
            , page(live.services())
        {
            page.resize(1376, 832);
            page.show();
        }
        LiveServices live;
        RunsPage page;
    };
    SettingsSandbox m_settings;
};

void TestRunsPage::emptyHistory_saysWhatToDo()
{
    WrittenHistory history;
    Shown shown(history.path());
    QVERIFY(QTest::qWaitForWindowExposed(&shown.page));
    bool found = false;
    for (const QLabel* label : shown.page.findChildren<QLabel*>())
        found = found || (label->isVisible() && label->text().contains(QStringLiteral("Search page")));
    QVERIFY(found);
    // Nothing is there to be trained or written.
    QVERIFY(!shown.page.findChild<QPushButton*>(QStringLiteral("trainFinal"))->isEnabled());
    QVERIFY(!shown.page.findChild<QPushButton*>(QStringLiteral("export"))->isEnabled());
}

void TestRunsPage::newestRun_isShownWithItsTrials()
{
    WrittenHistory history;
    history.addRun("random", 1, 12);
    const std::int64_t newest = history.addRun("regularized-evolution", 2, 30);
    Shown shown(history.path());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 30, kPatience);
    QCOMPARE(shown.page.currentRun(), newest);
    QAbstractItemModelTester tester(&shown.page.trials(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester listTester(shown.page.runList().list().model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(shown.page.runList().list().model()->rowCount(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(shown.page.architecture().view().architecture() != nullptr, kPatience);
    QVERIFY(shown.page.findChild<QPushButton*>(QStringLiteral("export"))->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(
        shown.page.trials().index(0, TrialsModel::Cell).data(TrialsModel::SquaresRole).toList().size(), 6, kPatience);
    QCOMPARE(shown.page.workers().workerCount(), 2);
    QVERIFY(shown.page.curves().curveCount() > 20);
}

void TestRunsPage::rowSelection_reachesPlotWorkersAndArchitecture()
{
    WrittenHistory history;
    history.addRun("random", 1, 30);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 30, kPatience);
    const int row = page.trials().rowOf(23);
    page.table().scrollTo(page.trials().index(row, 0));
    const QRect cell = page.table().visualRect(page.trials().index(row, TrialsModel::State));
    QTest::mouseClick(page.table().viewport(), Qt::LeftButton, {}, cell.center());
    QCOMPARE(page.selectedTrial(), 23);
    QCOMPARE(page.fitness().selectedTrial(), std::int64_t(23));
    QCOMPARE(page.workers().selectedTrial(), std::int64_t(23));
    QCOMPARE(page.curves().selectedTrial(), std::int64_t(23));
    QVERIFY(!page.workers().barRect(23).isEmpty());
    QCOMPARE(page.architecture().shownTrial(), std::int64_t(23));
    QTRY_VERIFY_WITH_TIMEOUT(!page.architecture().isBusy(), kPatience);
    const ArchitecturePtr drawn = page.architecture().view().architecture();
    QVERIFY(drawn);
    QTest::keyClick(&page.table(), Qt::Key_Down); // the row below: trial 22
    QCOMPARE(page.selectedTrial(), 22);
    QCOMPARE(page.architecture().shownTrial(), std::int64_t(22));
    QCOMPARE(page.workers().selectedTrial(), std::int64_t(22));
    QCOMPARE(page.curves().selectedTrial(), std::int64_t(22));
    QTRY_VERIFY_WITH_TIMEOUT(page.architecture().view().architecture() != drawn, kPatience);
}

void TestRunsPage::dotClick_selectsTheRow()
{
    WrittenHistory history;
    history.addRun("random", 1, 30);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 30, kPatience);
    page.fitness().flush();
    for (const std::int64_t trial : {std::int64_t(18), std::int64_t(20)}) { // 18 failed: it lies in the lane
        const QPointF at = page.fitness().markPosition(trial).value();
        QTest::mouseClick(&page.fitness().canvas(), Qt::LeftButton, {}, at.toPoint());
        QCOMPARE(page.selectedTrial(), trial);
        QCOMPARE(page.trials().at(page.table().currentIndex().row()).trial, trial);
    }
}

void TestRunsPage::barClick_selectsTheRow()
{
    WrittenHistory history;
    history.addRun("random", 1, 30);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 30, kPatience);
    for (const std::int64_t trial : {std::int64_t(11), std::int64_t(26)}) {
        const QRectF bar = page.workers().barRect(trial);
        QVERIFY(!bar.isEmpty());
        QTest::mouseClick(&page.workers(), Qt::LeftButton, {}, bar.center().toPoint());
        QCOMPARE(page.selectedTrial(), trial);
        QCOMPARE(page.workers().selectedTrial(), trial);
        QCOMPARE(page.trials().at(page.table().currentIndex().row()).trial, trial);
    }
}

void TestRunsPage::curveClick_selectsTheRow()
{
    WrittenHistory history;
    history.addRun("random", 1, 30);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 30, kPatience);
    for (const std::int64_t trial : {std::int64_t(3), std::int64_t(29)}) { // first and last of those with a curve
        page.curves().flush();
        const auto end = page.curves().endPosition(trial);
        QVERIFY(end.has_value());
        QTest::mouseClick(&page.curves().canvas(), Qt::LeftButton, {}, end->toPoint());
        QCOMPARE(page.selectedTrial(), trial);
        QCOMPARE(page.curves().selectedTrial(), trial);
        QCOMPARE(page.trials().at(page.table().currentIndex().row()).trial, trial);
    }
}

void TestRunsPage::unreadableHistory_isNotCalledEmpty()
{
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.path().toStdString() + "/history.sqlite";
    writeFileAtomically(file, "these words are no database, however long one looks at them from any side");
    Shown shown(file);
    const auto says = [&shown](const char* text) {
        for (const QLabel* label : shown.page.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text() == QLatin1String(text))
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(says("The history cannot be read"), kPatience);
    QVERIFY(!says("No run yet"));
}

void TestRunsPage::choosingAnotherRun_replacesEverything()
{
    WrittenHistory history;
    const std::int64_t first = history.addRun("random", 1, 12);
    history.addRun("regularized-evolution", 2, 30);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 30, kPatience);
    page.selectTrial(5);
    page.showRun(first);
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 12, kPatience);
    QCOMPARE(page.selectedTrial(), 0);
    QCOMPARE(page.header().run(), first);
    QTRY_COMPARE_WITH_TIMEOUT(page.fitness().points().size(), std::size_t(12), kPatience);
}

void TestRunsPage::newTrials_appearWhileShown()
{
    WrittenHistory history;
    const std::int64_t run = history.addRun("random", 1, 12);
    Shown shown(history.path());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 12, kPatience);
    history::TrialRow row;
    row.run = run;
    row.trial = 13;
    row.state = TrialState::Running;
    history.writer().postTrial(row, {});
    history.writer().flush();
    shown.live.feed().poke();
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 13, kPatience);
    QCOMPARE(shown.page.trials().at(0).state, TrialState::Running);
    QCOMPARE(shown.page.fitness().points().size(), std::size_t(13));
}

void TestRunsPage::filterOfTrials_keepsTheSelection()
{
    WrittenHistory history;
    history.addRun("random", 1, 30);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 30, kPatience);
    page.selectTrial(9); // failed
    auto* filter = page.findChild<QLineEdit*>(QStringLiteral("trialsFilter"));
    QVERIFY(filter);
    filter->setText(QStringLiteral("state = failed"));
    QCOMPARE(page.trials().rowCount(), 3);
    QCOMPARE(page.trials().at(page.table().currentIndex().row()).trial, std::int64_t(9));
    filter->setText(QStringLiteral("state = finished"));
    QCOMPARE(page.selectedTrial(), 9);
    QVERIFY(!page.table().selectionModel()->hasSelection());
}

void TestRunsPage::plotData_goesToCsvSvgAndPng()
{
    WrittenHistory history;
    history.addRun("random", 1, 12);
    Shown shown(history.path());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.fitness().points().size(), std::size_t(12), kPatience);
    shown.page.fitness().flush();
    QTemporaryDir folder;
    const QString base = folder.path() + QStringLiteral("/fitness.");
    QVERIFY(shown.page.fitness().saveCsv(base + QStringLiteral("csv")));
    QVERIFY(shown.page.fitness().saveSvg(base + QStringLiteral("svg")));
    QVERIFY(shown.page.fitness().savePng(base + QStringLiteral("png"), 2));
    QVERIFY(!shown.page.fitness().saveCsv(folder.path() + QStringLiteral("/missing/fitness.csv")));
    QCOMPARE(shown.page.fitness().csv().count(QLatin1Char('\n')), 13);
    const QImage picture(base + QStringLiteral("png"));
    QCOMPARE(picture.width(), shown.page.fitness().canvas().width() * 2);
    QFile svg(base + QStringLiteral("svg"));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    const QByteArray drawn = svg.readAll();
    QVERIFY(drawn.contains("<svg") && !drawn.contains("<image")); // marks are shapes, not pictures
}

void TestRunsPage::finalTraining_isShownAndADamagedOneHarmsNothing()
{
    WrittenHistory history;
    history.addRun("random", 1, 10);
    history::FinalTrainingRow row{.run = 1, .trial = 1};
    row.request = {{"dataset", "fashion-mnist"}};
    row.report = {{"test_accuracy", 0.875}, {"epochs", Json::array({Json::object(), Json::object()})}};
    history.writer().postFinalTraining(row);
    row.trial = 2;
    row.request = nullptr;
    row.report = {{"test_accuracy", "much"}, {"epochs", 7}};
    history.writer().postFinalTraining(row);
    history.writer().flush();
    Shown shown(history.path());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().total(), 10, kPatience);
    auto* label = shown.page.findChild<QLabel*>(QStringLiteral("finalTraining"));
    shown.page.selectTrial(1);
    QTRY_VERIFY_WITH_TIMEOUT(label->isVisible(), kPatience);
    const QString text = label->text();
    QVERIFY2(text.contains("Final training: test accuracy 0.8750 · 2 epoch"), qPrintable(text));
    QTRY_VERIFY(label->height() >= label->heightForWidth(label->width())); // nothing is cut
    shown.page.selectTrial(3);
    QTRY_VERIFY_WITH_TIMEOUT(!label->isVisible(), kPatience);
    shown.page.selectTrial(2);
    QTRY_VERIFY_WITH_TIMEOUT(label->isVisible(), kPatience);
}

void TestRunsPage::finishedRun_offersNoPause()
{
    WrittenHistory history;
    history.addRun("random", 1, 12);
    Shown shown(history.path());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 12, kPatience);
    QVERIFY(shown.page.header().pauseButton().isHidden());
    QVERIFY(shown.page.header().stopButton().isHidden());
}

void TestRunsPage::pausedRun_saysTheTimeTaken()
{
    WrittenHistory history;
    history.addRun("random", 1, 12);
    history.writer().postRunState(1, RunState::Running, {});
    history.writer().flush();
    Shown shown(history.path());
    const auto says = [&shown](const char* text) {
        for (const QLabel* label : shown.page.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text() == QLatin1String(text))
                return true;
        }
        return false;
    };
    history.writer().claimRun(1);
    history.writer().postRunState(1, RunState::Running, {});
    history.writer().flush();
    QTRY_VERIFY_WITH_TIMEOUT(says("left"), kPatience);
    history.writer().postRunState(1, RunState::Paused, {});
    history.writer().flush();
    QTRY_VERIFY_WITH_TIMEOUT(says("taken"), kPatience);
    QVERIFY(!says("left"));
}

void TestRunsPage::pausedRunOfNobody_canOnlyBeResumed()
{
    WrittenHistory history;
    history.addRun("random", 1, 12); // ended: it belongs to nobody
    history.writer().postRunState(1, RunState::Paused, {});
    history.writer().flush();
    Shown shown(history.path());
    RunHeader& header = shown.page.header();
    QTRY_VERIFY_WITH_TIMEOUT(header.run() == 1 && !header.pauseButton().isHidden(), kPatience);
    QCOMPARE(header.pauseButton().text(), QStringLiteral("Resume"));
    QVERIFY(header.stopButton().isHidden());
}

void TestRunsPage::curveOfOneEpoch_standsInTheMiddle()
{
    Theme theme;
    CurvesPlot curves(theme);
    curves.resize(400, 300);
    curves.addPoint(1, 1, 0.5, true);
    curves.addPoint(2, 1, 0.6, true);
    curves.flush();
    const QCPRange epochs = curves.canvas().xAxis->range();
    QCOMPARE(epochs.center(), 1.0);
    QVERIFY(epochs.upper < 2); // there is no second epoch
}

void TestRunsPage::lowCurves_haveFewLabels()
{
    Theme theme;
    CurvesPlot curves(theme);
    curves.addPoint(1, 1, 0.5, true);
    curves.addPoint(1, 2, 0.6, true);
    for (const auto& [height, labels] : {std::pair{400, 5}, std::pair{100, 2}}) {
        curves.resize(400, height);
        curves.show();
        QVERIFY(QTest::qWaitForWindowExposed(&curves));
        curves.flush();
        QCOMPARE(curves.canvas().yAxis->ticker()->tickCount(), labels);
    }
}

void TestRunsPage::headings_standOverTheirNumbers()
{
    WrittenHistory history;
    history.addRun("random", 1, 30);
    Shown shown(history.path());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 30, kPatience);
    const auto* header = qobject_cast<TableHeader*>(shown.page.table().horizontalHeader());
    QVERIFY(header != nullptr);
    for (int column = 0; column < TrialsModel::ColumnCount; ++column) {
        const QModelIndex cell = shown.page.trials().index(0, column);
        const QRect values = shown.page.table().visualRect(cell).adjusted(8, 0, -8, 0); // as the delegate pads them
        const QRect section(header->sectionViewportPosition(column), 0, header->sectionSize(column), header->height());
        const QRect words = header->wordsRect(column, section);
        const QString title = shown.page.trials().headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        if ((cell.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0)
            QVERIFY2(words.right() == values.right(), qPrintable(title));
        else
            QVERIFY2(words.left() == values.left(), qPrintable(title));
        QCOMPARE(header->shownWords(column, header->sectionSize(column)), title);
    }
}

void TestRunsPage::changes_areNotCutAtTheDesignsWidth()
{
    WrittenHistory history;
    history.addRun("random", 1, 30);
    Shown shown(history.path());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 30, kPatience);
    const QFontMetrics metrics(shown.live.theme().font(TextRole::Secondary));
    const int longest = metrics.horizontalAdvance(QStringLiteral("1→3 avg pool 3×3")); // of NAS-Bench-201
    const int width = shown.page.table().columnWidth(TrialsModel::Change);
    QVERIFY2(width >= longest + 16, qPrintable(QStringLiteral("%1 for %2").arg(width).arg(longest + 16)));
}

void TestRunsPage::briefRun_fillsTheWorkersChart()
{
    Theme theme;
    WorkersChart chart(theme);
    chart.resize(500, 150);
    std::vector<WorkersChart::Bar> bars(2);
    for (int i = 0; i < 2; ++i) { // a table is asked for two milliseconds
        bars[static_cast<std::size_t>(i)].trial = i + 1;
        bars[static_cast<std::size_t>(i)].begin = 100 + 0.001 * i;
        bars[static_cast<std::size_t>(i)].end = 100 + 0.001 * (i + 1);
    }
    chart.setBars(bars, false);
    QVERIFY(chart.barRect(1).right() < 300);
    QVERIFY(chart.barRect(2).right() > 470);
}

void TestRunsPage::choices_comeBackAtTheNextStart()
{
    WrittenHistory history;
    history.addRun("regularized-evolution", 2, 30);
    const auto box = [](RunsPage& page, const char* name) { return page.findChild<QComboBox*>(QLatin1String(name)); };
    QList<int> sizes;
    {
        Shown shown(history.path());
        QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 30, kPatience);
        QTest::keyClick(box(shown.page, "fitnessAxis"), Qt::Key_End); // epochs
        QTest::keyClick(box(shown.page, "workersChoice"), Qt::Key_Down);
        shown.page.fitness().setLogarithmic(true);
        shown.page.fitness().setLegendVisible(false);
        shown.page.curves().setLegendVisible(false);
        auto& heads = shown.page.table().heads();
        heads.setSortIndicator(TrialsModel::Params, Qt::AscendingOrder);
        Q_EMIT heads.columnsMenu()->aboutToShow();
        QVERIFY(!heads.columnsMenu()->actions().at(0)->isEnabled()); // the number stays
        heads.columnsMenu()->actions().at(TrialsModel::Macs)->trigger();
        auto* monitor = shown.page.findChild<QSplitter*>(QStringLiteral("monitor"));
        QSplitterHandle* handle = monitor->handle(1);
        QTest::mousePress(handle, Qt::LeftButton, {}, QPoint(0, 50));
        QTest::mouseMove(handle, QPoint(-60, 50));
        QTest::mouseRelease(handle, Qt::LeftButton, {}, QPoint(-60, 50));
        sizes = monitor->sizes();
    }
    Shown shown(history.path());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 30, kPatience);
    QCOMPARE(box(shown.page, "fitnessAxis")->currentIndex(), 3);
    QVERIFY(shown.page.fitness().placeOf(1) != 1.0); // epochs, not trials
    QCOMPARE(box(shown.page, "workersChoice")->currentIndex(), 1);
    QVERIFY(shown.page.fitness().isLogarithmic());
    bool isPressed = false; // so is the button of it
    for (const QToolButton* button : shown.page.findChildren<QToolButton*>())
        isPressed = isPressed || (button->accessibleName() == QLatin1String("Logarithmic") && button->isChecked());
    QVERIFY(isPressed);
    QVERIFY(shown.page.fitness().legend().isHidden() && shown.page.curves().legend().isHidden());
    const auto& heads = shown.page.table().heads();
    QCOMPARE(heads.sortIndicatorSection(), int(TrialsModel::Params));
    QCOMPARE(shown.page.trials().at(0).trial, 1); // the fewest parameters
    QVERIFY(heads.isSectionHidden(TrialsModel::Macs));
    QCOMPARE(shown.page.findChild<QSplitter*>(QStringLiteral("monitor"))->sizes(), sizes);
    shown.page.resetLayout();
    QVERIFY(!heads.isSectionHidden(TrialsModel::Macs));
    QVERIFY(shown.page.findChild<QSplitter*>(QStringLiteral("monitor"))->sizes() != sizes);
    QSettings().clear(); // for the other tests
}

QTEST_MAIN(TestRunsPage)
#include "tst_runs_page.moc"
