// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <QtTest/QtTest>

#include "core/base/learn/refit_schedule.h"
#include "core/base/rng.h"
#include "core/strategy/active_set.h"
#include "core/strategy/fitness.h"
#include "core/strategy/seen_set.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;

namespace {

Record record(std::int64_t trial, std::vector<double> scores, Rng& rng)
{
    return {test::conditionalSpace()->sample(rng), std::move(scores), trial};
}

std::vector<std::int64_t> trialsOf(const ActiveSet& set)
{
    std::vector<std::int64_t> trials;
    for (const Record& kept : set.records())
        trials.push_back(kept.trial);
    std::sort(trials.begin(), trials.end());
    return trials;
}

} // namespace

/// What model-based strategies remember of a search of any length.
class TestActiveSet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneObjective_keepsTheBestQuarterAndTheNewest();
    void severalObjectives_forgetsTheOldestDominated();
    void best_isTheEarliestOfEquals();
    void state_continuesBitForBit_data();
    void state_continuesBitForBit();
    void restore_refusesWhatIsNotAState();
    void seenSet_tellsOldFromNew();
    void refitSchedule_growsGeometrically();
    void fitness_isWorstForWhatSaysNothing();
};

void TestActiveSet::oneObjective_keepsTheBestQuarterAndTheNewest()
{
    // Against the definition: the five best of all ever added, and the newest fifteen of the others.
    Rng rng(1);
    ActiveSet set(20, 1);
    std::vector<std::pair<double, std::int64_t>> all;
    for (std::int64_t trial = 1; trial <= 500; ++trial) {
        const double value = double(rng.below(40)); // many equals
        const bool failed = rng.chance(0.2);
        set.add(record(trial, failed ? std::vector<double>{} : std::vector<double>{value}, rng));
        all.emplace_back(failed ? kWorst : value, trial);
        if (trial < 20)
            continue;
        auto sorted = all;
        std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        std::vector<std::int64_t> kept;
        for (int i = 0; i < 5; ++i)
            kept.push_back(sorted[std::size_t(i)].second);
        QVERIFY(set.best() >= 0);
        QCOMPARE(set.records()[std::size_t(set.best())].trial, kept.front());
        const auto trials = trialsOf(set);
        QCOMPARE(trials.size(), std::size_t(20));
        for (const std::int64_t best : kept)
            QVERIFY(std::binary_search(trials.begin(), trials.end(), best));
        QVERIFY(std::binary_search(trials.begin(), trials.end(), trial));
    }
    QCOMPARE(set.added(), std::uint64_t(500));
}

void TestActiveSet::severalObjectives_forgetsTheOldestDominated()
{
    Rng rng(2);
    ActiveSet set(4, 2);
    set.add(record(1, {3, 0}, rng)); // never dominated
    set.add(record(2, {1, 1}, rng));
    set.add(record(3, {2, 2}, rng)); // dominates 2
    set.add(record(4, {}, rng));     // dominated by all
    set.add(record(5, {0, 3}, rng)); // 2 goes: older than 4
    QCOMPARE(trialsOf(set), (std::vector<std::int64_t>{1, 3, 4, 5}));
    set.add(record(6, {0, 1}, rng)); // 4 goes
    QCOMPARE(trialsOf(set), (std::vector<std::int64_t>{1, 3, 5, 6}));
    set.add(record(7, {2.5, 1}, rng)); // 6 goes
    QCOMPARE(trialsOf(set), (std::vector<std::int64_t>{1, 3, 5, 7}));
    set.add(record(8, {4, 4}, rng)); // none is dominated: the oldest goes
    QCOMPARE(trialsOf(set), (std::vector<std::int64_t>{3, 5, 7, 8}));
}

void TestActiveSet::best_isTheEarliestOfEquals()
{
    Rng rng(3);
    ActiveSet set(8, 1);
    QCOMPARE(set.best(), std::ptrdiff_t(-1));
    set.add(record(1, {}, rng));
    QCOMPARE(set.best(), std::ptrdiff_t(-1));
    set.add(record(2, {5}, rng));
    set.add(record(3, {7}, rng));
    set.add(record(4, {7}, rng));
    QCOMPARE(set.best(), std::ptrdiff_t(2));
}

void TestActiveSet::state_continuesBitForBit_data()
{
    QTest::addColumn<std::size_t>("objectives");
    QTest::newRow("one objective") << std::size_t(1);
    QTest::newRow("two objectives") << std::size_t(2);
}

void TestActiveSet::state_continuesBitForBit()
{
    QFETCH(std::size_t, objectives);
    const auto candidates = test::conditionalSpace();
    Rng rng(4);
    ActiveSet set(12, objectives);
    for (std::int64_t trial = 1; trial <= 60; ++trial) {
        ActiveSet again(12, objectives);
        again.restore(Json::parse(set.state().dump()), *candidates);
        std::vector<double> scores(objectives, std::numeric_limits<double>::infinity());
        for (double& score : scores) {
            if (trial % 7 != 0)
                score = rng.normal();
        }
        const Record next = record(trial, trial % 5 == 0 ? std::vector<double>{} : scores, rng);
        set.add(next);
        again.add(next);
        QVERIFY(set.records() == again.records());
        QCOMPARE(again.state().dump(), set.state().dump());
    }
}

void TestActiveSet::restore_refusesWhatIsNotAState()
{
    const auto candidates = test::conditionalSpace();
    Rng rng(5);
    ActiveSet set(4, 1);
    for (std::int64_t trial = 1; trial <= 6; ++trial)
        set.add(record(trial, {double(trial)}, rng));
    const Json good = set.state();
    std::vector<Json> bad{nullptr, 3, Json::array(), Json::object()};
    const auto spoil = [&](const std::function<void(Json&)>& change) {
        bad.push_back(good);
        change(bad.back());
    };
    spoil([](Json& s) { s["added"] = -1; });
    spoil([](Json& s) { s["added"] = 3; });
    spoil([](Json& s) { s["records"].erase(0); });
    spoil([](Json& s) { s["records"][0] = 7; });
    spoil([](Json& s) { s["records"][0]["age"] = 6; });
    spoil([](Json& s) { s["records"][0]["age"] = s["records"][1]["age"]; });
    spoil([](Json& s) { s["records"][0]["scores"] = {1, 2}; });
    spoil([](Json& s) { s["records"][0]["scores"] = {"nan"}; });
    spoil([](Json& s) { s["records"][0]["scores"] = {nullptr}; });
    spoil([](Json& s) { s["records"][0]["candidate"] = {1}; });
    spoil([](Json& s) { s["records"][0]["candidate"][0] = 17; });
    for (const Json& state : bad) {
        QVERIFY_THROWS_EXCEPTION(Error, set.restore(state, *candidates));
        QVERIFY(set.state() == good);
    }
}

void TestActiveSet::seenSet_tellsOldFromNew()
{
    SeenSet seen;
    std::size_t number = 0;
    test::flatSpace()->enumerate(100'000, [&](const space::Candidate& candidate) {
        ++number;
        return !seen.contains(candidate) && seen.insert(candidate) && !seen.insert(candidate);
    });
    QCOMPARE(number, std::size_t(15'625));
    QCOMPARE(seen.size(), number);
    const SeenSet again = SeenSet::fromState(Json::parse(seen.state().dump()));
    QCOMPARE(again.state().dump(), seen.state().dump());
    for (const Json& bad : {Json(nullptr), Json::object(), Json{-1}, Json{1.5}, Json{"a"}})
        QVERIFY_THROWS_EXCEPTION(Error, SeenSet::fromState(bad));
}

void TestActiveSet::refitSchedule_growsGeometrically()
{
    RefitSchedule schedule(1.1);
    std::vector<std::uint64_t> fits;
    for (std::uint64_t told = 0; told <= 100'000; ++told) {
        if (schedule.isDue(told)) {
            fits.push_back(told);
            schedule.markFitted(told);
        }
    }
    QCOMPARE(std::vector<std::uint64_t>(fits.begin(), fits.begin() + 13),
             (std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15}));
    QVERIFY(fits.size() < 10 + 97 + 10); // log(1e4) / log(1.1) = 96.6 from 10 on
}

void TestActiveSet::fitness_isWorstForWhatSaysNothing()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto seen = [](TrialState state, std::vector<double> values, bool feasible = true) {
        return Observation{.trial = 1, .state = state, .values = std::move(values), .feasible = feasible};
    };
    QCOMPARE(fitnessOf(seen(TrialState::Finished, {0.5})), 0.5);
    QCOMPARE(fitnessOf(seen(TrialState::Pruned, {0.5})), 0.5);
    QCOMPARE(fitnessOf(seen(TrialState::Duplicate, {0.5})), 0.5);
    QCOMPARE(fitnessOf(seen(TrialState::Failed, {0.5})), kWorst);
    QCOMPARE(fitnessOf(seen(TrialState::Rejected, {0.5})), kWorst);
    QCOMPARE(fitnessOf(seen(TrialState::Finished, {0.5}, false)), kWorst);
    QCOMPARE(fitnessOf(seen(TrialState::Finished, {nan})), kWorst);
    QCOMPARE(fitnessOf(seen(TrialState::Finished, {})), kWorst);
    QCOMPARE(scoresOf(seen(TrialState::Finished, {0.5, nan}), 1), (std::vector<double>{0.5}));
    QVERIFY(scoresOf(seen(TrialState::Finished, {0.5, nan}), 2).empty());
    QVERIFY(scoresOf(seen(TrialState::Finished, {0.5}), 2).empty());
    Observation foreign = seen(TrialState::Finished, {0.5});
    QVERIFY(!isOfSpace(foreign, *test::flatSpace()));
    foreign.candidate.values.assign(6, 0);
    QVERIFY(isOfSpace(foreign, *test::flatSpace()));
}

QTEST_APPLESS_MAIN(TestActiveSet)
#include "tst_active_set.moc"
