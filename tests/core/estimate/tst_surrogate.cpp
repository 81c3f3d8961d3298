// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <filesystem>
#include <thread>

#include <QtTest/QtTest>

#include "core/estimate/estimator.h"
#include "tests/core/estimate/told_list.h"

using namespace cw;
using namespace cw::estimate;

namespace {

constexpr const char* kMetric = "valid_accuracy";

space::DecisionTree smallTree()
{
    space::DecisionTree tree;
    for (const char* name : {"a", "b", "c"})
        tree.decisions.push_back({.name = name, .domain = space::Domain::categorical({"0", "1", "2", "3"})});
    return tree;
}

/// 0.5 .. 0.95: the first decision counts most.
double accuracyOf(const space::Candidate& candidate)
{
    return 0.5 + 0.1 * candidate.values[0] + 0.04 * candidate.values[1] + 0.01 * candidate.values[2];
}

space::Candidate numbered(int i)
{
    return {{double(i % 4), double(i / 4 % 4), double(i / 16 % 4)}};
}

std::shared_ptr<const std::vector<PastResult>> pastOf(int count, double scale = 1)
{
    auto past = std::make_shared<std::vector<PastResult>>();
    for (int i = 0; i < count; ++i) {
        const space::Candidate candidate = numbered(i * 7 % 64);
        past->push_back({candidate, {{kMetric, scale * accuracyOf(candidate)}, {"params", 100.0 + i}}});
    }
    return past;
}

/// Measures, and counts how often.
class Measuring final : public Estimator {
public:
    explicit Measuring(int& calls)
        : m_calls(calls)
    {
    }
    Estimate estimate(const space::Candidate& candidate, const Fidelity&, Context&) override
    {
        ++m_calls;
        Estimate estimate;
        estimate.metrics[kMetric] = accuracyOf(candidate);
        return estimate;
    }

private:
    int& m_calls;
};

EstimatorSetup setupOf(std::shared_ptr<const std::vector<PastResult>> past, const Json& settings)
{
    const EstimatorRegistry registry = builtInEstimators();
    EstimatorSetup setup;
    setup.tree = smallTree();
    setup.past = std::move(past);
    setup.seed = 3;
    setup.settings = registry.get("surrogate").value()->schema.resolve(settings, "test").value();
    return setup;
}

std::unique_ptr<Estimator> made(const EstimatorSetup& setup)
{
    const EstimatorRegistry registry = builtInEstimators();
    std::unique_ptr<Estimator> estimator = registry.get("surrogate").value()->make(setup);
    estimator->prepare();
    return estimator;
}

ToldResult told(std::int64_t trial, const space::Candidate& candidate, Metrics metrics)
{
    ToldResult result;
    result.trial = trial;
    result.candidate = candidate;
    result.estimate.metrics = std::move(metrics);
    return result;
}

QString problemOf(const EstimatorSetup& setup)
{
    try {
        made(setup);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

} // namespace

/// When the surrogate predicts, when it measures, and what it says.
class TestSurrogate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void enoughPast_isPredictedFromWithUncertainty_data();
    void enoughPast_isPredictedFromWithUncertainty();
    void tooLittlePast_isRefusedBeforeTheRun();
    void tooLittleKnown_isMeasured();
    void everyNthTrial_isMeasured();
    void largeUncertainty_isMeasured();
    void predictedResults_teachNothing();
    void otherFidelities_teachNothing();
    void prior_isPutOnTheScaleOfThisRun();
    void samePrefix_givesTheSamePrediction_whateverWasAskedBefore();
    void severalWorkers_getWhatOneGets();
    void parametersOfASpaceWithBlocks_areLeftToTheRun();
    void severalObjectives_eachHaveTheirPrediction();
    void badSettings_areRefused();
    void metricsThatAreNoNumbers_areLeftOut();
};

void TestSurrogate::enoughPast_isPredictedFromWithUncertainty_data()
{
    QTest::addColumn<QString>("model");
    QTest::addRow("forest") << "forest";
    QTest::addRow("ensemble") << "ensemble";
}

void TestSurrogate::enoughPast_isPredictedFromWithUncertainty()
{
    QFETCH(QString, model);
    const auto estimator = made(setupOf(pastOf(40), {{"model", model.toStdString()}}));
    Context context;
    double off = 0;
    for (int i = 0; i < 64; ++i) {
        const Estimate estimate = estimator->estimate(numbered(i), {}, context);
        QCOMPARE(estimate.state, TrialState::Finished);
        QCOMPARE(estimate.metrics.at("predicted"), 1.0);
        QCOMPARE(estimate.metrics.at("known"), 40.0);
        QVERIFY(estimate.metrics.at("valid_accuracy_sd") > 0);
        off += std::abs(estimate.metrics.at(kMetric) - accuracyOf(numbered(i))) / 64;
    }
    QVERIFY2(off < 0.03, qPrintable(QString::number(off))); // a third of what the least important but one makes
}

void TestSurrogate::tooLittlePast_isRefusedBeforeTheRun()
{
    for (const auto& past : {pastOf(9), std::shared_ptr<const std::vector<PastResult>>()}) {
        const QString problem = problemOf(setupOf(past, {}));
        QVERIFY2(problem.contains("expected at least 10 known results") && problem.contains("warm-start"),
                 qPrintable(problem));
    }
    QVERIFY(problemOf(setupOf(pastOf(10), {})).isEmpty());
}

void TestSurrogate::tooLittleKnown_isMeasured()
{
    int calls = 0;
    EstimatorSetup setup = setupOf(pastOf(4), {{"real", "fake"}, {"real_every", 0}, {"max_uncertainty", 0}});
    setup.other = [&](const std::string& id, const Json&, const EstimatorSetup&) -> std::unique_ptr<Estimator> {
        if (id != "fake")
            throw Error(ErrorCode::Config, "unknown estimator");
        return std::make_unique<Measuring>(calls);
    };
    const auto estimator = made(setup);
    test::ToldList list;
    Context context;
    context.told = &list;
    for (int trial = 1; trial <= 20; ++trial) {
        context.trial = trial;
        const space::Candidate candidate = numbered(trial * 5 % 64);
        const Estimate estimate = estimator->estimate(candidate, {}, context);
        QCOMPARE(estimate.metrics.at("predicted"), trial <= 6 ? 0.0 : 1.0); // 4 of the past and 6 make 10
        list.add(told(trial, candidate, estimate.metrics));
    }
    QCOMPARE(calls, 6);
}

void TestSurrogate::everyNthTrial_isMeasured()
{
    int calls = 0;
    EstimatorSetup setup = setupOf(pastOf(40), {{"real", "fake"}, {"real_every", 4}, {"max_uncertainty", 0}});
    setup.other = [&](auto&&...) { return std::make_unique<Measuring>(calls); };
    const auto estimator = made(setup);
    Context context;
    for (context.trial = 1; context.trial <= 12; ++context.trial) {
        const Estimate estimate = estimator->estimate(numbered(int(context.trial)), {}, context);
        QCOMPARE(estimate.metrics.at("predicted"), context.trial % 4 == 0 ? 0.0 : 1.0);
    }
    QCOMPARE(calls, 3);
}

void TestSurrogate::largeUncertainty_isMeasured()
{
    int calls = 0;
    EstimatorSetup setup = setupOf(pastOf(40), {{"real", "fake"}, {"real_every", 0}, {"max_uncertainty", 1e-6}});
    setup.other = [&](auto&&...) { return std::make_unique<Measuring>(calls); };
    Context context;
    QCOMPARE(made(setup)->estimate(numbered(1), {}, context).metrics.at("predicted"), 0.0);
    setup.settings = setupOf(nullptr, {{"real", "fake"}, {"real_every", 0}, {"max_uncertainty", 100}}).settings;
    QCOMPARE(made(setup)->estimate(numbered(1), {}, context).metrics.at("predicted"), 1.0);
    QCOMPARE(calls, 1);
}

void TestSurrogate::predictedResults_teachNothing()
{
    const auto estimator = made(setupOf(pastOf(20), {}));
    Context context;
    const Estimate before = estimator->estimate(numbered(3), {}, context);
    test::ToldList list;
    for (int i = 0; i < 30; ++i)
        list.add(told(i + 1, numbered(i), {{kMetric, 0.0}, {"predicted", 1}}));
    context.told = &list;
    QVERIFY(estimator->estimate(numbered(3), {}, context).metrics == before.metrics);
    auto past = std::make_shared<std::vector<PastResult>>(*pastOf(20));
    past->push_back({numbered(1), {{kMetric, 0.0}, {"predicted", 1}}});
    Context fresh;
    QVERIFY(made(setupOf(past, {}))->estimate(numbered(3), {}, fresh).metrics == before.metrics);
}

void TestSurrogate::otherFidelities_teachNothing()
{
    const auto estimator = made(setupOf(pastOf(20), {}));
    test::ToldList list;
    for (int i = 0; i < 30; ++i) {
        ToldResult result = told(i + 1, numbered(i), {{kMetric, 0.0}});
        result.fidelity.epochs = 3;
        list.add(result);
    }
    Context context;
    context.told = &list;
    QCOMPARE(estimator->estimate(numbered(3), {}, context).metrics.at("known"), 20.0);
    // Of 50; by tenths from 20 on, models are fitted on 22, 25, 28, 31, 35, 39, 43 and 48.
    QCOMPARE(estimator->estimate(numbered(3), {.epochs = 3}, context).metrics.at("known"), 48.0);
}

void TestSurrogate::prior_isPutOnTheScaleOfThisRun()
{
    // The past is in percent of another data set: 100 times as large.
    EstimatorSetup setup =
        setupOf(pastOf(60, 100),
                {{"past_is", "prior"}, {"real", "fake"}, {"min_known", 5}, {"real_every", 0}, {"max_uncertainty", 0}});
    int calls = 0;
    setup.other = [&](auto&&...) { return std::make_unique<Measuring>(calls); };
    const auto estimator = made(setup);
    test::ToldList list;
    for (int i = 0; i < 6; ++i)
        list.add(told(i + 1, numbered(i * 11), {{kMetric, accuracyOf(numbered(i * 11))}}));
    Context context;
    context.told = &list;
    double off = 0;
    for (int i = 0; i < 64; ++i) {
        const Estimate estimate = estimator->estimate(numbered(i), {}, context);
        QCOMPARE(estimate.metrics.at("predicted"), 1.0);
        off += std::abs(estimate.metrics.at(kMetric) - accuracyOf(numbered(i))) / 64;
    }
    QVERIFY2(off < 0.05, qPrintable(QString::number(off)));
    QCOMPARE(calls, 0);
    // With fewer than five of its own the scale is not known.
    const test::ToldList few = list.beginning(4);
    context.told = &few;
    QCOMPARE(estimator->estimate(numbered(1), {}, context).metrics.at("predicted"), 0.0);
}

void TestSurrogate::samePrefix_givesTheSamePrediction_whateverWasAskedBefore()
{
    test::ToldList list;
    for (int i = 0; i < 64; ++i)
        list.add(told(i + 1, numbered(i), {{kMetric, accuracyOf(numbered(i)) - 0.2}}));
    const auto ask = [&](Estimator& estimator, std::size_t size) {
        const test::ToldList beginning = list.beginning(size);
        Context context;
        context.told = &beginning;
        return estimator.estimate(numbered(9), {}, context).metrics;
    };
    const auto once = made(setupOf(pastOf(20), {}));
    const Metrics expected = ask(*once, 30);
    const auto often = made(setupOf(pastOf(20), {}));
    for (const std::size_t size : {64, 3, 50, 0, 29, 40, 60})
        ask(*often, size);
    QVERIFY(ask(*often, 30) == expected);
    QVERIFY(ask(*often, 64) != expected);
}

void TestSurrogate::severalWorkers_getWhatOneGets()
{
    test::ToldList list;
    for (int i = 0; i < 40; ++i)
        list.add(told(i + 1, numbered(i), {{kMetric, accuracyOf(numbered(i)) - 0.1}}));
    const Json settings{{"trees", 10}};
    const auto run = [&](Estimator& estimator, std::size_t first, std::size_t step, std::vector<Metrics>& results) {
        for (std::size_t size = first; size <= 40; size += step) {
            const test::ToldList beginning = list.beginning(size);
            Context context;
            context.told = &beginning;
            results[size] = estimator.estimate(numbered(int(size)), {}, context).metrics;
        }
    };
    std::vector<Metrics> alone(41);
    std::vector<Metrics> together(41);
    run(*made(setupOf(pastOf(12), settings)), 0, 1, alone);
    const auto shared = made(setupOf(pastOf(12), settings));
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < 4; ++i)
            workers.emplace_back([&, i] { run(*shared, i, 4, together); });
    }
    QVERIFY(alone == together);
}

void TestSurrogate::parametersOfASpaceWithBlocks_areLeftToTheRun()
{
    EstimatorSetup setup = setupOf(pastOf(20), {});
    setup.objectives = {{}, {"params", false}};
    auto space = std::make_shared<space::SearchSpace>();
    Context context;
    setup.space = space;
    QVERIFY(made(setup)->estimate(numbered(1), {}, context).metrics.contains("params")); // a table alone
    space->graph.blocks.emplace_back();
    const Estimate estimate = made(setup)->estimate(numbered(1), {}, context);
    QVERIFY(!estimate.metrics.contains("params") && estimate.metrics.contains(kMetric));
}

void TestSurrogate::severalObjectives_eachHaveTheirPrediction()
{
    EstimatorSetup setup = setupOf(pastOf(20), {});
    setup.objectives = {{}, {"params", false}};
    Context context;
    const Metrics metrics = made(setup)->estimate(numbered(1), {}, context).metrics;
    QVERIFY(metrics.at("params") >= 100 && metrics.at("params") <= 119);
    QVERIFY(metrics.at("params_sd") > metrics.at("valid_accuracy_sd"));
}

void TestSurrogate::badSettings_areRefused()
{
    QVERIFY(problemOf(setupOf(pastOf(20), {{"real", "surrogate"}})).contains("'surrogate' itself"));
    QVERIFY(problemOf(setupOf(pastOf(20), {{"real", "train"}})).contains("in a run only")); // no maker of others
    EstimatorSetup setup = setupOf(pastOf(20), {{"real", "fake"}, {"real_settings", "epochs"}});
    int calls = 0;
    Json given;
    setup.other = [&](const std::string&, const Json& settings, const EstimatorSetup&) {
        given = settings;
        return std::make_unique<Measuring>(calls);
    };
    QVERIFY(problemOf(setup).contains("expected name=value;name=value, found 'epochs'"));
    setup.settings = setupOf(nullptr, {{"real", "fake"}, {"real_settings", "file=a.csv;rate=0.5;fast=true"}}).settings;
    made(setup);
    QCOMPARE(given, (Json{{"file", "a.csv"}, {"rate", 0.5}, {"fast", true}}));
    setup.settings = setupOf(nullptr, {{"real", "fake"}, {"real_settings", R"({"file": "b;c.csv"})"}}).settings;
    made(setup);
    QCOMPARE(given, (Json{{"file", "b;c.csv"}}));
}

void TestSurrogate::metricsThatAreNoNumbers_areLeftOut()
{
    auto past = std::make_shared<std::vector<PastResult>>(*pastOf(12));
    past->push_back({numbered(1), {{kMetric, std::nan("")}}});
    past->push_back({numbered(2), {{kMetric, std::numeric_limits<double>::infinity()}}});
    past->push_back({numbered(3), {{"other", 1.0}}});
    past->push_back({{{0.0}}, {{kMetric, 0.5}}}); // of another space
    Context context;
    const Metrics metrics = made(setupOf(past, {}))->estimate(numbered(9), {}, context).metrics;
    QCOMPARE(metrics.at("known"), 12.0);
    QVERIFY(std::isfinite(metrics.at(kMetric)));
}

QTEST_APPLESS_MAIN(TestSurrogate)
#include "tst_surrogate.moc"
