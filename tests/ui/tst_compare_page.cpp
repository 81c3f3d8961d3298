// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QMenu>
#include <QSettings>
#include <QTest>

#include "tests/ui/settings_sandbox.h"
#include "tests/ui/written_history.h"
#include "ui/pages/compare/compare_model.h"
#include "ui/pages/compare_page.h"
#include "ui/widgets/table_header.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

} // namespace

class TestComparePage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_first = m_history.addRun("random", 1, 20, false);
        m_second = m_history.addRun("random", 2, 30, false);
        m_third = m_history.addRun("regularized-evolution", 1, 30, false);
        m_live = std::make_unique<LiveServices>(m_history.path());
    }
    void init()
    {
        m_page = std::make_unique<ComparePage>(m_live->services());
        m_page->resize(1376, 832);
        m_page->show();
        QTRY_COMPARE_WITH_TIMEOUT(m_page->runs().rowCount(), 3, kPatience);
    }
    void cleanup() { m_page.reset(); }
    void cleanupTestCase() { m_live.reset(); }

    void model_keepsTheRulesOfModels();
    void tickedRuns_areGroupedByStrategy();
    void clickOnTheBox_ticks();
    void bestSoFar_neverFallsAndSkipsFailures();
    void runsWithoutTrialsYet_haveNoLine();
    void filter_keepsTicks();
    void filter_findsTheRunsOfAnExperiment();
    void choices_comeBackAtTheNextStart();
    void untickAll_emptiesThePlot();

private:
    SettingsSandbox m_settings;
    WrittenHistory m_history;
    std::unique_ptr<LiveServices> m_live;
    std::unique_ptr<ComparePage> m_page;
    std::int64_t m_first = 0, m_second = 0, m_third = 0;
};

void TestComparePage::model_keepsTheRulesOfModels()
{
    QAbstractItemModelTester tester(&m_page->runs(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_page->runs().sort(CompareModel::Best, Qt::DescendingOrder);
    m_page->runs().setTicked(m_first, true);
    QCOMPARE(m_page->runs().setFilter(QStringLiteral("seed = 1")), QString());
    QCOMPARE(m_page->runs().rowCount(), 2);
}

void TestComparePage::tickedRuns_areGroupedByStrategy()
{
    for (const std::int64_t run : {m_first, m_second, m_third})
        m_page->runs().setTicked(run, true);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->plot().groups().size(), std::size_t(2), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isBusy(), kPatience);
    QCOMPARE(m_page->plot().groups()[0].runs.size(), std::size_t(2));
    QCOMPARE(m_page->plot().groups()[0].runs[0].size(), std::size_t(20));
    QCOMPARE(m_page->plot().groups()[1].name, QStringLiteral("regularized-evolution"));
    const QModelIndex line = m_page->runs().index(m_page->runs().rowOf(m_third), CompareModel::Line);
    QCOMPARE(line.data(CompareModel::GroupRole).toInt(), 1);
}

void TestComparePage::clickOnTheBox_ticks()
{
    const QModelIndex box = m_page->runs().index(1, CompareModel::Ticked);
    const QRect cell = m_page->table().visualRect(box);
    m_page->table().setCurrentIndex(box);
    QTest::keyClick(&m_page->table(), Qt::Key_Space);
    QCOMPARE(m_page->runs().ticked().size(), std::size_t(1));
    QTest::mouseClick(m_page->table().viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 18, cell.center().y()));
    QCOMPARE(m_page->runs().ticked().size(), std::size_t(0));
}

void TestComparePage::bestSoFar_neverFallsAndSkipsFailures()
{
    m_page->runs().setTicked(m_second, true);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isBusy() && m_page->plot().groups().size() == 1, kPatience);
    const std::vector<double> best = m_page->plot().groups()[0].runs[0];
    QCOMPARE(best.size(), std::size_t(30));
    for (std::size_t i = 1; i < best.size(); ++i)
        QVERIFY(best[i] >= best[i - 1]);
    QCOMPARE(best.back(), m_live->feed().find(m_second)->best.value());
}

void TestComparePage::runsWithoutTrialsYet_haveNoLine()
{
    BestPlot plot(m_live->services().theme);
    plot.setGroups({{QStringLiteral("random"), {{}, {}}}}, QStringLiteral("accuracy"), true);
    plot.flush();
    QCOMPARE(plot.groups().size(), std::size_t(1));
    QCOMPARE(plot.groups()[0].runs.size(), std::size_t(2));
}

void TestComparePage::filter_keepsTicks()
{
    m_page->runs().setTicked(m_third, true);
    m_page->filter().setText(QStringLiteral("strategy = random"));
    QCOMPARE(m_page->runs().rowCount(), 2);
    QCOMPARE(m_page->runs().ticked().size(), std::size_t(1));
    m_page->filter().setText(QStringLiteral("colour = red"));
    QVERIFY(m_page->filter().toolTip().contains(QStringLiteral("colour")));
    QCOMPARE(m_page->runs().rowCount(), 2);
}

void TestComparePage::filter_findsTheRunsOfAnExperiment()
{
    WrittenHistory history;
    history.addRun("random", 1, 3, false, "quick");
    history.addRun("random", 2, 3, false, "quick");
    history.addRun("random", 3, 3, false, "thorough look");
    history.addRun("random", 4, 3, false);
    LiveServices live(history.path());
    ComparePage page(live.services());
    QTRY_COMPARE_WITH_TIMEOUT(page.runs().rowCount(), 4, kPatience);
    const auto found = [&page](const char* filter) {
        page.filter().setText(QLatin1String(filter));
        return page.filter().toolTip().isEmpty() ? page.runs().rowCount() : -1;
    };
    QCOMPARE(found("experiment = quick"), 2);
    QCOMPARE(found("experiment = \"thorough look\""), 1);
    QCOMPARE(found("experiment = quick and seed > 1"), 1);
    QCOMPARE(found("experiment != quick"), 2);        // also of none
    QCOMPARE(found("experiment = nas-bench-201"), 0); // the name of a run is not that of an experiment
    QCOMPARE(found(""), 4);
}

void TestComparePage::choices_comeBackAtTheNextStart()
{
    const auto group = [this] { return m_page->findChild<QComboBox*>(); };
    const auto split = [this] { return m_page->findChild<QSplitter*>(); };
    auto& heads = dynamic_cast<TableHeader&>(*m_page->table().horizontalHeader());
    QTest::keyClick(group(), Qt::Key_Down); // by run
    QCOMPARE(group()->currentIndex(), 1);
    heads.setSortIndicator(CompareModel::Best, Qt::AscendingOrder);
    Q_EMIT heads.columnsMenu()->aboutToShow();
    heads.columnsMenu()->actions().at(CompareModel::Data)->trigger();
    QVERIFY(m_page->table().isColumnHidden(CompareModel::Data));
    m_page->plot().setLogarithmic(true);
    m_page->plot().setLegendVisible(false);
    const QList<int> before = split()->sizes();
    QSplitterHandle* handle = split()->handle(1);
    QTest::mousePress(handle, Qt::LeftButton, {}, QPoint(50, 0));
    QTest::mouseMove(handle, QPoint(50, 80));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, QPoint(50, 80));
    const QList<int> sizes = split()->sizes();
    QVERIFY(sizes[0] > before[0]);

    cleanup();
    init();
    QCOMPARE(group()->currentIndex(), 1);
    QCOMPARE(split()->sizes(), sizes);
    QHeaderView* again = m_page->table().horizontalHeader();
    QCOMPARE(again->sortIndicatorSection(), int(CompareModel::Best));
    QCOMPARE(again->sortIndicatorOrder(), Qt::AscendingOrder);
    QVERIFY(m_page->table().isColumnHidden(CompareModel::Data));
    const QModelIndex first = m_page->runs().index(0, CompareModel::Best);
    const QModelIndex last = m_page->runs().index(2, CompareModel::Best);
    QVERIFY(first.data().toString() <= last.data().toString()); // sorted, not only marked so
    QVERIFY(m_page->plot().isLogarithmic());
    QVERIFY(m_page->plot().legend().isHidden());

    m_page->resetLayout();
    QCOMPARE(split()->sizes(), before);
    QVERIFY(!m_page->table().isColumnHidden(CompareModel::Data));
    cleanup();
    init();
    QCOMPARE(split()->sizes(), before);
    QVERIFY(!m_page->table().isColumnHidden(CompareModel::Data));
    QVERIFY(m_page->plot().isLogarithmic()); // no part of the layout
    QSettings().clear();                     // for the other tests
}

void TestComparePage::untickAll_emptiesThePlot()
{
    m_page->runs().setTicked(m_third, true);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->plot().groups().size(), std::size_t(1), kPatience);
    m_page->runs().tickNone();
    QTRY_VERIFY_WITH_TIMEOUT(m_page->plot().groups().empty(), kPatience);
}

QTEST_MAIN(TestComparePage)
#include "tst_compare_page.moc"
