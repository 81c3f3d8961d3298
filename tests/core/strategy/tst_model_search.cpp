// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include <QtTest/QtTest>

#include "core/strategy/seen_set.h"
#include "core/strategy/strategy.h"
#include "tests/core/strategy/mixed_function.h"

using namespace cw;
using namespace cw::strategy;

namespace {

using Candidates = std::shared_ptr<const space::CandidateSet>;

/// Largest, 0, at "aaaaaa".
double flatValue(const space::Candidate& candidate)
{
    double sum = 0;
    for (const double value : candidate.values)
        sum -= value * value;
    return sum;
}

std::unique_ptr<Strategy> made(const char* id, const Candidates& candidates, std::uint64_t seed,
                               const Json& settings = nullptr)
{
    return makeStrategy(builtInStrategies(), id, settings, candidates, seed, 1).value();
}

void addStrategies()
{
    QTest::addColumn<QByteArray>("strategy");
    for (const char* id : {"gp-bo", "rf-bo"})
        QTest::addRow("%s", id) << QByteArray(id);
}

} // namespace

/// What the strategies with a model of the objective have in common.
class TestModelSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySetting_findsTheBestOfAFlatSpace_data();
    void everySetting_findsTheBestOfAFlatSpace();
    void batch_holdsNoCandidateTwice_data() { addStrategies(); }
    void batch_holdsNoCandidateTwice();
    void failures_areKeptAwayFrom_data() { addStrategies(); }
    void failures_areKeptAwayFrom();
    void everyCandidate_isAskedOnceThenNone_data() { addStrategies(); }
    void everyCandidate_isAskedOnceThenNone();
    void restore_continuesWhenTrialsHaveBeenForgotten_data() { addStrategies(); }
    void restore_continuesWhenTrialsHaveBeenForgotten();
    void warmStart_needsNoRandomTrials_data() { addStrategies(); }
    void warmStart_needsNoRandomTrials();
    void lostResults_areGivenUp_data() { addStrategies(); }
    void lostResults_areGivenUp();
    void model_isFittedOnAGeometricSchedule_data();
    void model_isFittedOnAGeometricSchedule();
    void liar_keepsABatchApart();
};

void TestModelSearch::everySetting_findsTheBestOfAFlatSpace_data()
{
    QTest::addColumn<QByteArray>("strategy");
    QTest::addColumn<QByteArray>("setting");
    QTest::addColumn<QByteArray>("value");
    for (const char* id : {"gp-bo", "rf-bo"}) {
        QTest::addRow("%s by its bound", id) << QByteArray(id) << QByteArray("acquisition") << QByteArray("ucb");
        QTest::addRow("%s on values", id) << QByteArray(id) << QByteArray("targets") << QByteArray("values");
        QTest::addRow("%s on logarithms", id) << QByteArray(id) << QByteArray("targets") << QByteArray("logs");
    }
    QTest::addRow("gp-bo by samples") << QByteArray("gp-bo") << QByteArray("pending") << QByteArray("thompson");
}

/// One of 15,625; of 120 drawn at random none is expected. Two results are always awaited.
void TestModelSearch::everySetting_findsTheBestOfAFlatSpace()
{
    QFETCH(QByteArray, strategy);
    QFETCH(QByteArray, setting);
    QFETCH(QByteArray, value);
    const auto search = made(strategy, test::flatSpace(), 3, {{setting.toStdString(), value.toStdString()}});
    std::vector<space::Candidate> asked;
    double best = -std::numeric_limits<double>::infinity();
    for (std::size_t trial = 0; trial < 120; ++trial) {
        asked.push_back(search->ask(1).front().candidate);
        best = std::max(best, flatValue(asked.back()));
        if (trial >= 2)
            search->tell({.trial = std::int64_t(trial) - 1,
                          .candidate = asked[trial - 2],
                          .values = {flatValue(asked[trial - 2])}});
    }
    QCOMPARE(best, 0.0);
}

void TestModelSearch::batch_holdsNoCandidateTwice()
{
    QFETCH(QByteArray, strategy);
    const auto search = made(strategy, test::flatSpace(), 4);
    SeenSet seen;
    std::int64_t trial = 0;
    for (int round = 0; round < 6; ++round) {
        for (const Proposal& proposal : search->ask(8)) {
            QVERIFY(seen.insert(proposal.candidate));
            search->tell(
                {.trial = ++trial, .candidate = proposal.candidate, .values = {flatValue(proposal.candidate)}});
        }
    }
    QCOMPARE(seen.size(), std::size_t(48));
}

void TestModelSearch::failures_areKeptAwayFrom()
{
    // Whatever has the first alternative of the first decision fails: a fifth of the space, which is otherwise best.
    QFETCH(QByteArray, strategy);
    const auto search = made(strategy, test::flatSpace(), 5);
    int failed = 0;
    for (std::int64_t trial = 1; trial <= 60; ++trial) {
        const auto candidate = search->ask(1).front().candidate;
        Observation seen{.trial = trial, .candidate = candidate, .values = {flatValue(candidate)}};
        if (candidate.values[0] == 0) {
            seen = {.trial = trial, .candidate = candidate, .state = TrialState::Failed};
            failed += trial > 20 ? 1 : 0;
        }
        search->tell(seen);
    }
    QVERIFY2(failed <= 4, QByteArray::number(failed)); // of 40; random: 8
}

void TestModelSearch::everyCandidate_isAskedOnceThenNone()
{
    QFETCH(QByteArray, strategy);
    space::DecisionTree tree;
    for (const char* name : {"a", "b", "c"})
        tree.decisions.push_back({.name = name, .domain = space::Domain::categorical({"x", "y", "z"})});
    const auto search = made(strategy, std::make_shared<space::TreeCandidates>(std::move(tree)), 6);
    SeenSet seen;
    for (std::int64_t trial = 1; trial <= 27; ++trial) {
        const auto asked = search->ask(1);
        QCOMPARE(asked.size(), std::size_t(1));
        QVERIFY(seen.insert(asked.front().candidate));
        search->tell({.trial = trial, .candidate = asked.front().candidate, .values = {double(trial % 5)}});
    }
    QVERIFY(search->ask(1).empty());
    QVERIFY(search->ask(3).empty());
}

void TestModelSearch::restore_continuesWhenTrialsHaveBeenForgotten()
{
    QFETCH(QByteArray, strategy);
    const Json settings{{"active-set", 12}};
    const auto search = made(strategy, test::conditionalSpace(), 7, settings);
    std::unique_ptr<Strategy> restored;
    for (std::int64_t trial = 1; trial <= 60; ++trial) {
        if (trial == 37) {
            restored = made(strategy, test::conditionalSpace(), 99, settings);
            restored->restore(Json::parse(search->state().dump()));
        }
        const auto candidate = search->ask(1).front().candidate;
        const Observation seen{.trial = trial, .candidate = candidate, .values = {test::mixedValue(candidate)}};
        if (restored) {
            QVERIFY(restored->ask(1).front().candidate == candidate);
            restored->tell(seen);
        }
        search->tell(seen);
    }
    QCOMPARE(restored->state().dump(), search->state().dump());
    QCOMPARE(search->state()["known"]["records"].size(), std::size_t(12));
}

void TestModelSearch::warmStart_needsNoRandomTrials()
{
    // Forty known trials say that each decision wants its first alternative: the first candidate asked follows them.
    // One drawn at random would be above the median of the known ones ten times in twenty.
    QFETCH(QByteArray, strategy);
    const auto settings = strategy == "rf-bo" ? Json{{"random-share", 0.0}} : Json(); // the model alone
    int above = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto search = made(strategy, test::flatSpace(), seed, settings);
        Rng rng(seed, 0, "known");
        std::vector<double> values;
        for (std::int64_t trial = 1; trial <= 40; ++trial) {
            const auto candidate = test::flatSpace()->sample(rng);
            values.push_back(flatValue(candidate));
            search->tell({.trial = kForeignTrial, .candidate = candidate, .values = {values.back()}});
        }
        std::nth_element(values.begin(), values.begin() + 20, values.end());
        above += flatValue(search->ask(1).front().candidate) > values[20] ? 1 : 0;
    }
    QVERIFY2(above >= 18, QByteArray::number(above));
}

void TestModelSearch::lostResults_areGivenUp()
{
    // Every second result never comes: what is remembered of those stays bounded.
    QFETCH(QByteArray, strategy);
    const auto search = made(strategy, test::flatSpace(), 10);
    for (std::int64_t trial = 1; trial <= 100; ++trial) {
        const auto candidate = search->ask(1).front().candidate;
        if (trial % 2 == 0)
            search->tell({.trial = trial, .candidate = candidate, .values = {flatValue(candidate)}});
    }
    QVERIFY(search->state()["pending"].size() <= 32); // of 50
    QCOMPARE(search->state()["seen"].size(), std::size_t(100));
}

void TestModelSearch::model_isFittedOnAGeometricSchedule_data()
{
    QTest::addColumn<QByteArray>("strategy");
    QTest::addColumn<QByteArray>("fitted"); ///< part of the state that a fit and nothing else changes
    QTest::addRow("gp-bo") << QByteArray("gp-bo") << QByteArray("weights");
    QTest::addRow("rf-bo") << QByteArray("rf-bo") << QByteArray("forest-seed");
    QTest::addRow("bananas") << QByteArray("bananas") << QByteArray("networks");
}

/// With a factor of two: at 10, 20, 40 and 80 results, and at no other.
void TestModelSearch::model_isFittedOnAGeometricSchedule()
{
    QFETCH(QByteArray, strategy);
    QFETCH(QByteArray, fitted);
    Json settings{{"refit-growth", 2.0}};
    settings[strategy == "bananas" ? "startup" : "initial"] = 10;
    if (strategy == "rf-bo")
        settings["random-share"] = 0.0; // every proposal is the model's
    const auto search = made(strategy, test::flatSpace(), 3, settings);
    std::vector<std::int64_t> fits;
    std::string model = search->state()[fitted.constData()].dump();
    for (std::int64_t trial = 1; trial <= 100; ++trial) {
        const auto candidate = search->ask(1).front().candidate;
        const std::string now = search->state()[fitted.constData()].dump();
        if (now != model)
            fits.push_back(trial - 1); // results told before it
        model = now;
        search->tell({.trial = trial, .candidate = candidate, .values = {flatValue(candidate)}});
    }
    QCOMPARE(fits, (std::vector<std::int64_t>{10, 20, 40, 80}));
}

/// What is awaited counts as a middling result: the next proposal is another one than without it, though either way
/// nothing is asked twice, and lies further off.
void TestModelSearch::liar_keepsABatchApart()
{
    const auto apart = [](const space::Candidate& a, const space::Candidate& b) {
        int count = 0;
        for (std::size_t i = 0; i < a.values.size(); ++i)
            count += a.values[i] != b.values[i] ? 1 : 0;
        return count;
    };
    int others = 0;
    int with = 0;
    int without = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto search = made("gp-bo", test::flatSpace(), seed);
        for (std::int64_t trial = 1; trial <= 15; ++trial) {
            const auto candidate = search->ask(1).front().candidate;
            search->tell({.trial = trial, .candidate = candidate, .values = {flatValue(candidate)}});
        }
        const auto awaited = search->ask(1).front().candidate;
        Json state = search->state();
        QCOMPARE(state["pending"].size(), std::size_t(1));
        state["pending"] = Json::array(); // what was asked is still known to have been asked
        const auto forgetful = made("gp-bo", test::flatSpace(), seed);
        forgetful->restore(state);
        const auto next = search->ask(1).front().candidate;
        const auto nextOfOther = forgetful->ask(1).front().candidate;
        QVERIFY(!(next == awaited) && !(nextOfOther == awaited));
        others += next == nextOfOther ? 0 : 1;
        with += apart(next, awaited);
        without += apart(nextOfOther, awaited);
    }
    QVERIFY2(others >= 5, QByteArray::number(others)); // far from what is awaited both propose the same
    QVERIFY2(with > without, qPrintable(QStringLiteral("%1 and %2").arg(with).arg(without)));
}

QTEST_APPLESS_MAIN(TestModelSearch)
#include "tst_model_search.moc"
