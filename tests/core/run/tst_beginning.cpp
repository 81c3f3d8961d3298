// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/run/beginning.h"
#include "core/space/realise.h"
#include "tests/core/run/engine_fixture.h"

using namespace cw;
using namespace cw::test;

namespace {

const char* const kBest = "d0=d;d1=d;d2=d;d3=d"; // the hash estimator adds (i + 1) * value

run::RunConfig configOf(const std::string& strategy, std::int64_t evaluations)
{
    run::RunConfig config = plainConfig(evaluations, 1, 2);
    config.strategy = strategy;
    config.strategySettings = Json::object();
    return config;
}

std::string problemOf(const run::RunConfig& config)
{
    const auto parts = run::assemble(config, catalogueWith({}));
    return parts ? std::string() : std::string(parts.error().what());
}

} // namespace

/// What a search knows and tries before its strategy is asked.
class TestBeginning : public QObject {
    Q_OBJECT

private:
    std::filesystem::path fresh()
    {
        return std::filesystem::path(m_folder.path().toStdString()) / fmt::format("h{}.sqlite", ++m_count);
    }
    std::vector<history::TrialRow> trialsOf(const run::RunConfig& config)
    {
        const auto path = fresh();
        const auto run = runToEnd(std::make_shared<history::Writer>(path), config, {});
        return history::Reader(path).trials(run);
    }

    QTemporaryDir m_folder;
    int m_count = 0;

private Q_SLOTS:
    void enqueued_areTheFirstTrials_data();
    void enqueued_areTheFirstTrials();
    void enqueued_becomeParentsByTheirNumber();
    void known_areLearntFromAndSurviveTheFile_data();
    void known_areLearntFromAndSurviveTheFile();
    void stoppedRun_goesOnAsIfItHadNotStopped_data();
    void stoppedRun_goesOnAsIfItHadNotStopped();
    void mistake_isNamedWithItsPlace();
    void knownTrials_comeFromARunOnTheSameSpace();
    void knownTrials_haveTheWeightsThatWereKept();
    void exhaustedSpace_endsTheRunAndSaysSo();
    void onlyFailures_endTheRunAndSaySo();
};

void TestBeginning::enqueued_areTheFirstTrials_data()
{
    QTest::addColumn<QByteArray>("strategy");
    const strategy::StrategyRegistry registry = strategy::builtInStrategies();
    for (const auto& entry : registry.entries())
        QTest::newRow(entry.id.c_str()) << QByteArray::fromStdString(entry.id);
}

void TestBeginning::enqueued_areTheFirstTrials()
{
    QFETCH(QByteArray, strategy);
    run::RunConfig config = configOf(strategy.toStdString(), 30);
    config.enqueue = {kBest, "d3=a;d2=b;d1=c;d0=d", kBest};
    const auto trials = trialsOf(config);
    QCOMPARE(trials.size(), std::size_t(30));
    QCOMPARE(trials[0].candidate, std::string(kBest));
    QCOMPARE(trials[1].candidate, std::string("d0=d;d1=c;d2=b;d3=a"));
    QCOMPARE(trials[2].candidate, std::string(kBest));
    QCOMPARE(trials[2].state, TrialState::Duplicate);
    for (const history::TrialRow& trial : trials) {
        QVERIFY(trial.parent >= 0 && trial.parent < trial.trial);
        if (trial.parent > 0)
            QVERIFY(trials[std::size_t(trial.parent) - 1].candidate != trial.candidate);
    }
}

void TestBeginning::enqueued_becomeParentsByTheirNumber()
{
    run::RunConfig config = configOf("regularized-evolution", 60);
    config.strategySettings = {{"population", 20}, {"sample", 20}};
    config.enqueue = {kBest};
    const auto trials = trialsOf(config);
    QVERIFY(std::any_of(trials.begin(), trials.end(), [](const history::TrialRow& row) { return row.parent == 1; }));
    for (const history::TrialRow& trial : trials) {
        if (trial.parent == 0)
            continue;
        const std::vector<double>& parent = trials[std::size_t(trial.parent) - 1].values;
        int changed = 0;
        for (std::size_t i = 0; i < parent.size(); ++i)
            changed += parent[i] != trial.values[i];
        QCOMPARE(changed, 1);
    }
}

void TestBeginning::known_areLearntFromAndSurviveTheFile_data()
{
    QTest::addColumn<QByteArray>("strategy");
    const strategy::StrategyRegistry registry = strategy::builtInStrategies();
    for (const char* id : {"tpe", "umda", "local-search", "bananas", "gp-bo", "rf-bo"}) {
        if (registry.find(id) != nullptr)
            QTest::newRow(id) << QByteArray(id);
    }
}

void TestBeginning::known_areLearntFromAndSurviveTheFile()
{
    QFETCH(QByteArray, strategy);
    run::RunConfig config = configOf(strategy.toStdString(), 25);
    const auto without = trialsOf(config);
    // The other way round: what is best here was worst before.
    for (int i = 0; i < 40; ++i) {
        const std::string text =
            fmt::format("d0={};d1={};d2={};d3=a", char('a' + i % 4), char('a' + i / 4 % 4), char('a' + i / 16));
        config.known.push_back({text, {{"score", double(i % 4)}}});
    }
    const auto stored = run::runConfigFromJson(Json::parse(run::toJson(config).dump()), "test").value();
    QVERIFY(stored.known == config.known);
    const auto with = trialsOf(stored);
    QCOMPARE(with.size(), without.size());
    bool differs = false;
    for (std::size_t i = 0; i < with.size(); ++i)
        differs = differs || with[i].candidate != without[i].candidate;
    QVERIFY(differs);
}

void TestBeginning::stoppedRun_goesOnAsIfItHadNotStopped_data()
{
    enqueued_areTheFirstTrials_data();
}

void TestBeginning::stoppedRun_goesOnAsIfItHadNotStopped()
{
    QFETCH(QByteArray, strategy);
    run::RunConfig config = configOf(strategy.toStdString(), 24);
    config.enqueue = {kBest, "d0=a;d1=b;d2=c;d3=d"};
    config.known = {{"d0=b;d1=b;d2=b;d3=b", {{"score", 3.0}}}, {"d0=a;d1=a;d2=a;d3=b", {{"score", 0.5}}}};
    const auto whole = fresh();
    const auto expected = linesOf(whole, runToEnd(std::make_shared<history::Writer>(whole), config, {}));

    const auto path = fresh();
    const auto writer = std::make_shared<history::Writer>(path);
    std::int64_t run = 0;
    for (const std::int64_t last : {1, 4, 19, 100}) { // inside what is enqueued, after it, and to the end
        run::Engine* running = nullptr;
        Behaviour behaviour;
        behaviour.before = [&running, last](const space::Candidate&, const estimate::Context& context) {
            if (context.trial >= last)
                running->stop();
        };
        auto parts = run::assemble(config, catalogueWith(behaviour)).value();
        const auto engine = run == 0 ? run::Engine::create(writer, std::move(parts), {})
                                     : run::Engine::resume(writer, run, std::move(parts), {});
        running = engine.get();
        run = engine->run();
        engine->start();
        const RunState state = engine->wait();
        QVERIFY(state == RunState::Stopped || state == RunState::Finished);
        if (state == RunState::Finished)
            break;
    }
    const std::string differs = difference(linesOf(path, run), expected);
    QVERIFY2(differs.empty(), differs.c_str());
}

void TestBeginning::mistake_isNamedWithItsPlace()
{
    run::RunConfig config = configOf("random", 5);
    config.enqueue = {kBest, "d0=d;d1=d;d2=d"};
    QVERIFY2(problemOf(config).find("enqueue 2") != std::string::npos, problemOf(config).c_str());
    QVERIFY2(problemOf(config).find("d3") != std::string::npos, problemOf(config).c_str());
    config.enqueue = {"d0=z;d1=d;d2=d;d3=d"};
    QVERIFY2(problemOf(config).find("'z'") != std::string::npos, problemOf(config).c_str());
    config = configOf("random", 5);
    config.known = {{"d0=a", {{"score", 1}}}};
    QVERIFY2(problemOf(config).find("known 1") != std::string::npos, problemOf(config).c_str());
    config.known = {{kBest, {{"loss", 1}}}};
    QVERIFY2(problemOf(config).find("objective") != std::string::npos, problemOf(config).c_str());

    const Json good = run::toJson(configOf("random", 5));
    for (const Json& bad : {Json(3), Json{3}, Json{{{"candidate", kBest}}}, Json{{{"candidate", 1}, {"metrics", {}}}},
                            Json{{{"candidate", kBest}, {"metrics", {{"score", "x"}}}}}}) {
        Json json = good;
        json["known"] = bad;
        QVERIFY(!run::runConfigFromJson(json, "test"));
    }
    Json json = good;
    json["enqueue"] = {1};
    QVERIFY(!run::runConfigFromJson(json, "test"));
}

void TestBeginning::knownTrials_comeFromARunOnTheSameSpace()
{
    run::RunConfig config = configOf("random", 40);
    config.space = space::toJson(plainSpace(2, 3)); // 9 candidates: some come twice
    Behaviour behaviour;
    behaviour.before = [](const space::Candidate& candidate, const estimate::Context&) {
        if (candidate.index(0) == 0)
            throw std::runtime_error("does not work");
    };
    const auto path = fresh();
    const auto run = runToEnd(std::make_shared<history::Writer>(path), config, behaviour);
    history::Reader reader(path);
    const auto tree = space::compile(plainSpace(2, 3)).tree;
    const auto known = run::knownTrialsOf(reader, run, tree, config.objectives).value();
    QCOMPARE(known.size(), std::size_t(6)); // each once, without the three that fail
    for (const run::KnownTrial& trial : known)
        QVERIFY(trial.metrics.contains("score") && !trial.candidate.starts_with("d0=a"));

    QVERIFY(
        std::all_of(known.begin(), known.end(), [](const run::KnownTrial& trial) { return trial.weights.empty(); }));

    const auto problem = [&](std::int64_t number, const space::SearchSpace& space, const char* metric) {
        const auto found = run::knownTrialsOf(reader, number, space::compile(space).tree, {{metric}});
        return found ? std::string() : std::string(found.error().what());
    };
    QVERIFY(problem(99, plainSpace(2, 3), "score").find("99") != std::string::npos);
    QVERIFY(problem(run, plainSpace(3, 3), "score").find("2 decisions, this space 3") != std::string::npos);
    QVERIFY(problem(run, plainSpace(2, 4), "score").find("'d0'") != std::string::npos);
    QVERIFY(problem(run, plainSpace(2, 3), "accuracy").find("accuracy") != std::string::npos);
}

void TestBeginning::knownTrials_haveTheWeightsThatWereKept()
{
    run::RunConfig config = configOf("random", 12);
    config.keep = 2;
    config.fidelity = {.epochs = 3, .width = 0.5};
    Behaviour behaviour;
    behaviour.byFidelity = true;
    const auto path = fresh();
    runToEnd(std::make_shared<history::Writer>(path), config, behaviour);
    history::Reader reader(path);
    const auto tree = space::compile(plainSpace()).tree;
    config.known = run::knownTrialsOf(reader, 1, tree, config.objectives).value();
    const auto kept = [&] {
        std::vector<run::KnownTrial> found;
        std::copy_if(config.known.begin(), config.known.end(), std::back_inserter(found),
                     [](const run::KnownTrial& trial) { return !trial.weights.empty(); });
        return found;
    };
    QCOMPARE(kept().size(), std::size_t(2));
    for (const run::KnownTrial& trial : kept()) {
        QVERIFY(std::filesystem::exists(trial.weights) && std::filesystem::path(trial.weights).is_absolute());
        QVERIFY(trial.fidelity == config.fidelity);
    }
    const auto stored = run::runConfigFromJson(Json::parse(run::toJson(config).dump()), "test").value();
    QVERIFY(stored.known == config.known);
    std::filesystem::remove(kept().front().weights);
    config.known = run::knownTrialsOf(reader, 1, tree, config.objectives).value();
    QCOMPARE(kept().size(), std::size_t(1));
}

void TestBeginning::exhaustedSpace_endsTheRunAndSaysSo()
{
    run::RunConfig config = configOf("grid", 40);
    config.space = space::toJson(plainSpace(2, 3));
    const auto path = fresh();
    const auto run = runToEnd(std::make_shared<history::Writer>(path), config, {});
    const history::RunRow row = history::Reader(path).run(run);
    QCOMPARE(row.state, RunState::Finished);
    QCOMPARE(row.reason, std::string("space exhausted"));
    QCOMPARE(row.trials, std::int64_t(9));
}

void TestBeginning::onlyFailures_endTheRunAndSaySo()
{
    Behaviour behaviour;
    behaviour.before = [](const space::Candidate&, const estimate::Context&) { throw std::runtime_error("no"); };
    const auto path = fresh();
    const auto run = runToEnd(std::make_shared<history::Writer>(path), configOf("random", 10), behaviour);
    const history::RunRow row = history::Reader(path).run(run);
    QCOMPARE(row.state, RunState::Finished);
    QCOMPARE(row.reason, std::string("no trial has a value"));
}

QTEST_APPLESS_MAIN(TestBeginning)
#include "tst_beginning.moc"
