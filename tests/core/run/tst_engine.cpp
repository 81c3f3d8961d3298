// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/space/architecture.h"
#include "tests/core/run/engine_fixture.h"

using namespace cw;
using namespace cw::test;

class TestEngine : public QObject {
    Q_OBJECT

private:
    std::filesystem::path fresh()
    {
        return std::filesystem::path(m_folder.path().toStdString()) / fmt::format("h{}.sqlite", ++m_count);
    }
    std::vector<std::string> linesOfRun(const run::RunConfig& config, const Behaviour& behaviour)
    {
        const auto path = fresh();
        const auto run = runToEnd(std::make_shared<history::Writer>(path), config, behaviour);
        return linesOf(path, run);
    }

    QTemporaryDir m_folder;
    int m_count = 0;

private Q_SLOTS:
    void trials_doNotDependOnTheNumberOfWorkers_data()
    {
        QTest::addColumn<QString>("strategy");
        QTest::addColumn<bool>("usesTold");
        QTest::newRow("random") << "random" << false;
        QTest::newRow("evolution") << "regularized-evolution" << false;
        QTest::newRow("evolution with an estimator that looks back") << "regularized-evolution" << true;
    }
    void trials_doNotDependOnTheNumberOfWorkers()
    {
        QFETCH(QString, strategy);
        QFETCH(bool, usesTold);
        run::RunConfig config = plainConfig(200, 1, 5);
        config.space = space::toJson(plainSpace(6, 4));
        config.strategy = strategy.toStdString();
        if (config.strategy == "random")
            config.strategySettings = Json::object();
        Behaviour behaviour;
        behaviour.usesTold = usesTold;
        const auto expected = linesOfRun(config, behaviour);
        QVERIFY(expected.size() > 200 + 200 + 600 / 2);
        for (const int workers : {1, 2, 4, 8}) {
            config.workers = workers;
            const std::string differs = difference(linesOfRun(config, behaviour), expected);
            QVERIFY2(differs.empty(), fmt::format("{} workers: {}", workers, differs).c_str());
        }
    }

    void lag_isPartOfTheTrajectory()
    {
        run::RunConfig config = plainConfig(60, 2, 1);
        const auto one = linesOfRun(config, {});
        config.lag = 6;
        QVERIFY(!difference(linesOfRun(config, {}), one).empty());
    }

    void duplicate_isAnsweredFromMemory()
    {
        std::atomic<int> estimated = 0;
        Behaviour behaviour;
        behaviour.before = [&](const space::Candidate&, const estimate::Context&) { ++estimated; };
        run::RunConfig config = plainConfig(40, 2);
        config.space = space::toJson(plainSpace(2, 3)); // 9 candidates
        const auto path = fresh();
        const auto run = runToEnd(std::make_shared<history::Writer>(path), config, behaviour);
        history::Reader reader(path);
        const auto trials = reader.trials(run);
        const auto jobs = reader.jobs(run);
        QCOMPARE(trials.size(), std::size_t(40));
        std::map<std::string, history::TrialRow> first;
        int duplicates = 0;
        for (std::size_t i = 0; i < trials.size(); ++i) {
            const auto [known, isNew] = first.try_emplace(trials[i].candidate, trials[i]);
            QCOMPARE(trials[i].state, isNew ? TrialState::Finished : TrialState::Duplicate);
            QVERIFY(trials[i].metrics == known->second.metrics);
            QCOMPARE(jobs[i].duplicateOf, isNew ? 0 : known->second.trial);
            QVERIFY(jobs[i].done);
            duplicates += isNew ? 0 : 1;
        }
        QCOMPARE(estimated.load(), 40 - duplicates);
        QVERIFY(duplicates >= 40 - 9);
    }

    void failingTrials_doNotEndTheRun()
    {
        Behaviour behaviour;
        behaviour.before = [](const space::Candidate& candidate, const estimate::Context&) {
            if (candidate.index(0) == 0)
                throw std::runtime_error("no memory for this one\nsecond line");
            if (candidate.index(0) == 1)
                throw 42;
        };
        const auto path = fresh();
        const auto run = runToEnd(std::make_shared<history::Writer>(path), plainConfig(60, 2), behaviour);
        history::Reader reader(path);
        QCOMPARE(reader.run(run).state, RunState::Finished);
        int failed = 0;
        for (const history::TrialRow& row : reader.trials(run)) {
            if (row.state == TrialState::Duplicate)
                continue;
            const bool fails = row.values[0] < 2;
            QCOMPARE(row.state, fails ? TrialState::Failed : TrialState::Finished);
            if (fails)
                QCOMPARE(row.reason,
                         std::string(row.values[0] == 0 ? "no memory for this one" : "an unknown exception"));
            failed += fails ? 1 : 0;
        }
        QVERIFY(failed > 0);
        QVERIFY(reader.run(run).best.has_value());
    }

    void run_inWhichEverythingFails_finishes()
    {
        Behaviour behaviour;
        behaviour.before = [](const space::Candidate&, const estimate::Context&) { throw std::bad_alloc(); };
        const auto path = fresh();
        const auto run = runToEnd(std::make_shared<history::Writer>(path), plainConfig(30, 2), behaviour);
        history::Reader reader(path);
        QCOMPARE(reader.run(run).state, RunState::Finished);
        QVERIFY(!reader.run(run).best);
        QCOMPARE(reader.trials(run).front().reason, std::string("out of memory"));
    }

    void nan_isNeverBest()
    {
        Behaviour behaviour;
        behaviour.after = [](estimate::Estimate& result) {
            if (result.metrics["score"] > 15)
                result.metrics["score"] = std::numeric_limits<double>::quiet_NaN();
        };
        const auto path = fresh();
        const auto run = runToEnd(std::make_shared<history::Writer>(path), plainConfig(80, 2), behaviour);
        history::Reader reader(path);
        double best = 0;
        int nans = 0;
        for (const history::TrialRow& row : reader.trials(run)) {
            const double score = row.metrics.at("score");
            std::isnan(score) ? void(++nans) : void(best = std::max(best, score));
        }
        QVERIFY(nans > 0);
        QCOMPARE(reader.run(run).best.value(), best);
        QCOMPARE(reader.trial(run, reader.run(run).bestTrial).metrics.at("score"), best);
    }

    void estimatorWithoutTheObjective_failsTheTrialByName()
    {
        run::RunConfig config = plainConfig(5, 1);
        config.objectives = {{"accuracy", true}};
        const auto path = fresh();
        const auto run = runToEnd(std::make_shared<history::Writer>(path), config, {});
        history::Reader reader(path);
        QCOMPARE(reader.trials(run).front().reason,
                 std::string("the estimator gave no metric 'accuracy', it gave loss, score"));
    }

    void estimatorThatCannotPrepare_failsTheRun()
    {
        class Broken final : public estimate::Estimator {
            void prepare() override { throw Error(ErrorCode::NotFound, "there is no such file", "train.gz"); }
            estimate::Estimate estimate(const space::Candidate&, const estimate::Fidelity&, estimate::Context&) override
            {
                return {};
            }
        };
        auto catalogue = catalogueWith({});
        estimate::EstimatorEntry entry;
        entry.id = "broken";
        entry.make = [](const estimate::EstimatorSetup&) { return std::make_unique<Broken>(); };
        catalogue.estimators.add(entry);
        run::RunConfig config = plainConfig(5, 2);
        config.estimator = "broken";
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        auto engine = run::Engine::create(writer, run::assemble(config, catalogue).value(), {});
        engine->start();
        QCOMPARE(engine->wait(), RunState::Failed);
        QVERIFY(engine->reason().find("train.gz") != std::string::npos);
        history::Reader reader(path);
        QCOMPARE(reader.run(engine->run()).state, RunState::Failed);
        QCOMPARE(reader.run(engine->run()).reason, engine->reason());
    }

    void trials_areAnnouncedAfterTheirCommit()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        std::mutex mutex;
        history::Reader reader(path);
        std::set<std::int64_t> seen;
        bool behind = false;
        const auto run = runToEnd(writer, plainConfig(50, 2), {}, [&](const run::Event& event) {
            if (event.kind != run::Event::Kind::TrialChanged)
                return;
            const std::lock_guard lock(mutex);
            seen.insert(event.trial);
            if (reader.trials(event.run).size() < std::size_t(event.trial))
                behind = true;
        });
        QVERIFY(!behind);
        QCOMPARE(seen.size(), std::size_t(50));
        QCOMPARE(reader.run(run).finishedTrials, std::int64_t(50));
    }

    void networks_areKeptWithTheirTrials()
    {
        run::RunConfig config = plainConfig(12, 2);
        config.space = "nas-bench-201";
        config.fidelity.width = 0.5;
        config.fidelity.cells = 1;
        const auto path = fresh();
        auto engine = run::Engine::create(std::make_shared<history::Writer>(path),
                                          run::assemble(config, catalogueWith({})).value(), {});
        engine->start();
        QCOMPARE(engine->wait(), RunState::Finished);
        history::Reader reader(path);
        for (const history::TrialRow& row : reader.trials(engine->run())) {
            QCOMPARE(row.hash.size(), std::size_t(32));
            QVERIFY(row.params > 0 && row.macs > 0);
            QCOMPARE(row.metrics.at("params"), double(row.params)); // also an objective to choose
            QVERIFY(row.candidate.starts_with("|"));                // the published form
            const auto network =
                space::architectureFromJson(reader.architecture(engine->run(), row.trial), "history").value();
            QCOMPARE(network.costs.parameters, row.params);
            QCOMPARE(space::canonicalHash(network).text(), row.hash);
        }
    }

    void tableSearch_runsThroughTheWholeEngine()
    {
        // The speed is said, not judged: the machine may be busy.
        const std::filesystem::path table = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-201.csv.gz";
        if (!std::filesystem::exists(table))
            QSKIP("skipped: data not found");
        run::RunConfig config = plainConfig(4000, 1, 2);
        config.space = "";
        config.estimator = "table";
        config.estimatorSettings = {{"file", table.string()}};
        config.strategySettings = {{"population", 50}, {"sample", 10}};
        config.objectives = {{"c10_valid_accuracy", true}};
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        auto engine = run::Engine::create(writer, run::assemble(config, catalogueWith({})).value(), {});
        const auto begin = std::chrono::steady_clock::now();
        engine->start();
        QCOMPARE(engine->wait(), RunState::Finished);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        qInfo("%.0f trials/s", double(config.evaluations) / seconds);
        history::Reader reader(path);
        QCOMPARE(reader.run(engine->run()).trials, config.evaluations);
        QVERIFY(reader.run(engine->run()).best.value() > 91.0);
    }
};

QTEST_APPLESS_MAIN(TestEngine)
#include "tst_engine.moc"
