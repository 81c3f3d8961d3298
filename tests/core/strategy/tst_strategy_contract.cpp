// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <QtTest/QtTest>

#include "tests/core/strategy/contract.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;
using namespace cw::test;

/// What every strategy of the registry promises, on a chain, a cell, a conditional mixed and a constrained space, on
/// one whose constraints forbid every single change, and on one with a single candidate.
class TestStrategyContract : public QObject {
    Q_OBJECT

private:
    std::vector<StrategyEntry> m_entries = builtInStrategies().entries();
    std::vector<std::pair<const char*, Candidates>> m_spaces{{"chain", chainSpace()},
                                                             {"cell", flatSpace()},
                                                             {"mixed", mixedSpace()},
                                                             {"constrained", constrainedSpace()},
                                                             {"one-candidate", oneCandidate()}};

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
    void constraintsAgainstSingleChanges_holdNothingUp_data();
    void constraintsAgainstSingleChanges_holdNothingUp();
    void manyBeforeAnyTell_areProposed_data() { addRows(); }
    void manyBeforeAnyTell_areProposed();
    void emptyAsk_isTheEnd_data() { addRows(); }
    void emptyAsk_isTheEnd();
    void sameLog_givesSameProposals_data() { addRows(); }
    void sameLog_givesSameProposals();
    void replayInterruptedAnywhere_isNeverNoticed_data() { addRows(); }
    void replayInterruptedAnywhere_isNeverNoticed();
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
        QVERIFY2(!strategy.paper.empty(), strategy.id.c_str()); // whoever reads a result asks whose algorithm it was
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

void TestStrategyContract::constraintsAgainstSingleChanges_holdNothingUp_data()
{
    QTest::addColumn<std::size_t>("entry");
    for (std::size_t e = 0; e < m_entries.size(); ++e)
        QTest::addRow("%s", m_entries[e].id.c_str()) << e;
}

/// Moves that need one allowed neighbour used to end on the first population (of 6). A space of its own and no row of
/// the others': finding a way costs a hundred times what a single change does.
void TestStrategyContract::constraintsAgainstSingleChanges_holdNothingUp()
{
    const Candidates islands = islandSpace();
    const auto search = [&] {
        const auto strategy = made(entry(), islands);
        std::vector<std::vector<double>> proposed;
        for (std::int64_t trial = 1; trial <= 80; ++trial) {
            const auto asked = strategy->ask(1);
            if (asked.empty())
                break;
            const space::Candidate& candidate = asked.front().candidate;
            proposed.push_back(candidate.values);
            const double value = candidate.values[0] + candidate.values[2] + candidate.values[4];
            strategy->tell({.trial = trial, .candidate = candidate, .values = {value}});
        }
        return proposed;
    };
    const auto proposed = search();
    for (const std::vector<double>& values : proposed)
        QVERIFY(islands->contains(space::Candidate{values}));
    const std::size_t distinct = std::set<std::vector<double>>(proposed.begin(), proposed.end()).size();
    QVERIFY2(distinct > 12, QByteArray::number(qulonglong(distinct)));
    QVERIFY(search() == proposed);
}

/// So many workers at once, before the first result.
void TestStrategyContract::manyBeforeAnyTell_areProposed()
{
    const auto strategy = made(entry(), candidates());
    const auto asked = strategy->ask(40);
    QVERIFY(asked.size() == 40 || (mayEnd(entry()) && !asked.empty()));
    QVERIFY(asked.size() == 40 || candidates()->count() == asked.size());
    for (const Proposal& proposal : asked) {
        QVERIFY(candidates()->contains(proposal.candidate));
        QCOMPARE(proposal.parent, std::int64_t(0)); // nothing is known yet
    }
    // And it learns from them afterwards, in whatever order they come.
    for (std::size_t i = asked.size(); i-- > 0;)
        strategy->tell(outcome(std::int64_t(i) + 1, asked[i].candidate));
    for (const Proposal& proposal : strategy->ask(3))
        QVERIFY(candidates()->contains(proposal.candidate));
}

/// Fewer than asked for means that nothing is left; only those that refuse to repeat themselves may say so.
void TestStrategyContract::emptyAsk_isTheEnd()
{
    const auto strategy = made(entry(), candidates());
    bool ended = false;
    for (const Step& step : play(*strategy, 60)) {
        QVERIFY(step.asked.size() <= step.wanted);
        QVERIFY(!ended || step.asked.empty());
        ended = step.asked.size() < step.wanted;
        QVERIFY(!ended || mayEnd(entry()));
    }
}

void TestStrategyContract::sameLog_givesSameProposals()
{
    const auto first = made(entry(), candidates());
    const auto log = play(*first, 80);
    QVERIFY(replays(*made(entry(), candidates()), log));
}

/// A snapshot at any step, the log from there to any later one, again a snapshot: the rest is as without.
void TestStrategyContract::replayInterruptedAnywhere_isNeverNoticed()
{
    const auto strategy = made(entry(), candidates());
    const auto log = play(*strategy, 24);
    const std::string end = strategy->state().dump();
    auto replaying = made(entry(), candidates());
    for (std::size_t i = 0; i < log.size(); ++i) {
        QVERIFY2(replays(*replaying, log, i, i + 1), qPrintable(QStringLiteral("at step %1").arg(i)));
        const std::string saved = replaying->state().dump();
        replaying = made(entry(), candidates(), 1000 + i);
        replaying->restore(Json::parse(saved));
    }
    QCOMPARE(replaying->state().dump(), end);
}

void TestStrategyContract::otherSeed_givesOtherProposals()
{
    if (candidates()->count() == 1)
        return; // nothing else to propose
    const auto first = made(entry(), candidates(), 7);
    const auto log = play(*first, 10);
    QVERIFY(!replays(*made(entry(), candidates(), 8), log));
}

void TestStrategyContract::onlyFailures_areSurvived()
{
    const auto strategy = made(entry(), candidates());
    for (std::int64_t trial = 1; trial <= 40; ++trial) {
        const auto asked = strategy->ask(1);
        if (asked.empty()) {
            QVERIFY(mayEnd(entry()) && candidates()->count() == 1);
            return;
        }
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
        const auto asked = strategy->ask(1);
        QVERIFY(!asked.empty() || (mayEnd(entry()) && candidates()->count() == 1));
        QVERIFY(asked.empty() || candidates()->contains(asked.front().candidate));
    }
}

void TestStrategyContract::restore_continuesBitForBitFromEveryStep()
{
    std::vector<std::string> states;
    const auto strategy = made(entry(), candidates());
    const auto log = play(*strategy, 26, [&](int) { states.push_back(strategy->state().dump()); });
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
    const auto two = makeStrategy(builtInStrategies(), entry().id, smallSettings(entry()), candidates(), 7, 2);
    QCOMPARE(two.has_value(), entry().severalObjectives);
    if (!two) {
        QVERIFY(two.error().problem().find("objective") != std::string::npos);
        return;
    }
    const auto log = play(**two, 40, {}, 2);
    for (const Step& step : log) {
        for (const Proposal& proposal : step.asked)
            QVERIFY(candidates()->contains(proposal.candidate));
    }
    QVERIFY(replays(*made(entry(), candidates(), 7, 2), log));
    const auto again = made(entry(), candidates(), 8, 2);
    again->restore(Json::parse((*two)->state().dump()));
    QCOMPARE(again->state().dump(), (*two)->state().dump());
    QVERIFY(equal(again->ask(4), (*two)->ask(4)));
}

QTEST_APPLESS_MAIN(TestStrategyContract)
#include "tst_strategy_contract.moc"
