// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <deque>
#include <functional>
#include <limits>

#include <QtTest/QtTest>

#include "core/base/rng.h"
#include "core/strategy/strategy.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

using Candidates = std::shared_ptr<const space::CandidateSet>;

std::unique_ptr<Strategy> made(const StrategyEntry& entry, const Candidates& candidates, std::uint64_t seed = 7,
                               int objectives = 1)
{
    // A small population, so that a run of some ten trials leaves its first phase; short trainings of networks.
    Json settings = Json::object();
    for (const auto& [name, value] : {std::pair{"population", 6}, std::pair{"sample", 3}, std::pair{"epochs", 3}}) {
        if (entry.schema.find(name) != nullptr)
            settings[name] = value;
    }
    return makeStrategy(builtInStrategies(), entry.id, settings, candidates, seed, objectives).value();
}

/// Every kind of outcome, decided by the trial alone.
Observation outcome(std::int64_t trial, const space::Candidate& candidate)
{
    Observation seen{.trial = trial, .candidate = candidate, .values = {Rng(3, std::uint64_t(trial)).uniform()}};
    switch (trial % 11) {
    case 2:
        seen.state = TrialState::Failed;
        seen.values.clear();
        break;
    case 3:
        seen.values = {kNaN};
        break;
    case 4:
        seen.state = TrialState::Rejected;
        seen.values.clear();
        break;
    case 5:
        seen.state = TrialState::Pruned;
        break;
    case 6:
        seen.feasible = false;
        break;
    case 7:
        seen.state = TrialState::Duplicate;
        break;
    case 8:
        seen.values = {trial % 2 == 0 ? kInf : -kInf};
        break;
    default:
        break;
    }
    return seen;
}

struct Step {
    std::vector<Proposal> asked;
    std::vector<Observation> told;
};

/// Asks for one to three candidates at a time and tells results late and out of order.
std::vector<Step> play(Strategy& strategy, int steps, const std::function<void(int)>& afterStep = {})
{
    std::vector<Step> log;
    std::deque<Observation> waiting;
    std::int64_t trial = 0;
    Rng order(5);
    for (int i = 0; i < steps; ++i) {
        Step step;
        step.asked = strategy.ask(std::size_t(1 + i % 3));
        for (const Proposal& proposal : step.asked)
            waiting.push_back(outcome(++trial, proposal.candidate));
        while (waiting.size() > 4) {
            const auto which = waiting.begin() + std::ptrdiff_t(order.below(waiting.size()));
            step.told.push_back(*which);
            waiting.erase(which);
            strategy.tell(step.told.back());
        }
        log.push_back(std::move(step));
        if (afterStep)
            afterStep(i);
    }
    return log;
}

bool equal(const std::vector<Proposal>& a, const std::vector<Proposal>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Proposal& x, const Proposal& y) {
        return x.candidate == y.candidate && x.parent == y.parent;
    });
}

/// Asks and tells again what is in the log, from `first` on; true when the same was proposed.
bool replays(Strategy& strategy, const std::vector<Step>& log, std::size_t first = 0)
{
    for (std::size_t i = first; i < log.size(); ++i) {
        if (!equal(strategy.ask(log[i].asked.size()), log[i].asked))
            return false;
        for (const Observation& observation : log[i].told)
            strategy.tell(observation);
    }
    return true;
}

} // namespace

/// What every strategy of the registry promises, on a flat, a conditional and a constrained space.
class TestStrategyContract : public QObject {
    Q_OBJECT

private:
    std::vector<StrategyEntry> m_entries = builtInStrategies().entries();
    std::vector<std::pair<const char*, Candidates>> m_spaces{{"flat", test::flatSpace()},
                                                             {"conditional", test::conditionalSpace()},
                                                             {"constrained", test::constrainedSpace()}};

    void addRows()
    {
        QTest::addColumn<std::size_t>("entry");
        QTest::addColumn<std::size_t>("space");
        for (std::size_t e = 0; e < m_entries.size(); ++e) {
            for (std::size_t s = 0; s < m_spaces.size(); ++s)
                QTest::addRow("%s on a %s space", m_entries[e].id.c_str(), m_spaces[s].first) << e << s;
        }
    }
    const StrategyEntry& entry() const
    {
        QFETCH(std::size_t, entry);
        return m_entries[entry];
    }
    const Candidates& candidates() const
    {
        QFETCH(std::size_t, space);
        return m_spaces[space].second;
    }

private Q_SLOTS:
    void registry_describesEveryStrategy();
    void ask_returnsOnlyValidCandidates_data() { addRows(); }
    void ask_returnsOnlyValidCandidates();
    void ask_namesEarlierTrialsAsParents_data() { addRows(); }
    void ask_namesEarlierTrialsAsParents();
    void sameLog_givesSameProposals_data() { addRows(); }
    void sameLog_givesSameProposals();
    void otherSeed_givesOtherProposals_data() { addRows(); }
    void otherSeed_givesOtherProposals();
    void onlyFailures_areSurvived_data() { addRows(); }
    void onlyFailures_areSurvived();
    void foreignCandidates_areSurvived_data() { addRows(); }
    void foreignCandidates_areSurvived();
    void restore_continuesBitForBitFromEveryStep_data() { addRows(); }
    void restore_continuesBitForBitFromEveryStep();
    void restore_refusesWhatIsNotAState_data() { addRows(); }
    void restore_refusesWhatIsNotAState();
    void severalObjectives_areSupportedOrRefused_data() { addRows(); }
    void severalObjectives_areSupportedOrRefused();
};

void TestStrategyContract::registry_describesEveryStrategy()
{
    QVERIFY(!m_entries.empty());
    for (const StrategyEntry& strategy : m_entries) {
        QVERIFY2(!strategy.title.empty() && !strategy.summary.empty() && strategy.make != nullptr, strategy.id.c_str());
        // The defaults are legal settings.
        QVERIFY2(makeStrategy(builtInStrategies(), strategy.id, nullptr, test::flatSpace(), 1, 1).has_value(),
                 strategy.id.c_str());
    }
}

void TestStrategyContract::ask_returnsOnlyValidCandidates()
{
    const auto strategy = made(entry(), candidates());
    for (const Step& step : play(*strategy, 80)) {
        for (const Proposal& proposal : step.asked) {
            QVERIFY(space::checkCandidate(candidates()->tree(), proposal.candidate, "test").has_value());
            QVERIFY(candidates()->contains(proposal.candidate));
        }
    }
    QVERIFY(strategy->ask(0).empty());
}

void TestStrategyContract::ask_namesEarlierTrialsAsParents()
{
    const auto strategy = made(entry(), candidates());
    std::vector<space::Candidate> proposed;
    for (const Step& step : play(*strategy, 80)) {
        for (const Proposal& proposal : step.asked) {
            QVERIFY(proposal.parent >= 0 && proposal.parent <= std::int64_t(proposed.size()));
            if (proposal.parent > 0)
                QVERIFY(!(proposed[std::size_t(proposal.parent) - 1] == proposal.candidate));
        }
        for (const Proposal& proposal : step.asked)
            proposed.push_back(proposal.candidate);
    }
}

void TestStrategyContract::sameLog_givesSameProposals()
{
    const auto first = made(entry(), candidates());
    const auto log = play(*first, 80);
    QVERIFY(replays(*made(entry(), candidates()), log));
}

void TestStrategyContract::otherSeed_givesOtherProposals()
{
    const auto first = made(entry(), candidates(), 7);
    const auto log = play(*first, 10);
    QVERIFY(!replays(*made(entry(), candidates(), 8), log));
}

void TestStrategyContract::onlyFailures_areSurvived()
{
    const auto strategy = made(entry(), candidates());
    for (std::int64_t trial = 1; trial <= 40; ++trial) {
        const auto asked = strategy->ask(1);
        QVERIFY(candidates()->contains(asked.front().candidate));
        Observation seen{.trial = trial, .candidate = asked.front().candidate, .state = TrialState::Failed};
        if (trial % 2 == 0)
            seen = {.trial = trial, .candidate = asked.front().candidate, .values = {kNaN}};
        strategy->tell(seen);
    }
}

void TestStrategyContract::foreignCandidates_areSurvived()
{
    const auto strategy = made(entry(), candidates());
    const std::size_t size = candidates()->tree().size();
    for (std::int64_t trial = 1; trial <= 30; ++trial) {
        space::Candidate foreign;
        foreign.values.assign(trial % 2 == 0 ? size : size + 1, trial % 3 == 0 ? kNaN : 1e9);
        strategy->tell({.trial = trial, .candidate = foreign, .values = {1.0}});
        QVERIFY(candidates()->contains(strategy->ask(1).front().candidate));
    }
}

void TestStrategyContract::restore_continuesBitForBitFromEveryStep()
{
    std::vector<std::string> states;
    const auto strategy = made(entry(), candidates());
    const auto log = play(*strategy, 40, [&](int) { states.push_back(strategy->state().dump()); });
    for (std::size_t i = 0; i < states.size(); ++i) {
        const auto again = made(entry(), candidates(), 99); // the seed is in the state
        again->restore(Json::parse(states[i]));
        QCOMPARE(again->state().dump(), states[i]);
        QVERIFY2(replays(*again, log, i + 1), qPrintable(QStringLiteral("after step %1").arg(i)));
        QCOMPARE(again->state().dump(), states.back());
    }
}

void TestStrategyContract::restore_refusesWhatIsNotAState()
{
    const auto strategy = made(entry(), candidates());
    play(*strategy, 20);
    const Json good = strategy->state();
    const std::string before = good.dump();
    std::vector<Json> bad{nullptr, 3, Json::array(), Json::object(), {{"strategy", "no such thing"}}};
    for (const auto& [key, value] : good.items()) {
        Json without = good;
        without.erase(key);
        bad.push_back(std::move(without));
        Json wrong = good;
        wrong[key] = {{"a", 1}};
        bad.push_back(std::move(wrong));
    }
    for (const Json& state : bad) {
        QVERIFY_THROWS_EXCEPTION(Error, strategy->restore(state));
        QCOMPARE(strategy->state().dump(), before); // nothing half done
    }
}

void TestStrategyContract::severalObjectives_areSupportedOrRefused()
{
    const auto two = makeStrategy(builtInStrategies(), entry().id, nullptr, candidates(), 1, 2);
    QCOMPARE(two.has_value(), entry().severalObjectives);
    if (!two) {
        QVERIFY(two.error().problem().find("objective") != std::string::npos);
        return;
    }
    for (std::int64_t trial = 1; trial <= 30; ++trial) {
        const auto asked = (*two)->ask(1);
        QVERIFY(candidates()->contains(asked.front().candidate));
        (*two)->tell({.trial = trial, .candidate = asked.front().candidate, .values = {double(trial), -double(trial)}});
    }
}

QTEST_APPLESS_MAIN(TestStrategyContract)
#include "tst_strategy_contract.moc"
