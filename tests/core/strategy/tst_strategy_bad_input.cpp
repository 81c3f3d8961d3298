// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <unordered_set>

#include <QtTest/QtTest>

#include "tests/core/strategy/contract.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;
using namespace cw::test;

/// Settings that cannot be meant, and searches that outgrow their space, for every strategy of the registry.
class TestStrategyBadInput : public QObject {
    Q_OBJECT

private:
    std::vector<StrategyEntry> m_entries = builtInStrategies().entries();

    void addRows()
    {
        QTest::addColumn<std::size_t>("entry");
        for (std::size_t e = 0; e < m_entries.size(); ++e)
            QTest::addRow("%s", m_entries[e].id.c_str()) << e;
    }
    const StrategyEntry& entry() const
    {
        QFETCH(std::size_t, entry);
        return m_entries[entry];
    }

private Q_SLOTS:
    void everySetting_saysWhatItIs_data() { addRows(); }
    void everySetting_saysWhatItIs();
    void settingOutsideItsRange_isRefusedByName_data() { addRows(); }
    void settingOutsideItsRange_isRefusedByName();
    void settingAtTheEndsOfItsRange_works_data() { addRows(); }
    void settingAtTheEndsOfItsRange_works();
    void populationLargerThanTheBudget_works_data() { addRows(); }
    void populationLargerThanTheBudget_works();
    void budgetLargerThanTheSpace_endsOrRepeats_data() { addRows(); }
    void budgetLargerThanTheSpace_endsOrRepeats();
    void onlyCandidate_isProposed_data() { addRows(); }
    void onlyCandidate_isProposed();
    void trialsOfOthers_areLearntFrom_data() { addRows(); }
    void trialsOfOthers_areLearntFrom();
    void nothingButNaN_leavesEveryValueToBeTried_data() { addRows(); }
    void nothingButNaN_leavesEveryValueToBeTried();
};

void TestStrategyBadInput::everySetting_saysWhatItIs()
{
    QVERIFY(!entry().title.empty() && !entry().summary.empty());
    for (const ParamSpec& spec : entry().schema.specs()) {
        QVERIFY2(!spec.title.empty() && !spec.help.empty(), spec.name.c_str());
        const bool isNumber = spec.type == ParamType::Int || spec.type == ParamType::Real;
        QVERIFY2(!isNumber || (std::isfinite(spec.min) && std::isfinite(spec.max)), spec.name.c_str());
    }
}

void TestStrategyBadInput::settingOutsideItsRange_isRefusedByName()
{
    for (const ParamSpec& spec : entry().schema.specs()) {
        std::vector<Json> bad{nullptr, Json::array()};
        if (spec.type == ParamType::Int)
            bad.insert(bad.end(), {std::int64_t(spec.min) - 1, std::int64_t(spec.max) + 1, spec.min + 0.5, "many"});
        else if (spec.type == ParamType::Real)
            bad.insert(bad.end(), {spec.min - 1, spec.max + 1, "nan", kNaN});
        else if (spec.type == ParamType::Choice)
            bad.insert(bad.end(), {"no such choice", 1});
        else if (spec.type == ParamType::Bool)
            bad.insert(bad.end(), {2, "yes"});
        for (const Json& value : bad) {
            const auto refused = makeStrategy(builtInStrategies(), entry().id, {{spec.name, value}}, flatSpace(), 1, 1);
            QVERIFY2(!refused.has_value(), qPrintable(QString::fromStdString(spec.name + " = " + value.dump())));
            QVERIFY2(refused.error().problem().find(spec.name) != std::string::npos, refused.error().what());
        }
    }
}

/// Each setting alone at its smallest value, then at the largest of a moderate size (a network of a thousand units is
/// legal and takes minutes).
void TestStrategyBadInput::settingAtTheEndsOfItsRange_works()
{
    for (const ParamSpec& spec : entry().schema.specs()) {
        std::vector<Json> values;
        if (spec.type == ParamType::Int)
            values = {std::int64_t(spec.min), std::int64_t(std::min(spec.max, std::max(spec.min, 40.0)))};
        else if (spec.type == ParamType::Real)
            values = {spec.min, spec.max};
        else if (spec.type == ParamType::Bool)
            values = {false, true};
        else
            values.assign(spec.choices.begin(), spec.choices.end());
        for (const Json& value : values) {
            Json settings = smallSettings(entry());
            settings[spec.name] = value;
            const auto strategy = makeStrategy(builtInStrategies(), entry().id, settings, mixedSpace(), 7, 1);
            if (!strategy) { // two settings that contradict each other: it says so
                QVERIFY2(strategy.error().problem().find("expected") != std::string::npos, strategy.error().what());
                continue;
            }
            for (const Step& step : play(**strategy, 16)) {
                for (const Proposal& proposal : step.asked)
                    QVERIFY2(mixedSpace()->contains(proposal.candidate), spec.name.c_str());
            }
        }
    }
}

void TestStrategyBadInput::populationLargerThanTheBudget_works()
{
    Json settings = Json::object();
    for (const char* name : {"population", "startup", "initial", "batch", "offspring"}) {
        if (const ParamSpec* spec = entry().schema.find(name); spec != nullptr && spec->type == ParamType::Int)
            settings[name] = std::int64_t(std::min(spec->max, 1000.0));
    }
    const auto strategy = makeStrategy(builtInStrategies(), entry().id, settings, chainSpace(), 7, 1).value();
    std::size_t asked = 0;
    for (const Step& step : play(*strategy, 20))
        asked += step.asked.size();
    QCOMPARE(asked, std::size_t{39}); // 1 + 2 + 3 six times, then 1 + 2
}

/// A strategy that refuses repeats proposes each of the twelve once and ends; the others go on.
void TestStrategyBadInput::budgetLargerThanTheSpace_endsOrRepeats()
{
    const auto candidates = smallSpace();
    const auto strategy = made(entry(), candidates);
    std::unordered_set<space::Candidate, space::CandidateHash> seen;
    std::int64_t trial = 0;
    for (; trial < 100; ++trial) {
        const auto asked = strategy->ask(1);
        if (asked.empty())
            break;
        seen.insert(asked.front().candidate);
        strategy->tell({.trial = trial + 1, .candidate = asked.front().candidate, .values = {double(trial % 7)}});
    }
    if (trial < 100) {
        QVERIFY(mayEnd(entry()));
        QCOMPARE(std::uint64_t(seen.size()), candidates->count());
        for (int again = 0; again < 5; ++again)
            QVERIFY(strategy->ask(std::size_t(1 + again)).empty());
    }
}

void TestStrategyBadInput::onlyCandidate_isProposed()
{
    const auto strategy = made(entry(), oneCandidate());
    const auto first = strategy->ask(1);
    QCOMPARE(first.size(), std::size_t{1});
    QCOMPARE(first.front().candidate.values, (std::vector<double>{0, 3}));
    for (std::int64_t trial = 1; trial <= 30; ++trial) {
        strategy->tell({.trial = trial, .candidate = first.front().candidate, .values = {1.0}});
        const auto next = strategy->ask(1);
        if (next.empty()) {
            QVERIFY(mayEnd(entry()));
            return;
        }
        QCOMPARE(next.front().candidate.values, (std::vector<double>{0, 3}));
    }
}

/// Twenty trials of an earlier run, told before the first ask: they may become parents by their own numbers, and states
/// and replays hold with them.
void TestStrategyBadInput::trialsOfOthers_areLearntFrom()
{
    constexpr std::int64_t kOthers = 20;
    const auto told = [&](std::uint64_t seed) {
        auto strategy = made(entry(), mixedSpace(), seed);
        Rng rng(4);
        for (std::int64_t i = 1; i <= kOthers; ++i) {
            Observation seen = outcome(i, mixedSpace()->sample(rng));
            seen.trial = kForeignTrial + i;
            strategy->tell(seen);
        }
        return strategy;
    };
    const auto strategy = told(7);
    const std::string before = strategy->state().dump();
    const auto log = play(*strategy, 30);
    std::int64_t trials = 0;
    for (const Step& step : log) {
        for (const Proposal& proposal : step.asked) {
            const bool isOwn = proposal.parent >= 0 && proposal.parent <= trials;
            QVERIFY(isOwn || (proposal.parent > kForeignTrial && proposal.parent <= kForeignTrial + kOthers));
            QVERIFY(mixedSpace()->contains(proposal.candidate));
        }
        trials += std::int64_t(step.asked.size());
    }
    QVERIFY(replays(*told(7), log));
    const auto again = made(entry(), mixedSpace(), 8);
    again->restore(Json::parse(before));
    QVERIFY(replays(*again, log));
    QVERIFY(again->state().dump() == strategy->state().dump());
}

/// Where nothing has a value no alternative may be lost: all fifteen of three decisions come up.
void TestStrategyBadInput::nothingButNaN_leavesEveryValueToBeTried()
{
    space::DecisionTree tree;
    for (const char* name : {"a", "b", "c"})
        tree.decisions.push_back({.name = name, .domain = space::Domain::categorical({"0", "1", "2", "3", "4"})});
    const auto candidates = std::make_shared<space::TreeCandidates>(std::move(tree));
    const auto strategy = made(entry(), candidates);
    std::unordered_set<int> seen;
    for (std::int64_t trial = 1; trial <= 120; ++trial) {
        const auto asked = strategy->ask(1);
        if (asked.empty())
            break;
        const space::Candidate& candidate = asked.front().candidate;
        for (int i = 0; i < 3; ++i)
            seen.insert(5 * i + candidate.index(std::size_t(i)));
        Observation told{.trial = trial, .candidate = candidate, .values = {kNaN}};
        if (trial % 3 == 0)
            told = {.trial = trial, .candidate = candidate, .state = TrialState::Failed};
        strategy->tell(told);
    }
    QCOMPARE(seen.size(), std::size_t{15});
}

QTEST_APPLESS_MAIN(TestStrategyBadInput)
#include "tst_strategy_bad_input.moc"
