// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <set>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/run/weights.h"
#include "tests/core/run/engine_fixture.h"

using namespace cw;
using namespace cw::test;

namespace {

run::RunConfig scheduled(const std::string& scheduler, int workers)
{
    run::RunConfig config = plainConfig(80, workers, 6);
    config.scheduler = scheduler;
    config.fidelity.epochs = 9;
    return config;
}

Behaviour trainingLike()
{
    Behaviour behaviour;
    behaviour.byFidelity = true;
    behaviour.rounds = 50;
    return behaviour;
}

} // namespace

class TestEngineSchedulers : public QObject {
    Q_OBJECT

private:
    std::filesystem::path fresh()
    {
        return std::filesystem::path(m_folder.path().toStdString()) / fmt::format("h{}.sqlite", ++m_count);
    }
    static void addSchedulers()
    {
        QTest::addColumn<QString>("scheduler");
        for (const char* id : {"asha", "hyperband", "successive-halving", "median"})
            QTest::newRow(id) << id;
    }

    /// Names of checkpoints, and of all other files.
    static std::pair<std::set<std::string>, std::set<std::string>> filesOf(const std::filesystem::path& folder)
    {
        std::pair<std::set<std::string>, std::set<std::string>> found;
        for (const auto& file : std::filesystem::directory_iterator(folder)) {
            const bool isCheckpoint = file.path().extension() == ".ckpt";
            (isCheckpoint ? found.first : found.second).insert(file.path().filename().string());
        }
        return found;
    }

    QTemporaryDir m_folder;
    int m_count = 0;

private Q_SLOTS:
    void run_isTheSameOnAnyNumberOfWorkers_data() { addSchedulers(); }
    void run_isTheSameOnAnyNumberOfWorkers()
    {
        QFETCH(const QString, scheduler);
        std::vector<std::string> expected;
        for (const int workers : {1, 2, 5}) {
            Behaviour behaviour = trainingLike();
            behaviour.usesTold = true; // what a job may see must not depend on the workers either
            const auto path = fresh();
            const auto run = runToEnd(std::make_shared<history::Writer>(path),
                                      scheduled(scheduler.toStdString(), workers), behaviour);
            const auto lines = linesOf(path, run);
            if (expected.empty())
                expected = lines;
            const std::string differs = difference(lines, expected);
            QVERIFY2(differs.empty(), differs.c_str());
        }
    }

    void trials_goOnToTheWholeFidelityOrAreStoppedBelow_data() { addSchedulers(); }
    void trials_goOnToTheWholeFidelityOrAreStoppedBelow()
    {
        QFETCH(const QString, scheduler);
        const auto path = fresh();
        const auto run =
            runToEnd(std::make_shared<history::Writer>(path), scheduled(scheduler.toStdString(), 2), trainingLike());
        history::Reader reader(path);
        std::map<std::int64_t, double> epochs; // by trial, from its jobs
        for (const history::JobRow& job : reader.jobs(run)) {
            const double to = job.fidelity.is_null() ? 9 : job.fidelity.value("epochs", 1.0);
            if (job.duplicateOf == 0)
                QVERIFY2(to > epochs[job.trial], "a trial goes up");
            epochs[job.trial] = to;
        }
        int whole = 0;
        int stopped = 0;
        for (const history::TrialRow& trial : reader.trials(run)) {
            if (trial.state == TrialState::Duplicate)
                continue;
            QCOMPARE(trial.state, epochs.at(trial.trial) == 9 ? TrialState::Finished : TrialState::Pruned);
            // Its learning curve has every epoch once.
            QCOMPARE(double(reader.metricSteps(run, trial.trial).size()), epochs.at(trial.trial));
            whole += trial.state == TrialState::Finished ? 1 : 0;
            stopped += trial.state == TrialState::Pruned ? 1 : 0;
            if (trial.state == TrialState::Pruned)
                QVERIFY2(trial.reason.ends_with("of 9 epochs"), trial.reason.c_str());
        }
        QVERIFY(whole > 0 && stopped > 0);
        const history::RunRow row = reader.run(run);
        QCOMPARE(row.trials, 80);
        QCOMPARE(reader.trial(run, row.bestTrial).state, TrialState::Finished);
    }

    /// Also while the run goes on, and when it is stopped and stays so.
    void filesBesideWeights_goWithThem_data()
    {
        addSchedulers();
        QTest::newRow("none") << "none";
    }
    void filesBesideWeights_goWithThem()
    {
        QFETCH(const QString, scheduler);
        const auto path = fresh();
        run::RunConfig config = scheduled(scheduler.toStdString(), 2);
        config.keep = 2;
        run::Engine* running = nullptr;
        Behaviour behaviour = trainingLike();
        behaviour.leavesMore = true;
        behaviour.before = [&running](const space::Candidate&, const estimate::Context& context) {
            if (context.trial >= 40) // not one number: that trial may be a repeat
                running->stop();
        };
        for (const RunState end : {RunState::Stopped, RunState::Finished}) {
            const auto writer = std::make_shared<history::Writer>(path);
            auto parts = run::assemble(config, catalogueWith(behaviour)).value();
            const auto engine = end == RunState::Stopped ? run::Engine::create(writer, std::move(parts), {})
                                                         : run::Engine::resume(writer, 1, std::move(parts), {});
            running = engine.get();
            engine->start();
            QCOMPARE(engine->wait(), end);
            writer->flush();
            behaviour.before = nullptr;
            const auto [weights, others] = filesOf(path.string() + ".checkpoints/run1");
            QVERIFY(!weights.empty());
            std::set<std::string> expected;
            for (const std::string& name : weights) {
                for (const char* ending : {".2", ".set2", ".set2.2"})
                    expected.insert(name + ending);
            }
            QCOMPARE(others, expected);
            if (end == RunState::Finished)
                QCOMPARE(weights.size(), std::size_t(2));
            else if (scheduler == "none") // and what is on its way out
                QVERIFY(weights.size() <= std::size_t(20));
        }
    }

    void weights_ofTheBestTrialsStayAndNoOthers_data() { addSchedulers(); }
    void weights_ofTheBestTrialsStayAndNoOthers()
    {
        QFETCH(const QString, scheduler);
        const auto path = fresh();
        run::RunConfig config = scheduled(scheduler.toStdString(), 2);
        config.keep = 2;
        std::int64_t run = 0;
        {
            const auto writer = std::make_shared<history::Writer>(path);
            run = runToEnd(writer, config, trainingLike());
            writer->flush();
        }
        history::Reader reader(path);
        std::multimap<double, std::int64_t, std::greater<>> finished; // by score
        for (const history::TrialRow& trial : reader.trials(run)) {
            if (trial.state == TrialState::Finished)
                finished.emplace(trial.metrics.at("score"), trial.trial);
        }
        std::set<std::filesystem::path> expected;
        const std::filesystem::path folder = path.string() + ".checkpoints/run1";
        auto best = finished.begin();
        for (int i = 0; i < 2; ++i, ++best)
            expected.insert(run::weightsPath(folder, best->second, 9));
        std::set<std::filesystem::path> found;
        for (const auto& file : std::filesystem::directory_iterator(folder))
            found.insert(file.path());
        QCOMPARE(found, expected);
        std::set<std::filesystem::path> rows;
        for (const history::CheckpointRow& row : reader.checkpoints(run))
            rows.insert(row.path);
        QCOMPARE(rows, expected);
    }

    /// The best of those that went furthest keeps what it is the best by.
    void bestTrialThatFailsToGoOn_keepsItsWeights()
    {
        const auto path = fresh();
        run::RunConfig config = scheduled("asha", 1);
        config.schedulerSettings = {{"eta", 3}}; // rungs at 1, 3 and 9 epochs
        config.keep = 1;
        config.evaluations = 20;
        Behaviour behaviour = trainingLike();
        behaviour.before = [](const space::Candidate&, const estimate::Context& context) {
            if (context.reached == 3) // nobody comes to the last rung
                throw std::runtime_error("does not work");
        };
        {
            const auto writer = std::make_shared<history::Writer>(path);
            runToEnd(writer, config, behaviour);
            writer->flush();
        }
        history::Reader reader(path);
        const std::int64_t best = reader.run(1).bestTrial;
        QCOMPARE(reader.trial(1, best).state, TrialState::Failed);
        const auto [weights, others] = filesOf(path.string() + ".checkpoints/run1");
        QVERIFY(others.empty());
        QCOMPARE(weights, std::set<std::string>{fmt::format("trial{}-3.ckpt", best)});
        QCOMPARE(reader.checkpoints(1).size(), std::size_t(1));
    }

    void estimatorWithoutEpochs_isRefusedWithTheReason()
    {
        Behaviour behaviour; // epochs of its own, whatever the fidelity
        const auto parts = run::assemble(scheduled("asha", 1), catalogueWith(behaviour));
        QVERIFY(!parts);
        QCOMPARE(parts.error().code(), ErrorCode::Config);
        const std::string text = parts.error().what();
        QVERIFY2(text.find("asha") != std::string::npos && text.find("hash") != std::string::npos, text.c_str());
    }
};

QTEST_GUILESS_MAIN(TestEngineSchedulers)
#include "tst_engine_schedulers.moc"
