// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <functional>
#include <limits>
#include <memory>

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/odd_trials.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/written_history.h"
#include "ui/methods/method_view.h"
#include "ui/pages/compare/compare_model.h"
#include "ui/pages/compare_page.h"
#include "ui/pages/runs/workers_chart.h"
#include "ui/pages/runs_page.h"
#include "ui/plots/best_plot.h"
#include "ui/plots/curves_plot.h"
#include "ui/plots/fitness_plot.h"
#include "ui/plots/load_plot.h"
#include "ui/plots/scatter_plot.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 60'000;

/// The sentence that stands in place of the drawing; empty: none does.
QString sentenceIn(const Plot& plot)
{
    for (const QLabel* label : plot.findChildren<QLabel*>()) {
        if (label->property("role").toString() == QLatin1String("secondary") && label->isVisibleTo(&plot))
            return label->text();
    }
    return {};
}

QImage pictureOf(Plot& plot)
{
    plot.flush();
    return plot.canvas().grab().toImage();
}

/// Whether something of the picture comes from what was fed: it goes when lines, marks and items are hidden.
bool paintsWhatItHas(Plot& plot)
{
    QCustomPlot& canvas = plot.canvas();
    const QImage whole = pictureOf(plot);
    std::vector<QCPLayerable*> hidden;
    const auto hide = [&hidden](QCPLayerable* part) {
        if (part->visible()) {
            part->setVisible(false);
            hidden.push_back(part);
        }
    };
    for (int i = 0; i < canvas.plottableCount(); ++i)
        hide(canvas.plottable(i));
    for (int i = 0; i < canvas.itemCount(); ++i)
        hide(canvas.item(i));
    canvas.replot(QCustomPlot::rpImmediateRefresh);
    const QImage bare = canvas.grab().toImage();
    for (QCPLayerable* part : hidden)
        part->setVisible(true);
    canvas.replot(QCustomPlot::rpImmediateRefresh);
    return whole != bare;
}

/// The first axis that shows no range that can be drawn; empty: all do.
QString wrongRangeOf(QCustomPlot& canvas)
{
    for (const QCPAxisRect* rect : canvas.axisRects()) {
        for (const QCPAxis* axis : rect->axes()) {
            const QCPRange range = axis->range();
            if (!std::isfinite(range.lower) || !std::isfinite(range.upper) || !(range.lower < range.upper))
                return QStringLiteral("%1: %2 to %3").arg(axis->label()).arg(range.lower).arg(range.upper);
        }
    }
    return {};
}

bool isLogarithmOffered(Plot& plot)
{
    const QList<QAction*> actions = plot.menu()->actions();
    return std::any_of(actions.begin(), actions.end(), [](const QAction* action) {
        return action->isVisible() && action->text() == QLatin1String("Logarithmic");
    });
}

} // namespace

Q_DECLARE_METATYPE(Kind)

/// What holds of every plot of trials, whatever the history holds. A new view of the registry is among them by itself.
class TestViewContract : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everyPlot_showsWhatThereIs_data();
    void everyPlot_showsWhatThereIs();
    void everyAxisOfFitness_survivesOddClocks();
    void selectedTrial_isMarkedWhereItHasNoDotOfItsOwn();
    void odditiesOfWorkers_areSurvived();

private:
    /// A plot that has been fed, and whether there is something to be drawn.
    struct Subject {
        Plot* plot = nullptr;
        bool hasData = false;
        std::function<void(std::int64_t)> select; ///< null: trials cannot be selected in it
        bool saysCounts = false;                  ///< below the axis, also where nothing is drawn
    };
    Subject feed(const QString& name, const Fed& fed);
    Subject feedView(const MethodView& view, const Fed& fed);
    Subject feedCompare(const Fed& fed);
    void feedRuns(const Fed& fed);
    Subject feedLoad(const Fed& fed);
    Subject feedScatter(const Fed& fed);
    void checkSelection(const Subject& subject, const Fed& fed);

    SettingsSandbox m_settings;
    std::unique_ptr<WrittenHistory> m_history;
    std::unique_ptr<LiveServices> m_live;
    std::unique_ptr<RunsPage> m_runs;
    std::unique_ptr<ComparePage> m_compare;
    std::unique_ptr<Plot> m_own; ///< of the test, without a page
};

void TestViewContract::initTestCase()
{
    m_history = std::make_unique<WrittenHistory>();
    QCOMPARE(m_history->addRun("random", 1, 0), std::int64_t(1));
    m_live = std::make_unique<LiveServices>(m_history->path());
    m_runs = std::make_unique<RunsPage>(m_live->services());
    m_compare = std::make_unique<ComparePage>(m_live->services());
    for (QWidget* page : {static_cast<QWidget*>(m_runs.get()), static_cast<QWidget*>(m_compare.get())}) {
        page->resize(1376, 832);
        page->show();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_runs->currentRun(), qint64(1), kPatience);
    m_compare->runs().setTicked(1, true);
    QTRY_VERIFY_WITH_TIMEOUT(!m_runs->isBusy() && !m_compare->isBusy(), kPatience);
}

void TestViewContract::cleanupTestCase()
{
    m_own.reset();
    m_compare.reset();
    m_runs.reset();
    m_live.reset();
}

/// Everything but the last row as what was there, that as a change.
void TestViewContract::feedRuns(const Fed& fed)
{
    using Rows = std::vector<history::TrialRow>;
    using Steps = std::vector<history::MetricStep>;
    const auto split = fed.rows.end() - (fed.rows.empty() ? 0 : 1);
    Q_EMIT m_live->feed().trialsReset(QStringLiteral("runs-page"), 1,
                                      std::make_shared<const Rows>(fed.rows.begin(), split),
                                      std::make_shared<const Steps>(fed.steps));
    Q_EMIT m_live->feed().trialsChanged(QStringLiteral("runs-page"), 1,
                                        std::make_shared<const Rows>(split, fed.rows.end()),
                                        std::make_shared<const Steps>());
}

TestViewContract::Subject TestViewContract::feedCompare(const Fed& fed)
{
    // Trials that are no longer told of stay: the run is taken up anew.
    m_compare->runs().setTicked(1, false);
    m_compare->runs().setTicked(1, true);
    [this] { QTRY_VERIFY_WITH_TIMEOUT(!m_compare->isBusy(), kPatience); }();
    Q_EMIT m_live->feed().trialsReset(QStringLiteral("compare-1"), 1,
                                      std::make_shared<const std::vector<history::TrialRow>>(fed.rows), nullptr);
    [this] { QTRY_VERIFY_WITH_TIMEOUT(!m_compare->isBusy(), kPatience); }();
    return {&m_compare->plot(), hasComparable(fed), {}, false};
}

TestViewContract::Subject TestViewContract::feedLoad(const Fed& fed)
{
    LoadHistory load;
    for (std::size_t i = 0; i < fed.values.size(); ++i) {
        const double busy = std::abs(fed.values[i]); // nothing is busy less than not at all
        load.add({double(i), busy, busy, busy * 1e9, busy * 1e9});
    }
    auto* plot = new LoadPlot(m_live->theme());
    m_own.reset(plot);
    plot->setEmptyHint(QStringLiteral("nothing yet"));
    plot->setSamples(load.between(0, kInf), 0);
    return {plot, isAnyFinite(fed.values), {}, false};
}

TestViewContract::Subject TestViewContract::feedScatter(const Fed& fed)
{
    std::vector<ScatterPoint> points;
    for (std::size_t i = 0; i < fed.values.size(); ++i)
        points.push_back({std::int64_t(i) + 1, fed.values[i], fed.values[fed.values.size() - 1 - i]});
    const bool hasData = std::any_of(points.begin(), points.end(), [](const ScatterPoint& point) {
        return std::isfinite(point.x) && std::isfinite(point.y);
    });
    auto* plot = new ScatterPlot(m_live->theme(), QStringLiteral("scatter"));
    m_own.reset(plot);
    plot->setEmptyHint(QStringLiteral("nothing yet"));
    plot->setPoints(std::move(points));
    return {plot, hasData, {}, false};
}

TestViewContract::Subject TestViewContract::feedView(const MethodView& view, const Fed& fed)
{
    const MethodSubject subject{objectives(fed.objectiveCount), 50, true, true, true, true};
    run::MethodTrials trials(subject.objectives);
    trials.take(fed.rows);
    trials.take(fed.steps);
    MethodPlot* plot = view.make(m_live->theme(), nullptr);
    m_own.reset(plot);
    const MethodShow show = view.compute({subject, trials, view.needsLearnt ? fed.learnt : nullptr}, {});
    show(*plot);
    return {plot, !plot->isEmpty(), [plot](std::int64_t trial) { plot->setSelectedTrial(trial); },
            QLatin1String(view.id) == QLatin1String("rungs")};
}

TestViewContract::Subject TestViewContract::feed(const QString& name, const Fed& fed)
{
    if (const MethodView* view = findMethodView(name))
        return feedView(*view, fed);
    if (name == QLatin1String("best"))
        return feedCompare(fed);
    if (name == QLatin1String("load"))
        return feedLoad(fed);
    if (name == QLatin1String("scatter"))
        return feedScatter(fed);
    feedRuns(fed);
    if (name == QLatin1String("curves")) {
        CurvesPlot* curves = &m_runs->curves();
        return {curves, hasFiniteStep(fed), [curves](std::int64_t trial) { curves->setSelectedTrial(trial); }, false};
    }
    FitnessPlot* fitness = &m_runs->fitness(); // what has no value has a mark too
    return {fitness, fed.count > 0, [fitness](std::int64_t trial) { fitness->setSelectedTrial(trial); }, false};
}

void TestViewContract::everyPlot_showsWhatThereIs_data()
{
    QTest::addColumn<QString>("plot");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("objectiveCount");
    const std::pair<const char*, Kind> kinds[] = {{"plain", Kind::Plain},
                                                  {"equal", Kind::Equal},
                                                  {"NaN", Kind::NotANumber},
                                                  {"infinite", Kind::Infinite},
                                                  {"infinite first", Kind::InfiniteFirst},
                                                  {"huge", Kind::Huge},
                                                  {"all failed", Kind::WithoutValue},
                                                  {"all running", Kind::AllRunning}};
    const auto add = [](const QString& plot, const std::pair<const char*, Kind>& kind, int count, int objectiveCount) {
        QTest::addRow("%s, %s, %d trials, %d objectives", qPrintable(plot), kind.first, count, objectiveCount)
            << plot << kind.second << count << objectiveCount;
    };
    for (const auto& kind : kinds) {
        for (const int count : {0, 1, 2, 100, 100'000}) {
            if (count > 1'000 && kind.second != Kind::Plain && kind.second != Kind::Equal &&
                kind.second != Kind::InfiniteFirst && kind.second != Kind::AllRunning)
                continue;                                                             // as of a hundred, only slower
            for (const char* plot : {"fitness", "curves", "best", "load", "scatter"}) // of the first objective
                add(QString::fromLatin1(plot), kind, count, 1);
            for (const int objectiveCount : {1, 4}) {
                for (const MethodView& view : methodViews())
                    add(QString::fromLatin1(view.id), kind, count, objectiveCount);
            }
        }
    }
}

void TestViewContract::everyPlot_showsWhatThereIs()
{
    QFETCH(QString, plot);
    QFETCH(Kind, kind);
    QFETCH(int, count);
    QFETCH(int, objectiveCount);
    const Fed& fed = fedWith(kind, count, objectiveCount);
    const Subject subject = feed(plot, fed);
    if (subject.plot == m_own.get()) {
        subject.plot->resize(400, 170);
        subject.plot->show();
    }
    Plot& drawn = *subject.plot;
    drawn.setLogarithmic(false);
    drawn.showAll();
    QVERIFY(!pictureOf(drawn).isNull());
    QCOMPARE(wrongRangeOf(drawn.canvas()), QString());
    QVERIFY2(drawn.canvas().plottableCount() < 2'000, "more than a refresh can draw");
    const MethodView* view = findMethodView(plot);
    const MethodSubject all{objectives(objectiveCount), 50, true, true, true, true};
    if (view != nullptr && kind == Kind::Plain && count >= 100)
        QCOMPARE(subject.hasData, view->suits(all));
    // Something to be seen, or a sentence in its place; never both, never neither.
    QCOMPARE(sentenceIn(drawn).isEmpty(), subject.hasData);
    QCOMPARE(drawn.canvas().isVisibleTo(&drawn), subject.hasData);
    QVERIFY(!subject.hasData || subject.saysCounts || paintsWhatItHas(drawn));
    checkSelection(subject, fed);
    QVERIFY(drawn.csv().contains(QLatin1Char('\n')));
    if (isLogarithmOffered(drawn)) {
        drawn.setLogarithmic(true);
        QVERIFY(!pictureOf(drawn).isNull());
        QCOMPARE(wrongRangeOf(drawn.canvas()), QString());
        QVERIFY(kind != Kind::Plain || count < 100 || !subject.hasData || paintsWhatItHas(drawn));
        drawn.setLogarithmic(false);
    }
}

void TestViewContract::checkSelection(const Subject& subject, const Fed& fed)
{
    if (!subject.select)
        return;
    subject.select(0);
    const QImage before = pictureOf(*subject.plot);
    for (const std::int64_t missing : {std::int64_t(fed.count) + 1, std::int64_t(fed.count) + 5, std::int64_t(-3),
                                       std::numeric_limits<std::int64_t>::max()}) {
        subject.select(missing);
        QVERIFY2(pictureOf(*subject.plot) == before, qPrintable(QString::number(missing)));
    }
    subject.select(0);
}

void TestViewContract::everyAxisOfFitness_survivesOddClocks()
{
    FitnessPlot& fitness = m_runs->fitness();
    for (const Kind kind : {Kind::Plain, Kind::Infinite, Kind::NotANumber}) {
        feedRuns(fedWith(kind, 100, 1));
        for (const FitnessPlot::Axis axis : {FitnessPlot::Axis::Time, FitnessPlot::Axis::DeviceHours,
                                             FitnessPlot::Axis::Epochs, FitnessPlot::Axis::Trials}) {
            fitness.setAxis(axis);
            QVERIFY(!pictureOf(fitness).isNull());
            QCOMPARE(wrongRangeOf(fitness.canvas()), QString());
            QVERIFY(paintsWhatItHas(fitness));
            for (const std::int64_t trial : {1, 50, 100}) {
                const auto place = fitness.placeOf(trial);
                QVERIFY(place && fitness.canvas().xAxis->range().contains(*place));
            }
        }
    }
}

void TestViewContract::selectedTrial_isMarkedWhereItHasNoDotOfItsOwn()
{
    // Of so many that lie together only some are drawn.
    const Fed& fed = fedWith(Kind::Plain, 100'000, 4);
    const Subject subject = feedView(*findMethodView(QStringLiteral("front")), fed);
    subject.plot->resize(400, 170);
    subject.plot->show();
    const QImage before = pictureOf(*subject.plot);
    int judged = 0;
    for (std::size_t i = 0; i < fed.rows.size() && judged < 50; ++i) {
        if (fed.rows[i].state != TrialState::Finished)
            continue;
        ++judged;
        subject.select(fed.rows[i].trial);
        QVERIFY2(pictureOf(*subject.plot) != before, qPrintable(QString::number(fed.rows[i].trial)));
    }
    QCOMPARE(judged, 50);
}

void TestViewContract::odditiesOfWorkers_areSurvived()
{
    Fed fed = fedWith(Kind::Plain, 3, 1);
    fed.rows[0].worker = std::numeric_limits<int>::max();
    fed.rows[1].started = kInf;
    fed.rows[1].finished = kInf;
    feedRuns(fed);
    QVERIFY(!m_runs->grab().isNull());
    QVERIFY(m_runs->workers().workerCount() < 10'000); // a row for each is painted
    QVERIFY(!m_runs->workers().barRect(3).isEmpty());  // the others are shown
}

QTEST_MAIN(TestViewContract)
#include "tst_view_contract.moc"
