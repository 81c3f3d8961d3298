// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/run/tabular.h"

using namespace cw;
using namespace cw::run;

namespace {

/// Proposes the first row, but not before it was asked on so many threads.
struct Meeting {
    std::mutex mutex;
    std::condition_variable changed;
    std::set<std::thread::id> threads;
};
/// The factory of an entry is a plain function: it has no other way to the test.
Meeting* meeting = nullptr;
constexpr std::size_t kThreads = 4;

class Sociable final : public strategy::Strategy {
public:
    explicit Sociable(const strategy::StrategySetup& setup)
        : m_candidates(setup.candidates)
    {
    }
    std::vector<strategy::Proposal> ask(std::size_t n) override
    {
        std::unique_lock lock(meeting->mutex);
        meeting->threads.insert(std::this_thread::get_id());
        meeting->changed.notify_all();
        meeting->changed.wait_for(lock, std::chrono::seconds(20), [] { return meeting->threads.size() >= kThreads; });
        Rng rng(1);
        return std::vector<strategy::Proposal>(n, {.candidate = m_candidates->sample(rng)});
    }
    void tell(const strategy::Observation&) override {}
    Json state() const override { return nullptr; }
    void restore(const Json&) override {}

private:
    std::shared_ptr<const space::CandidateSet> m_candidates;
};

strategy::StrategyRegistry sociable()
{
    strategy::StrategyEntry entry;
    entry.id = "sociable";
    entry.make = [](const strategy::StrategySetup& setup) -> std::unique_ptr<strategy::Strategy> {
        return std::make_unique<Sociable>(setup);
    };
    return strategy::StrategyRegistry("strategy", {entry});
}

/// Every number of a report but the time it took.
std::vector<double> numbersOf(const TabularReport& report)
{
    std::vector<double> found;
    for (const TabularCheckpoint& point : report.checkpoints)
        found.insert(found.end(), {point.mean, point.sd, point.bestMean});
    for (const TabularRepeat& repeat : report.repeats) {
        found.push_back(double(repeat.seed));
        found.push_back(repeat.found.back().report);
    }
    return found;
}

} // namespace

/// What `tabular` says of several objectives, of spaces that are used up and of tables without values, and that it
/// says so on any number of threads.
class TestTabularEnds : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::shared_ptr<const estimate::Table> table(const char* text) const
    {
        const std::string path = m_folder.filePath("table.csv").toStdString();
        std::ofstream(path) << text;
        return estimate::Table::load(path).value();
    }
    static TabularReport run(const TabularRequest& request)
    {
        return runTabular(request, strategy::builtInStrategies()).value();
    }

private Q_SLOTS:
    void hypervolume_isThatOfAHandCalculation();
    void hypervolume_leavesOutWhatWasNotMeasured();
    void hypervolumeOfMacro_isThatOfTheReference();
    void nsga2_findsTheFrontOfMacro();
    void constrainedSpace_hasAFrontOfItsOwn();
    void exhaustedSpace_endsTheRepeat_data();
    void exhaustedSpace_endsTheRepeat();
    void tableWithoutEveryCombination_givesOnlyItsRows();
    void nothingButNaN_isSurvivedByEveryStrategy();
    void jobs_changeNothing();
    void severalStrategies_haveTheReportsThatEachHasAlone();
    void severalStrategies_shareTheThreads();
    void frontOfNothing_isSaidToBeNone();
};

void TestTabularEnds::hypervolume_isThatOfAHandCalculation()
{
    // Accuracy up, cost down, reference (1, 9). Above it: (3, 7) spans 2 x 2, (5, 8) 4 x 1, (2, 4) 1 x 5; together
    // 2 x 2 + 2 x 1 + 1 x 3 = 9.
    TabularRequest request{.table = table("d:a,m:accuracy,m:cost\n0,3,7\n1,5,8\n2,2,4\n3,1,9\n4,2,9\n"),
                           .strategy = "nsga2",
                           .objectives = {{"accuracy"}, {"cost", false}},
                           .evaluations = 400, // every row, surely
                           .repeats = 3};
    const auto report = run(request);
    QCOMPARE(report.trueHypervolume, 9.0);
    QCOMPARE(report.reference, (std::vector<double>{1, 9}));
    QCOMPARE(report.checkpoints.back().hypervolume, 9.0);
    QCOMPARE(report.checkpoints.back().hypervolumeMedian, 9.0);
    request.objectives.pop_back();
    const auto single = run(request);
    QVERIFY(single.reference.empty() && std::isnan(single.repeats.front().found.back().hypervolume));
}

void TestTabularEnds::hypervolume_leavesOutWhatWasNotMeasured()
{
    TabularRequest request{.table = table("d:a,m:accuracy,m:cost\n0,3,7\n1,nan,1\n2,9,nan\n3,1,9\n4,inf,2\n"),
                           .strategy = "nsga2",
                           .objectives = {{"accuracy"}, {"cost", false}},
                           .evaluations = 200};
    QCOMPARE(run(request).trueHypervolume, 4.0); // (3, 7) above (1, 9), the worst of the values that there are
    request.table = table("d:a,m:accuracy,m:cost\n0,3,nan\n1,4,nan\n");
    QCOMPARE(run(request).trueHypervolume, 0.0);
}

void TestTabularEnds::hypervolumeOfMacro_isThatOfTheReference()
{
    const auto path = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-macro.csv.gz";
    if (!std::filesystem::exists(path))
        QSKIP("skipped: data not found");
    const auto report = run({.table = estimate::Table::load(path).value(),
                             .strategy = "nsga2",
                             .objectives = {{"accuracy"}, {"macs", false}},
                             .evaluations = 1});
    // The reference took 45.363332 for the worst accuracy, the table has its mean of three seeds with four decimals.
    QVERIFY(std::abs(report.reference[0] - 45.363332) < 1e-4);
    QVERIFY(std::abs(report.trueHypervolume / 4.2234584e9 - 1) < 1e-6);
    QCOMPARE(report.reference[1], 105660928.0);
}

void TestTabularEnds::nsga2_findsTheFrontOfMacro()
{
    const auto path = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-macro.csv.gz";
    if (!std::filesystem::exists(path))
        QSKIP("skipped: data not found");
    const auto report = run({.table = estimate::Table::load(path).value(),
                             .strategy = "nsga2",
                             .objectives = {{"accuracy"}, {"macs", false}},
                             .evaluations = 1000,
                             .repeats = 50});
    const double share = report.checkpoints.back().hypervolumeMedian / report.trueHypervolume;
    QVERIFY2(share >= 0.995 && share <= 1 + 1e-12, qPrintable(QString::number(share)));
}

void TestTabularEnds::constrainedSpace_hasAFrontOfItsOwn()
{
    TabularRequest request{.table = table("d:a,d:b,m:x,m:y\n0,0,1,1\n0,1,3,2\n1,0,2,3\n1,1,5,5\n"),
                           .strategy = "nsga2",
                           .objectives = {{"x"}, {"y"}},
                           .evaluations = 200};
    QCOMPARE(run(request).trueHypervolume, 16.0);
    request.candidates = std::make_shared<space::TreeCandidates>(request.table->tree(), [](const space::Candidate& c) {
        return c.values != std::vector<double>{1, 1};
    });
    const auto report = run(request);
    QCOMPARE(report.trueHypervolume, 3.0); // (3, 2) and (2, 3) above (1, 1): 2 + 2 - 1
    QCOMPARE(report.checkpoints.back().hypervolume, 3.0);
}

void TestTabularEnds::exhaustedSpace_endsTheRepeat_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("rows");
    QTest::newRow("one candidate") << QByteArray("d:a,m:x\n0,4\n") << 1;
    QTest::newRow("four candidates") << QByteArray("d:a,d:b,m:x\n0,0,1\n0,1,2\n1,0,4\n1,1,3\n") << 4;
    QTest::newRow("three rows of four") << QByteArray("d:a,d:b,m:x\n0,0,1\n1,0,4\n1,1,3\n") << 3;
}

void TestTabularEnds::exhaustedSpace_endsTheRepeat()
{
    QFETCH(QByteArray, text);
    QFETCH(int, rows);
    TabularRequest request{.table = table(text.constData()),
                           .strategy = "grid",
                           .objectives = {{"x"}},
                           .checkpoints = {1, 50},
                           .evaluations = 50,
                           .repeats = 5};
    const auto report = run(request);
    QCOMPARE(report.exhausted, std::int64_t{5});
    QCOMPARE(report.evaluationsMean, double(rows));
    QCOMPARE(report.checkpoints.back().mean, 4.0);
    request.strategy = "random"; // repeats count
    QCOMPARE(run(request).exhausted, std::int64_t{0});
    QCOMPARE(run(request).evaluationsMean, 50.0);
}

void TestTabularEnds::tableWithoutEveryCombination_givesOnlyItsRows()
{
    const auto strategies = strategy::builtInStrategies();
    for (const auto& entry : strategies.entries()) {
        TabularRequest request{.table = table("d:a,d:b,d:c,m:x\n0,0,0,1\n0,1,2,2\n1,0,1,4\n1,1,0,3\n2,2,2,5\n"),
                               .strategy = entry.id,
                               .objectives = {{"x"}},
                               .evaluations = 60,
                               .repeats = 2};
        const auto report = run(request); // none is rejected: the worst row has a value
        QVERIFY2(report.checkpoints.back().mean > 1, entry.id.c_str());
        request.evaluations = 1;
        QVERIFY2(run(request).checkpoints.back().mean >= 1, entry.id.c_str());
    }
}

void TestTabularEnds::nothingButNaN_isSurvivedByEveryStrategy()
{
    const auto strategies = strategy::builtInStrategies();
    for (const auto& entry : strategies.entries()) {
        const auto report = run({.table = table("d:a,d:b,m:x\n0,0,nan\n0,1,nan\n1,0,\n1,1,nan\n"),
                                 .strategy = entry.id,
                                 .objectives = {{"x"}},
                                 .evaluations = 40});
        QVERIFY2(std::isnan(report.checkpoints.back().mean), entry.id.c_str());
        QVERIFY2(report.evaluationsMean >= 4, entry.id.c_str());
    }
}

void TestTabularEnds::jobs_changeNothing()
{
    TabularRequest request{.table = table("d:a,d:b,m:x\n0,0,1\n0,1,2\n1,0,4\n1,1,3\n"),
                           .strategy = "random",
                           .objectives = {{"x"}},
                           .checkpoints = {1, 2, 3},
                           .evaluations = 3,
                           .repeats = 40};
    const auto numbers = [&](std::int64_t jobs) {
        request.jobs = jobs;
        return numbersOf(run(request));
    };
    const auto one = numbers(1);
    QCOMPARE(numbers(2), one);
    QCOMPARE(numbers(7), one);
    QCOMPARE(numbers(100), one);
}

void TestTabularEnds::severalStrategies_haveTheReportsThatEachHasAlone()
{
    std::vector<TabularRequest> requests;
    for (const char* id : {"random", "genetic", "tpe", "grid", "bandit"})
        requests.push_back({.table = table("d:a,d:b,m:x\n0,0,1\n0,1,2\n1,0,4\n1,1,3\n2,0,5\n2,1,0\n"),
                            .strategy = id,
                            .objectives = {{"x"}},
                            .checkpoints = {1, 3, 5},
                            .evaluations = 5,
                            .repeats = 3});
    for (const std::int64_t jobs : {1, 4, 100}) {
        requests.back().jobs = jobs;
        const auto reports = runTabular(requests, strategy::builtInStrategies()).value();
        QCOMPARE(reports.size(), requests.size());
        for (std::size_t i = 0; i < reports.size(); ++i) {
            QCOMPARE(numbersOf(reports[i]), numbersOf(run(requests[i])));
            QVERIFY(reports[i].cpuSeconds > 0);
        }
    }
    requests[2].strategy = "annealing";
    QVERIFY(runTabular(requests, strategy::builtInStrategies()).error().problem().find("annealing") !=
            std::string::npos);
}

/// Five strategies with one repeat each are work for four threads.
void TestTabularEnds::severalStrategies_shareTheThreads()
{
    Meeting shared;
    meeting = &shared;
    std::vector<TabularRequest> requests(
        5, {.table = table("d:a,m:x\n0,1\n1,2\n"), .strategy = "sociable", .objectives = {{"x"}}, .evaluations = 1});
    for (TabularRequest& request : requests)
        request.jobs = kThreads;
    QVERIFY(runTabular(requests, sociable()).has_value());
    meeting = nullptr;
    QCOMPARE(shared.threads.size(), kThreads);
}

void TestTabularEnds::frontOfNothing_isSaidToBeNone()
{
    TabularRequest request{.table = table("d:a,m:accuracy,m:cost\n0,3,nan\n1,4,nan\n"),
                           .strategy = "nsga2",
                           .objectives = {{"accuracy"}, {"cost", false}},
                           .evaluations = 4};
    QCOMPARE(run(request).trueFront, std::size_t{0});
    request.table = table("d:a,m:accuracy,m:cost\n0,3,7\n1,5,8\n2,2,4\n3,1,9\n4,2,9\n");
    QCOMPARE(run(request).trueFront, std::size_t{3});
    request.table = table("d:a,m:accuracy,m:cost\n0,3,7\n"); // one point, of no volume
    QCOMPARE(run(request).trueFront, std::size_t{1});
    QCOMPARE(run(request).trueHypervolume, 0.0);
}

QTEST_APPLESS_MAIN(TestTabularEnds)
#include "tst_tabular_ends.moc"
