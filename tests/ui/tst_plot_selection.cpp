// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QMenu>
#include <QTest>

#include "tests/ui/settings_sandbox.h"
#include "tests/ui/written_history.h"
#include "ui/pages/runs/plot_selection.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/pages/runs/workers_chart.h"
#include "ui/pages/runs_page.h"
#include "ui/plots/curves_plot.h"
#include "ui/plots/fitness_plot.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

void send(QWidget& widget, QEvent::Type type, const QPointF& at, Qt::MouseButton button, Qt::MouseButtons buttons,
          Qt::KeyboardModifiers keys)
{
    QMouseEvent event(type, at, widget.mapToGlobal(at), button, buttons, keys);
    QApplication::sendEvent(&widget, &event);
}

void drag(QWidget& canvas, const QPolygonF& line, Qt::KeyboardModifiers keys, bool release = true)
{
    send(canvas, QEvent::MouseButtonPress, line.first(), Qt::LeftButton, Qt::LeftButton, keys);
    for (const QPointF& corner : line)
        send(canvas, QEvent::MouseMove, corner, Qt::NoButton, Qt::LeftButton, keys);
    if (release)
        send(canvas, QEvent::MouseButtonRelease, line.last(), Qt::LeftButton, Qt::NoButton, keys);
}

QPolygonF around(const QPointF& centre, double reach)
{
    return QPolygonF({centre + QPointF(-reach, -reach), centre + QPointF(reach, -reach), centre + QPointF(reach, reach),
                      centre + QPointF(-reach, reach)});
}

/// By a person's eye: the marks within `reach` of a trial's in both directions.
std::vector<std::int64_t> trialsNear(const FitnessPlot& plot, std::int64_t trial, double reach)
{
    const QPointF centre = plot.markPosition(trial).value();
    std::vector<std::int64_t> found;
    for (const FitnessPoint& point : plot.points()) {
        const QPointF away = plot.markPosition(point.trial).value() - centre;
        if (std::abs(away.x()) < reach && std::abs(away.y()) < reach)
            found.push_back(point.trial);
    }
    return found;
}

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

} // namespace

class TestPlotSelection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void axes_sumWhatTrialsTook();
    void shiftDrag_picksTheTrialsInside();
    void escape_showsAllAgain();
    void tool_needsNoShift();
    void nothingInside_picksNothing();
    void shiftClick_selectsATrial();
    void pickedAndFilter_workTogether();
    void otherRun_startsWithAll();
    void keySheet_namesTheLasso();
    void hundredThousandTrials_arePickedAtOnce();

private:
    SettingsSandbox m_settings;
};

void TestPlotSelection::axes_sumWhatTrialsTook()
{
    WrittenHistory history;
    history.addRun("random", 1, 30);
    Shown shown(history.path());
    FitnessPlot& plot = shown.page.fitness();
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 30, kPatience);
    auto* axis = shown.page.findChild<QComboBox*>(QStringLiteral("fitnessAxis"));
    axis->setCurrentIndex(axis->findText(QStringLiteral("device-hours")));
    plot.flush();
    for (const int trial : {1, 2, 17, 30}) // 9 s each, and they end in the order of their numbers
        QCOMPARE(plot.placeOf(trial).value(), trial * 9 / 3600.0);
    QCOMPARE(plot.canvas().xAxis->range().upper, 30 * 9 / 3600.0 * 1.04);
    axis->setCurrentIndex(axis->findText(QStringLiteral("epochs")));
    plot.flush();
    double epochs = 0;
    for (int trial = 1; trial <= 30; ++trial) {
        epochs += trial % 9 == 0 || trial % 7 == 0 ? 0 : 2; // others failed or were pruned before their first
        QCOMPARE(plot.placeOf(trial).value(), epochs);
    }
    const FitnessPoint late{31, TrialState::Finished, 0.5, -1, 36, 100}; // it ended first of all
    plot.update(late);
    plot.flush();
    QCOMPARE(plot.placeOf(31).value(), 100.0);
    QCOMPARE(plot.placeOf(30).value(), 100 + epochs);
    axis->setCurrentIndex(0);
    QCOMPARE(plot.placeOf(30).value(), 30.0);
}

void TestPlotSelection::shiftDrag_picksTheTrialsInside()
{
    WrittenHistory history;
    history.addRun("random", 1, 60);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 60, kPatience);
    FitnessPlot& plot = page.fitness();
    plot.flush();
    const auto expected = trialsNear(plot, 20, 40);
    QVERIFY(expected.size() > 1 && expected.size() < 30);
    const QCPRange before = plot.canvas().xAxis->range();
    drag(plot.canvas(), around(plot.markPosition(20).value(), 40), Qt::ShiftModifier);
    QCOMPARE(plot.canvas().xAxis->range(), before); // nothing was moved
    QCOMPARE(page.trials().rowCount(), int(expected.size()));
    for (int row = 0; row < page.trials().rowCount(); ++row)
        QVERIFY(std::find(expected.begin(), expected.end(), page.trials().at(row).trial) != expected.end());
    auto* button = page.findChild<QToolButton*>(QStringLiteral("pickedInPlot"));
    QVERIFY(button->isVisible());
    QCOMPARE(button->text(), QStringLiteral("selected in plot (%1)").arg(expected.size()));
    QCOMPARE(page.curves().picked().size(), expected.size()); // the others dim the rest
    QVERIFY(page.curves().picked().leavesOut(expected.front() == 1 ? 60 : 1));
    button->click();
    QCOMPARE(page.trials().rowCount(), 60);
    QVERIFY(!button->isVisible());
    QVERIFY(page.curves().picked().isEmpty());
}

void TestPlotSelection::escape_showsAllAgain()
{
    WrittenHistory history;
    history.addRun("random", 1, 30);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 30, kPatience);
    FitnessPlot& plot = page.fitness();
    plot.flush();
    drag(plot.canvas(), around(plot.markPosition(20).value(), 20), Qt::ShiftModifier);
    const int picked = page.trials().rowCount();
    QVERIFY(picked < 30);
    // While a line is drawn Esc gives up that line alone.
    plot.canvas().setFocus();
    drag(plot.canvas(), around(plot.markPosition(5).value(), 20), Qt::ShiftModifier, false);
    QVERIFY(plot.lasso()->isDrawing());
    QTest::keyClick(&plot.canvas(), Qt::Key_Escape);
    QVERIFY(!plot.lasso()->isDrawing());
    QCOMPARE(page.trials().rowCount(), picked);
    QTest::keyClick(&plot.canvas(), Qt::Key_Escape);
    QCOMPARE(page.trials().rowCount(), 30);
}

void TestPlotSelection::tool_needsNoShift()
{
    WrittenHistory history;
    history.addRun("random", 1, 30);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 30, kPatience);
    FitnessPlot& plot = page.fitness();
    plot.flush();
    auto* tool = page.findChild<QToolButton*>(QStringLiteral("lassoTool"));
    tool->click();
    QVERIFY(page.plotSelection().toolAction()->isChecked());
    QVERIFY(plot.lasso()->isTool());
    drag(plot.canvas(), around(plot.markPosition(20).value(), 20), Qt::NoModifier);
    QVERIFY(page.trials().rowCount() < 30);
    page.plotSelection().clear();
    tool->click();
    drag(plot.canvas(), around(plot.markPosition(20).value(), 20), Qt::NoModifier); // moves what is drawn
    QCOMPARE(page.trials().rowCount(), 30);
}

void TestPlotSelection::nothingInside_picksNothing()
{
    WrittenHistory history;
    history.addRun("random", 1, 30);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 30, kPatience);
    FitnessPlot& plot = page.fitness();
    plot.flush();
    drag(plot.canvas(), around(plot.markPosition(20).value(), 20), Qt::ShiftModifier);
    QVERIFY(page.trials().rowCount() < 30);
    drag(plot.canvas(), around(QPointF(2, 2), 1) << QPointF(8, 8), Qt::ShiftModifier);
    QCOMPARE(page.trials().rowCount(), 30);
}

void TestPlotSelection::shiftClick_selectsATrial()
{
    WrittenHistory history;
    history.addRun("random", 1, 30);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 30, kPatience);
    page.fitness().flush();
    const QPointF at = page.fitness().markPosition(20).value();
    QTest::mouseClick(&page.fitness().canvas(), Qt::LeftButton, Qt::ShiftModifier, at.toPoint());
    QCOMPARE(page.selectedTrial(), 20);
    QCOMPARE(page.trials().rowCount(), 30);
}

void TestPlotSelection::pickedAndFilter_workTogether()
{
    WrittenHistory history;
    history.addRun("random", 1, 60);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 60, kPatience);
    FitnessPlot& plot = page.fitness();
    plot.flush();
    const auto expected = trialsNear(plot, 20, 60);
    drag(plot.canvas(), around(plot.markPosition(20).value(), 60), Qt::ShiftModifier);
    page.findChild<QLineEdit*>(QStringLiteral("trialsFilter"))->setText(QStringLiteral("state = finished"));
    int finished = 0;
    for (const std::int64_t trial : expected)
        finished += page.trials().find(trial)->state == TrialState::Finished ? 1 : 0;
    QVERIFY(finished > 0);
    QCOMPARE(page.trials().rowCount(), finished);
}

void TestPlotSelection::otherRun_startsWithAll()
{
    WrittenHistory history;
    const std::int64_t first = history.addRun("random", 1, 12);
    history.addRun("random", 2, 30);
    Shown shown(history.path());
    RunsPage& page = shown.page;
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 30, kPatience);
    page.fitness().flush();
    drag(page.fitness().canvas(), around(page.fitness().markPosition(20).value(), 20), Qt::ShiftModifier);
    QVERIFY(!page.plotSelection().picked().isEmpty());
    page.showRun(first);
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 12, kPatience);
    QVERIFY(page.plotSelection().picked().isEmpty());
}

void TestPlotSelection::keySheet_namesTheLasso()
{
    WrittenHistory history;
    Shown shown(history.path());
    QStringList keys; // the key sheet lists what the View menu has
    for (const QAction* action : shown.page.menuActions(PageMenu::View))
        keys << action->shortcut().toString();
    QVERIFY(keys.contains(QStringLiteral("Ctrl+Shift+L")));
    QVERIFY(keys.contains(QStringLiteral("Esc")));
    QVERIFY(shown.page.fitness().menu()->actions().contains(shown.page.plotSelection().toolAction()));
}

void TestPlotSelection::hundredThousandTrials_arePickedAtOnce()
{
    Theme theme;
    FitnessPlot plot(theme);
    plot.resize(800, 300);
    plot.show();
    std::vector<FitnessPoint> points;
    Rng rng(1);
    for (int i = 1; i <= 100'000; ++i)
        points.push_back({i, TrialState::Finished, rng.uniform(), 0.1 * i, 0.1, 1});
    plot.reset(std::move(points));
    plot.flush();
    TrialSet picked;
    connect(&plot, &Plot::trialsPicked, this, [&picked](const TrialSet& trials) { picked = trials; });
    QPolygonF line;
    for (int i = 0; i < 400; ++i)
        line << QPointF(400 + 200 * std::cos(i * M_PI / 200), 120 + 60 * std::sin(i * M_PI / 200));
    drag(plot.canvas(), line, Qt::ShiftModifier, false);
    QElapsedTimer clock;
    clock.start();
    send(plot.canvas(), QEvent::MouseButtonRelease, line.last(), Qt::LeftButton, Qt::NoButton, Qt::ShiftModifier);
    qInfo("%zu of 100,000 trials picked in %.2f ms", picked.size(), static_cast<double>(clock.nsecsElapsed()) / 1e6);
    QVERIFY(picked.size() > 10'000 && picked.size() < 60'000);
    plot.setPicked(picked);
    plot.flush();
    QVERIFY(!plot.grab().isNull());
}

QTEST_MAIN(TestPlotSelection)
#include "tst_plot_selection.moc"
