// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include <QTest>

#include "core/base/rng.h"
#include "tests/ui/settings_sandbox.h"
#include "ui/methods/evolution_view.h"
#include "ui/methods/front_view.h"
#include "ui/methods/method_view.h"
#include "ui/methods/odds_view.h"
#include "ui/methods/rungs_view.h"
#include "ui/methods/surrogate_view.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

/// What the values of the trials are.
enum class Values { Random, Equal, NotANumber, Infinite, Huge, Mixed };

double valueOf(Values values, int trial, Rng& rng)
{
    switch (values) {
    case Values::Random:
        return rng.uniform();
    case Values::Equal:
        return 0.5;
    case Values::NotANumber:
        return kNaN;
    case Values::Infinite:
        return trial % 2 == 0 ? kInf : -kInf;
    case Values::Huge:
        return (rng.uniform() - 0.5) * std::numeric_limits<double>::max();
    case Values::Mixed:
        return trial % 5 == 0 ? kNaN : trial % 7 == 0 ? kInf : rng.uniform();
    }
    return kNaN;
}

std::vector<estimate::Objective> objectives(int count)
{
    std::vector<estimate::Objective> wanted;
    for (const char* name : {"valid_accuracy", "params", "macs", "latency_ms"}) {
        if (int(wanted.size()) < count)
            wanted.push_back({name, wanted.empty()});
    }
    return wanted;
}

run::MethodTrials trialsOf(int count, int objectiveCount, Values values)
{
    const auto wanted = objectives(objectiveCount);
    std::vector<history::TrialRow> rows;
    std::vector<history::MetricStep> steps;
    Rng rng(1);
    for (int i = 1; i <= count; ++i) {
        history::TrialRow row;
        row.trial = i;
        row.parent = i > 10 ? i - 1 - std::int64_t(rng.below(9)) : 0;
        row.state = i % 11 == 0 ? TrialState::Failed : i % 3 == 0 ? TrialState::Pruned : TrialState::Finished;
        row.fidelity = Json{{"epochs", i % 3 == 0 ? 1 : 3}};
        for (int d = 0; d < 6; ++d)
            row.values.push_back(d == 5 ? kNaN : double(rng.below(5)));
        for (const estimate::Objective& objective : wanted)
            row.metrics[objective.metric] = valueOf(values, i, rng);
        steps.push_back({i, "valid_accuracy", 1, valueOf(values, i, rng)});
        rows.push_back(std::move(row));
    }
    run::MethodTrials trials(wanted);
    trials.take(rows);
    trials.take(steps);
    return trials;
}

/// Made once: many trials take a while.
const run::MethodTrials& sharedTrials(int count, int objectiveCount, Values values)
{
    static std::map<std::tuple<int, int, Values>, run::MethodTrials> made;
    const auto key = std::tuple(count, objectiveCount, values);
    auto found = made.find(key);
    if (found == made.end())
        found = made.emplace(key, trialsOf(count, objectiveCount, values)).first;
    return found->second;
}

std::shared_ptr<const run::Learnt> learntOf(int moments, Values values)
{
    auto learnt = std::make_shared<run::Learnt>();
    Rng rng(2);
    for (int i = 1; i <= moments; ++i) {
        strategy::Insight insight;
        insight.areOdds = values == Values::Random;
        insight.numbers = {{"entropy", valueOf(values, i, rng)}, {"nodes", 10 * valueOf(values, i, rng)}};
        for (const int alternatives : {5, 2, 32}) {
            strategy::Insight::Row row{"decision " + std::to_string(alternatives), {}, {}};
            for (int a = 0; a < alternatives; ++a) {
                row.alternatives.push_back("alternative_" + std::to_string(a));
                row.numbers.push_back(valueOf(values, a, rng));
            }
            insight.rows.push_back(row);
        }
        learnt->add(10 * i, insight);
        const double expected = valueOf(values, i, rng);
        learnt->forecasts.push_back({i, expected, expected - 0.1, expected + 0.1});
        learnt->acquisitions.push_back({i, {i % 4 == 0 ? "sample" : "log-improvement", expected}});
    }
    return learnt;
}

int pointsOf(QCustomPlot& canvas)
{
    int points = 0;
    for (int i = 0; i < canvas.graphCount(); ++i)
        points += canvas.graph(i)->data()->size();
    return points;
}

void draw(MethodPlot& plot)
{
    plot.resize(400, 170);
    plot.show();
    plot.flush();
    QVERIFY(!plot.grab().isNull());
}

/// Computed and drawn.
std::unique_ptr<MethodPlot> drawn(Theme& theme, const MethodView& view, const MethodInput& input)
{
    std::unique_ptr<MethodPlot> plot(view.make(theme, nullptr));
    draw(*plot); // before there is anything
    view.compute(input, {})(*plot);
    draw(*plot);
    return plot;
}

} // namespace

Q_DECLARE_METATYPE(Values)
Q_DECLARE_METATYPE(cw::ui::MethodSubject)

class TestMethodPlots : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyView_survivesAnything_data();
    void everyView_survivesAnything();
    void registry_namesEveryView();
    void views_suitTheirMethods_data();
    void views_suitTheirMethods();
    void frontDot_selectsItsTrial();
    void veryBadTrial_standsAtTheBorderOfTheFront();
    void predictions_standAgainstWhatWasMeasured();
    void acquisitions_areMarksByTrial();
    void click_selectsTheTrialThere();
    void heatMap_showsTheSelectedMoment();
    void rungs_areBoxesSideBySide();
    void plotData_isWhatIsDrawn();

private:
    SettingsSandbox m_settings;
    Theme m_theme;
};

void TestMethodPlots::everyView_survivesAnything_data()
{
    QTest::addColumn<QString>("view");
    QTest::addColumn<int>("trials");
    QTest::addColumn<int>("objectiveCount");
    QTest::addColumn<Values>("values");
    const std::pair<const char*, Values> kinds[] = {{"random", Values::Random},  {"equal", Values::Equal},
                                                    {"NaN", Values::NotANumber}, {"infinite", Values::Infinite},
                                                    {"huge", Values::Huge},      {"mixed", Values::Mixed}};
    for (const MethodView& view : methodViews()) {
        for (const int objectiveCount : {1, 2, 4}) {
            for (const int trials : {0, 1, 2, 300}) {
                for (const auto& [name, values] : kinds)
                    QTest::addRow("%s, %d trials, %d objectives, %s", view.id, trials, objectiveCount, name)
                        << QString::fromLatin1(view.id) << trials << objectiveCount << values;
            }
            QTest::addRow("%s, 100000 trials, %d objectives", view.id, objectiveCount)
                << QString::fromLatin1(view.id) << 100'000 << objectiveCount << Values::Mixed;
        }
    }
}

void TestMethodPlots::everyView_survivesAnything()
{
    QFETCH(QString, view);
    QFETCH(int, trials);
    QFETCH(int, objectiveCount);
    QFETCH(Values, values);
    const MethodSubject subject{objectives(objectiveCount), 50, true, true, true, true};
    const run::MethodTrials& input = sharedTrials(trials, objectiveCount, values);
    const auto plot = drawn(m_theme, *findMethodView(view), {subject, input, learntOf(std::min(trials, 200), values)});
    // A hint in place of an empty drawing, and never both.
    QCOMPARE(plot->canvas().isVisible(), !plot->isEmpty());
    QVERIFY2(pointsOf(plot->canvas()) < 20'000, "more than a refresh can draw");
    QVERIFY(plot->csv().contains(QLatin1Char('\n')));
    plot->setLogarithmic(true);
    plot->setSelectedTrial(trials / 2 + 1);
    draw(*plot);
    for (const QPoint place : {plot->canvas().rect().center(), QPoint(1, 1), QPoint(399, 100)}) {
        QTest::mouseMove(&plot->canvas(), place);
        QTest::mouseClick(&plot->canvas(), Qt::LeftButton, {}, place);
    }
    plot->setNotice(QStringLiteral("not now"));
    draw(*plot);
    QVERIFY(!plot->canvas().isVisible());
    plot->setNotice({});
    const auto none = trialsOf(0, objectiveCount, values);
    findMethodView(view)->compute({subject, none, learntOf(0, values)}, {})(*plot);
    draw(*plot);
    QVERIFY(plot->isEmpty() && !plot->canvas().isVisible());
}

void TestMethodPlots::registry_namesEveryView()
{
    QStringList seen;
    for (const MethodView& view : methodViews()) {
        QCOMPARE(findMethodView(QString::fromLatin1(view.id)), &view);
        QCOMPARE(view.title(), QString::fromLatin1(view.english)); // nothing is translated here
        QVERIFY(!seen.contains(view.title()));
        seen << view.title();
    }
    QVERIFY(findMethodView(QStringLiteral("curves")) == nullptr);
}

void TestMethodPlots::views_suitTheirMethods_data()
{
    QTest::addColumn<MethodSubject>("subject");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("random") << MethodSubject{objectives(1)} << QStringList{};
    QTest::newRow("evolution") << MethodSubject{objectives(1), 50} << QStringList{"evolution"};
    QTest::newRow("reinforce") << MethodSubject{objectives(1), 0, true} << QStringList{"learnt", "odds"};
    QTest::newRow("gp-bo") << MethodSubject{objectives(1), 0, false, false, true, true}
                           << QStringList{"surrogate", "acquisition"};
    QTest::newRow("tpe") << MethodSubject{objectives(1), 0, false, false, false, true} << QStringList{"acquisition"};
    QTest::newRow("umda") << MethodSubject{objectives(1), 50, true} << QStringList{"learnt", "odds", "evolution"};
    QTest::newRow("random with asha") << MethodSubject{objectives(1), 0, false, true} << QStringList{"rungs"};
    QTest::newRow("nsga2 of two") << MethodSubject{objectives(2), 50}
                                  << QStringList{"front", "hypervolume", "evolution"};
}

void TestMethodPlots::views_suitTheirMethods()
{
    QFETCH(MethodSubject, subject);
    QFETCH(QStringList, expected);
    QStringList found;
    for (const MethodView& view : methodViews()) {
        if (view.suits(subject))
            found << QString::fromLatin1(view.id);
    }
    QCOMPARE(found, expected);
}

void TestMethodPlots::frontDot_selectsItsTrial()
{
    const MethodSubject subject{objectives(2), 0, false, false};
    const auto plot = drawn(m_theme, *findMethodView("front"), {subject, trialsOf(60, 2, Values::Random), nullptr});
    auto& view = dynamic_cast<FrontView&>(*plot);
    QVERIFY(view.front().front.size() > 1);
    std::int64_t clicked = 0;
    connect(plot.get(), &MethodPlot::trialClicked, this, [&clicked](qint64 trial) { clicked = trial; });
    for (const run::FrontPoint& point : view.front().front) {
        QTest::mouseClick(&plot->canvas(), Qt::LeftButton, {}, view.pixelOf(point).toPoint());
        QCOMPARE(clicked, point.trial);
    }
}

void TestMethodPlots::veryBadTrial_standsAtTheBorderOfTheFront()
{
    std::vector<history::TrialRow> rows;
    for (int i = 1; i <= 40; ++i) {
        history::TrialRow row;
        row.trial = i;
        row.state = TrialState::Finished;
        row.metrics = {{"valid_accuracy", i == 7 ? 0.1 : 0.90 + 0.001 * i}, {"params", i == 7 ? 9e9 : 1e5 + 1e3 * i}};
        rows.push_back(row);
    }
    run::MethodTrials trials(objectives(2));
    trials.take(rows);
    const MethodSubject subject{objectives(2), 0, false, false};
    const auto plot = drawn(m_theme, *findMethodView("front"), {subject, trials, nullptr});
    auto& view = dynamic_cast<FrontView&>(*plot);
    const auto place = [&view](std::int64_t trial) { return view.pixelOf(view.front().all[std::size_t(trial - 1)]); };
    QVERIFY((place(40) - place(1)).manhattanLength() > 300); // the others have the room
    QCOMPARE(view.outsideCount(), 1);
    QCOMPARE(plot->legend().entries().back().text, QStringLiteral("outside 1"));
    // All points of the front are shown, however far off they lie.
    rows[6].metrics = {{"valid_accuracy", 0.99}, {"params", 9e9}};
    run::MethodTrials others(objectives(2));
    others.take(rows);
    findMethodView("front")->compute({subject, others, nullptr}, {})(*plot);
    draw(*plot);
    QCOMPARE(view.outsideCount(), 0);
    QVERIFY(plot->canvas().xAxis->range().contains(9e9));
}

void TestMethodPlots::predictions_standAgainstWhatWasMeasured()
{
    std::vector<history::TrialRow> rows;
    auto learnt = std::make_shared<run::Learnt>();
    Rng rng(8);
    for (int i = 1; i <= 60; ++i) {
        history::TrialRow row;
        row.trial = i;
        row.state = TrialState::Finished;
        const double value = rng.uniform();
        row.metrics = {{"valid_accuracy", value}};
        rows.push_back(row);
        if (i > 10) // the first are drawn at random
            learnt->forecasts.push_back({i, value + 0.01, value - 0.09, value + 0.11});
    }
    run::MethodTrials trials(objectives(1));
    trials.take(rows);
    const MethodSubject subject{objectives(1), 0, false, false, true};
    const auto plot = drawn(m_theme, *findMethodView("surrogate"), {subject, trials, learnt});
    auto& view = dynamic_cast<SurrogateView&>(*plot);
    QCOMPARE(view.fit().points.size(), std::size_t(50));
    QCOMPARE(view.fit().spearman, 1.0);
    QCOMPARE(plot->legend().entries().front().text, QStringLiteral("Spearman 1.00 · RMSE 0.0100"));
    std::int64_t clicked = 0;
    connect(plot.get(), &MethodPlot::trialClicked, this, [&clicked](qint64 trial) { clicked = trial; });
    const run::SurrogateFit::Point& point = view.fit().points[5];
    QTest::mouseClick(&plot->canvas(), Qt::LeftButton, {}, view.pixelOf(point).toPoint());
    QCOMPARE(clicked, point.trial);
    plot->setPicked(TrialSet({point.trial}));
    draw(*plot);
    QCOMPARE(plot->csv().count(QLatin1Char('\n')), int(view.fit().points.size()) + 1);
}

void TestMethodPlots::acquisitions_areMarksByTrial()
{
    auto learnt = std::make_shared<run::Learnt>();
    for (int i = 11; i <= 40; ++i) { // the first ten are drawn at random, and a few of the others
        if (i % 6 != 0)
            learnt->acquisitions.push_back({i, {i < 30 ? "log-improvement" : "confidence-bound", -0.1 * i}});
    }
    const MethodSubject subject{objectives(1), 0, false, false, true, true};
    const auto plot =
        drawn(m_theme, *findMethodView("acquisition"), {subject, trialsOf(40, 1, Values::Random), learnt});
    QCOMPARE(plot->canvas().graphCount(), 2);
    QCOMPARE(plot->canvas().graph(0)->data()->size(), 16); // those of 11 .. 29
    QCOMPARE(plot->canvas().graph(1)->data()->size(), 9);
    QCOMPARE(plot->canvas().graph(0)->valueAxis(), plot->canvas().yAxis);
    QCOMPARE(plot->canvas().graph(1)->valueAxis(), plot->canvas().yAxis2); // of another unit
    QCOMPARE(plot->legend().entries()[0].text, QStringLiteral("log of the expected improvement"));
    QCOMPARE(plot->legend().entries()[1].text, QStringLiteral("upper confidence bound (right)"));
    QVERIFY(plot->legend().entries()[0].mark != plot->legend().entries()[1].mark); // not by colour alone
    std::int64_t clicked = 0;
    connect(plot.get(), &MethodPlot::trialClicked, this, [&clicked](qint64 trial) { clicked = trial; });
    const QPointF place(plot->canvas().xAxis->coordToPixel(20), plot->canvas().yAxis->coordToPixel(-2));
    QTest::mouseClick(&plot->canvas(), Qt::LeftButton, {}, place.toPoint());
    QCOMPARE(clicked, std::int64_t(20));
}

void TestMethodPlots::click_selectsTheTrialThere()
{
    const MethodSubject subject{objectives(1), 50};
    const auto plot =
        drawn(m_theme, *findMethodView("evolution"), {subject, trialsOf(300, 1, Values::Random), nullptr});
    std::int64_t clicked = 0;
    connect(plot.get(), &MethodPlot::trialClicked, this, [&clicked](qint64 trial) { clicked = trial; });
    const QPointF place(plot->canvas().xAxis->coordToPixel(120), 60);
    QTest::mouseClick(&plot->canvas(), Qt::LeftButton, {}, place.toPoint());
    QVERIFY2(std::abs(clicked - 120) <= 1, qPrintable(QString::number(clicked))); // about a pixel
}

void TestMethodPlots::heatMap_showsTheSelectedMoment()
{
    run::Learnt learnt;
    for (const double odds : {0.5, 0.75, 1.0})
        learnt.add(std::int64_t(100 * odds), {.numbers = {}, .rows = {{"op", {"conv", "pool"}, {odds, 1 - odds}}}});
    const MethodSubject subject{objectives(1), 0, true};
    const auto shared = std::make_shared<const run::Learnt>(learnt);
    const auto plot = drawn(m_theme, *findMethodView("odds"), {subject, trialsOf(100, 1, Values::Random), shared});
    auto& view = dynamic_cast<OddsView&>(*plot);
    QCOMPARE(view.shownMoment(), std::size_t(2));
    const auto colorOf = [&view](std::size_t alternative) {
        const QPoint place = view.cellRect(0, alternative).topLeft().toPoint() + QPoint(3, 3); // beside its name
        return view.canvas().grab().toImage().pixelColor(place);
    };
    QCOMPARE(colorOf(0), m_theme.colors().accent);
    plot->setSelectedTrial(80);
    draw(*plot);
    QCOMPARE(view.shownMoment(), std::size_t(1));
    plot->setSelectedTrial(3); // before the first look: that one
    draw(*plot);
    QCOMPARE(view.shownMoment(), std::size_t(0));
    QCOMPARE(colorOf(0), colorOf(1)); // even
}

void TestMethodPlots::rungs_areBoxesSideBySide()
{
    const MethodSubject subject{objectives(1), 0, false, true};
    const auto plot = drawn(m_theme, *findMethodView("rungs"), {subject, trialsOf(300, 1, Values::Random), nullptr});
    const auto& rungs = dynamic_cast<RungsView&>(*plot).rungs();
    QCOMPARE(rungs.size(), std::size_t(2));
    QCOMPARE(rungs[0].reached, std::int64_t(300));
    QCOMPARE(rungs[0].wentOn, std::int64_t(200));
    QCOMPARE(plot->canvas().plottableCount(), 2);
    auto* stopped = qobject_cast<QCPStatisticalBox*>(plot->canvas().plottable(0));
    auto* wentOn = qobject_cast<QCPStatisticalBox*>(plot->canvas().plottable(1));
    QCOMPARE(stopped->data()->size(), 2);
    QCOMPARE(wentOn->data()->size(), 1); // from the last rung nothing goes on
}

void TestMethodPlots::plotData_isWhatIsDrawn()
{
    const MethodSubject subject{objectives(1), 50};
    const auto plot = drawn(m_theme, *findMethodView("evolution"), {subject, trialsOf(20, 1, Values::Random), nullptr});
    QCOMPARE(plot->csv().count(QLatin1Char('\n')), 21);
    QVERIFY(plot->csv().startsWith(QLatin1String("trial,diversity,")));
}

QTEST_MAIN(TestMethodPlots)
#include "tst_method_plots.moc"
