// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/run/tabular.h"

using namespace cw;
using namespace cw::run;

namespace {

/// Proposes the 8 rows of the table in order, over and over, and writes down what happens.
struct Recorded {
    std::vector<std::string> log;
    std::vector<std::uint64_t> seeds;
};
/// The factory of an entry is a plain function: it has no other way to the test.
Recorded* recorder = nullptr;

class Script final : public strategy::Strategy {
public:
    explicit Script(const strategy::StrategySetup& setup)
        : m_size(setup.candidates->tree().size())
    {
        recorder->seeds.push_back(setup.seed);
    }
    std::vector<strategy::Proposal> ask(std::size_t n) override
    {
        std::vector<strategy::Proposal> proposals(n);
        for (auto& proposal : proposals) {
            for (std::size_t i = m_size; i-- > 0;)
                proposal.candidate.values.push_back(double(m_asked >> i & 1));
            ++m_asked;
            recorder->log.push_back("ask " + std::to_string(m_asked));
        }
        return proposals;
    }
    void tell(const strategy::Observation& seen) override
    {
        recorder->log.push_back("tell " + std::to_string(seen.trial) + " " + std::string(toText(seen.state)) + " " +
                                (seen.values.empty() ? "-" : Json(encodeNumber(seen.values.front())).dump()));
    }
    Json state() const override { return m_asked; }
    void restore(const Json& state) override { m_asked = state.get<unsigned>(); }

private:
    std::size_t m_size;
    unsigned m_asked = 0;
};

strategy::StrategyRegistry scripted()
{
    strategy::StrategyEntry entry;
    entry.id = "script";
    entry.severalObjectives = true;
    entry.make = [](const strategy::StrategySetup& setup) -> std::unique_ptr<strategy::Strategy> {
        return std::make_unique<Script>(setup);
    };
    return strategy::StrategyRegistry("strategy", {entry});
}

constexpr const char* kTable = "d:a,d:b,d:c,m:valid,m:test,m:seconds,m:valid@12\n"
                               "0,0,0,3,30,3600,1\n"
                               "0,0,1,5,50,3600,7\n"
                               "0,1,0,nan,99,3600,2\n"
                               "0,1,1,5,51,3600,2\n"
                               "1,0,0,2,20,3600,2\n"
                               "1,0,1,7,10,3600,3\n"
                               "1,1,0,1,90,3600,4\n"
                               "1,1,1,6,60,3600,5\n";

} // namespace

class TestTabular : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    Recorded m_recorded;

    std::shared_ptr<const estimate::Table> table(const char* text) const
    {
        const std::string path = m_folder.filePath("table.csv").toStdString();
        std::ofstream(path) << text;
        return estimate::Table::load(path).value();
    }
    TabularRequest request() const
    {
        return {.table = table(kTable),
                .strategy = "script",
                .objectives = {{"valid"}},
                .report = "test",
                .evaluations = 8};
    }

private Q_SLOTS:
    void init()
    {
        m_recorded = {};
        recorder = &m_recorded;
    }
    void best_isByTheFirstObjectiveAndTheFirstSeenWinsTies();
    void best_canBeTheSmallest();
    void lagOne_tellsEachResultBeforeTheNextAsk();
    void lagThree_asksFromResultsThreeBack();
    void values_areOriented();
    void repeats_haveSeedsOfTheirOwn();
    void repeats_areSummarisedWithTheSampleDeviation();
    void sameSeed_givesTheSameReport();
    void hours_endARepeatWithTheLastEvaluationTheyPayFor();
    void shortTraining_costsItsShare();
    void nothingAffordable_isNotANumber();
    void checkpoints_areSortedAndOnce();
    void spaceWithOtherOrder_isMatchedByName();
    void candidateWithoutRow_isRejectedAndCounts();
    void badRequests_areRefused_data();
    void badRequests_areRefused();
};

void TestTabular::best_isByTheFirstObjectiveAndTheFirstSeenWinsTies()
{
    auto asked = request();
    asked.checkpoints = {1, 2, 3, 4, 5, 6, 7, 8};
    const auto report = runTabular(asked, scripted()).value();
    const std::vector<double> best{3, 5, 5, 5, 5, 7, 7, 7};
    const std::vector<double> reported{30, 50, 50, 50, 50, 10, 10, 10};
    QCOMPARE(report.checkpoints.size(), best.size());
    for (std::size_t i = 0; i < best.size(); ++i) {
        QCOMPARE(report.checkpoints[i].evaluations, std::int64_t(i + 1));
        QCOMPARE(report.checkpoints[i].bestMean, best[i]);
        QCOMPARE(report.checkpoints[i].mean, reported[i]);
        QCOMPARE(report.checkpoints[i].sd, 0.0); // one repeat
    }
    QCOMPARE(report.evaluationsMean, 8.0);
    QVERIFY(report.cpuSeconds > 0);
}

void TestTabular::best_canBeTheSmallest()
{
    auto asked = request();
    asked.objectives = {{"m:valid", false}};
    asked.report.clear();
    const auto report = runTabular(asked, scripted()).value();
    QCOMPARE(report.checkpoints.size(), std::size_t{1});
    QCOMPARE(report.checkpoints.front().evaluations, 8);
    QCOMPARE(report.checkpoints.front().bestMean, 1.0);
    QCOMPARE(report.checkpoints.front().mean, 1.0);
}

void TestTabular::lagOne_tellsEachResultBeforeTheNextAsk()
{
    auto asked = request();
    asked.evaluations = 4;
    QVERIFY(runTabular(asked, scripted()).has_value());
    const std::vector<std::string> expected{"ask 1", "tell 1 finished 3.0",     "ask 2", "tell 2 finished 5.0",
                                            "ask 3", "tell 3 finished \"nan\"", "ask 4"};
    QCOMPARE(m_recorded.log, expected);
}

void TestTabular::lagThree_asksFromResultsThreeBack()
{
    auto asked = request();
    asked.evaluations = 6;
    asked.lag = 3;
    QVERIFY(runTabular(asked, scripted()).has_value());
    const std::vector<std::string> expected{"ask 1", "ask 2",
                                            "ask 3", "tell 1 finished 3.0",
                                            "ask 4", "tell 2 finished 5.0",
                                            "ask 5", "tell 3 finished \"nan\"",
                                            "ask 6"};
    QCOMPARE(m_recorded.log, expected);
}

void TestTabular::values_areOriented()
{
    auto asked = request();
    asked.objectives = {{"valid", false}, {"test", true}};
    asked.evaluations = 2;
    QVERIFY(runTabular(asked, scripted()).has_value());
    QCOMPARE(m_recorded.log[1], std::string("tell 1 finished -3.0"));
}

void TestTabular::repeats_haveSeedsOfTheirOwn()
{
    auto asked = request();
    asked.repeats = 20;
    QVERIFY(runTabular(asked, scripted()).has_value());
    auto first = m_recorded.seeds;
    asked.seed = 1;
    QVERIFY(runTabular(asked, scripted()).has_value());
    auto all = m_recorded.seeds;
    std::sort(all.begin(), all.end());
    // 20 + 20 repeats, and 0 twice for the two made to check the settings
    QCOMPARE(std::size_t(std::unique(all.begin(), all.end()) - all.begin()), std::size_t{41});
    QCOMPARE(first.size(), std::size_t{21});
}

void TestTabular::repeats_areSummarisedWithTheSampleDeviation()
{
    // One random draw per repeat from two rows with 0 and 1: k ones of n give mean k/n and a known sd.
    const auto two = table("d:a,m:x\n0,0\n1,1\n");
    TabularRequest asked{.table = two, .strategy = "random", .objectives = {{"x"}}, .evaluations = 1, .repeats = 40};
    const auto checkpoint = runTabular(asked, strategy::builtInStrategies()).value().checkpoints.front();
    const double p = checkpoint.mean;
    QVERIFY(p > 0 && p < 1);
    QVERIFY(std::abs(p * 40 - std::round(p * 40)) < 1e-9);
    QVERIFY(std::abs(checkpoint.sd - std::sqrt(p * (1 - p) * 40 / 39)) < 1e-12);
}

void TestTabular::sameSeed_givesTheSameReport()
{
    TabularRequest asked{.table = table(kTable),
                         .strategy = "regularized-evolution",
                         .settings = {{"population", 3}, {"sample", 2}},
                         .objectives = {{"valid@12"}},
                         .report = "test",
                         .checkpoints = {2, 4, 6},
                         .evaluations = 6,
                         .repeats = 50,
                         .seed = 5,
                         .lag = 2};
    const auto run = [&] {
        std::vector<double> numbers;
        const auto report = runTabular(asked, strategy::builtInStrategies()).value();
        for (const auto& c : report.checkpoints)
            numbers.insert(numbers.end(), {c.mean, c.sd, c.bestMean});
        return numbers;
    };
    const auto first = run();
    QCOMPARE(run(), first);
    asked.seed = 6;
    QVERIFY(run() != first);
}

void TestTabular::hours_endARepeatWithTheLastEvaluationTheyPayFor()
{
    auto asked = request();
    asked.checkpoints = {2, 4, 8};
    asked.cost = "m:seconds";
    asked.hours = 3.5; // an hour each: three fit
    const auto report = runTabular(asked, scripted()).value();
    QCOMPARE(report.evaluationsMean, 3.0);
    QCOMPARE(report.checkpoints[0].bestMean, 5.0);
    QCOMPARE(report.checkpoints[1].bestMean, 5.0); // what was best when the time was over
    QCOMPARE(report.checkpoints[2].mean, 50.0);
    asked.hours = 3;
    QCOMPARE(runTabular(asked, scripted()).value().evaluationsMean, 3.0); // exactly paid for
    asked.hours = 0;
    QCOMPARE(runTabular(asked, scripted()).value().evaluationsMean, 8.0);
}

void TestTabular::shortTraining_costsItsShare()
{
    auto asked = request();
    asked.objectives = {{"valid@12"}};
    asked.cost = "seconds";
    asked.hours = 0.375; // 12/200 of an hour is 0.06: six fit
    QCOMPARE(runTabular(asked, scripted()).value().evaluationsMean, 6.0);
}

void TestTabular::nothingAffordable_isNotANumber()
{
    auto asked = request();
    asked.cost = "seconds";
    asked.hours = 0.5;
    const auto report = runTabular(asked, scripted()).value();
    QCOMPARE(report.evaluationsMean, 0.0);
    QVERIFY(std::isnan(report.checkpoints.front().mean));
}

void TestTabular::checkpoints_areSortedAndOnce()
{
    auto asked = request();
    asked.checkpoints = {8, 1, 8};
    const auto report = runTabular(asked, scripted()).value();
    QCOMPARE(report.checkpoints.size(), std::size_t{2});
    QCOMPARE(report.checkpoints[0].evaluations, 1);
    QCOMPARE(report.checkpoints[1].evaluations, 8);
}

void TestTabular::spaceWithOtherOrder_isMatchedByName()
{
    // c first and its alternatives turned round: the scripted candidates 0, 1, ... mean rows 001, 000, ...
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "a", .domain = space::Domain::categorical({"0", "1"})});
    tree.decisions.push_back({.name = "b", .domain = space::Domain::categorical({"0", "1"})});
    tree.decisions.push_back({.name = "c", .domain = space::Domain::categorical({"1", "0"})});
    std::rotate(tree.decisions.begin(), tree.decisions.begin() + 2, tree.decisions.end());
    auto asked = request();
    asked.candidates = std::make_shared<space::TreeCandidates>(tree);
    asked.evaluations = 1;
    const auto report = runTabular(asked, scripted()).value();
    QCOMPARE(report.checkpoints.front().mean, 50.0);
}

void TestTabular::candidateWithoutRow_isRejectedAndCounts()
{
    auto asked = request();
    asked.table = table("d:a,d:b,m:valid,m:test\n0,0,3,30\n1,0,9,90\n1,1,1,10\n");
    asked.evaluations = 3;
    const auto report = runTabular(asked, scripted()).value();
    QCOMPARE(report.evaluationsMean, 3.0);
    QCOMPARE(report.checkpoints.front().mean, 90.0);
    QVERIFY(std::count(m_recorded.log.begin(), m_recorded.log.end(), "tell 2 rejected -") == 1);
}

void TestTabular::badRequests_areRefused_data()
{
    QTest::addColumn<QByteArray>("named");
    QTest::addColumn<int>("which");
    QTest::addRow("unknown strategy") << QByteArray("'none-such'") << 0;
    QTest::addRow("unknown setting") << QByteArray("'speed'") << 1;
    QTest::addRow("unknown objective") << QByteArray("'accuracy'") << 2;
    QTest::addRow("unknown report") << QByteArray("'testing'") << 3;
    QTest::addRow("unknown cost") << QByteArray("'time'") << 4;
    QTest::addRow("checkpoint beyond the evaluations") << QByteArray("found 9") << 5;
    QTest::addRow("checkpoint zero") << QByteArray("found 0") << 6;
    QTest::addRow("no evaluations") << QByteArray("evaluations") << 7;
    QTest::addRow("no repeats") << QByteArray("repeats") << 8;
    QTest::addRow("negative lag") << QByteArray("lag") << 9;
    QTest::addRow("hours without a cost") << QByteArray("cost") << 10;
    QTest::addRow("hours not a number") << QByteArray("hours") << 11;
    QTest::addRow("no objective") << QByteArray("objective") << 12;
    QTest::addRow("one objective twice") << QByteArray("valid' is named twice") << 13;
}

void TestTabular::badRequests_areRefused()
{
    QFETCH(QByteArray, named);
    QFETCH(int, which);
    auto asked = request();
    switch (which) {
    case 0:
        asked.strategy = "none-such";
        break;
    case 1:
        asked.settings = {{"speed", 3}};
        break;
    case 2:
        asked.objectives = {{"accuracy"}};
        break;
    case 3:
        asked.report = "testing";
        break;
    case 4:
        asked.cost = "time";
        break;
    case 5:
        asked.checkpoints = {1, 9};
        break;
    case 6:
        asked.checkpoints = {0};
        break;
    case 7:
        asked.evaluations = 0;
        break;
    case 8:
        asked.repeats = 0;
        break;
    case 9:
        asked.lag = -1;
        break;
    case 10:
        asked.hours = 1;
        break;
    case 11:
        asked.hours = std::numeric_limits<double>::quiet_NaN();
        break;
    case 12:
        asked.objectives.clear();
        break;
    case 13:
        asked.objectives = {{"valid"}, {"m:valid"}}; // the same column by its two names
        break;
    default:
        QFAIL("no such case");
    }
    const auto report = runTabular(asked, scripted());
    QVERIFY(!report.has_value());
    QVERIFY2(QByteArray(report.error().what()).contains(named), report.error().what());
}

QTEST_APPLESS_MAIN(TestTabular)
#include "tst_tabular.moc"
