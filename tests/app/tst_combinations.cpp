// SPDX-License-Identifier: GPL-3.0-or-later
// Every strategy with every estimator and every scheduler: taken, or refused with the reason. Nothing is trained.
#include <fstream>

#include <QTemporaryDir>
#include <QTest>
#include <fmt/format.h>

#include "app/compose/catalogue.h"
#include "core/run/assemble.h"
#include "core/space/realise.h"
#include "tests/app/cli_runner.h"

using namespace cw;

namespace {

constexpr const char* kData = "fashion-mnist";

/// An estimator in one of the ways that it can be set.
struct Way {
    std::string name;
    std::string estimator;
    Json settings = Json::object();
    std::string metric = "valid_accuracy";
    double epochs = 9;
    bool isTable = false;
    int known = 0;           ///< trials of an earlier run
    std::string always = {}; ///< why it is refused with every scheduler; empty: it is not
    std::string rungs = {};  ///< why it is refused with a scheduler that stops trials early; empty: it is not
};

} // namespace

class TestCombinations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!cw::test::hasTorch())
            QSKIP("built without LibTorch");
        m_catalogue = app::makeCatalogue();
        std::ofstream(path("early.csv")) << "d:a,d:b,m:valid_accuracy,m:valid_accuracy@2,m:other\n"
                                            "0,0,1,1,1\n0,1,2,1,2\n1,0,3,2,1\n1,1,4,3,2\n";
        std::ofstream(path("end.csv")) << "d:a,d:b,m:valid_accuracy\n0,0,1\n0,1,2\n1,0,3\n1,1,4\n";
        QVERIFY(QFile::link("/usr/share/datasets/fashion-mnist", QString::fromStdString(path("second"))));
    }

    /// Makes no sense, and is refused: stopping early what does not get better with more epochs, or by an objective
    /// that does not; `curve` where it could never stop anything; `surrogate` with nothing to learn from.
    void combination_isTakenOrRefusedWithTheReason_data()
    {
        QTest::addColumn<QByteArray>("strategy");
        QTest::addColumn<int>("way");
        const std::vector<Way> all = ways();
        for (const strategy::StrategyEntry& strategy : m_catalogue->strategies.entries()) {
            for (std::size_t i = 0; i < all.size(); ++i)
                QTest::addRow("%s, %s", strategy.id.c_str(), all[i].name.c_str())
                    << QByteArray::fromStdString(strategy.id) << int(i);
        }
    }
    void combination_isTakenOrRefusedWithTheReason()
    {
        QFETCH(QByteArray, strategy);
        QFETCH(int, way);
        const Way chosen = ways()[std::size_t(way)];
        for (const estimate::SchedulerEntry& scheduler : m_catalogue->schedulers.entries()) {
            run::RunConfig config = configOf(chosen);
            config.strategy = strategy.toStdString();
            config.scheduler = scheduler.id;
            const std::string said = problemOf(config);
            const std::string& expected = chosen.always.empty() && !scheduler.plain ? chosen.rungs : chosen.always;
            const std::string shown = fmt::format("{}: '{}', expected '{}'", scheduler.id, said, expected);
            QVERIFY2(expected.empty() == said.empty(), shown.c_str());
            QVERIFY2(said.find(expected) != std::string::npos, shown.c_str());
            QVERIFY2(expected.empty() || said.find("scheduler '" + scheduler.id + "'") != std::string::npos ||
                         said.find("estimator '" + chosen.estimator + "'") != std::string::npos,
                     shown.c_str());
        }
    }

    void everyEstimator_isAmongThem()
    {
        for (const estimate::EstimatorEntry& entry : m_catalogue->estimators.entries()) {
            const auto all = ways();
            QVERIFY2(std::any_of(all.begin(), all.end(),
                                 [&](const Way& way) { return way.estimator == entry.id && way.always.empty(); }),
                     entry.id.c_str());
        }
    }

    void oneEpoch_leavesASchedulerNothingToStop()
    {
        run::RunConfig config = configOf({.name = "train", .estimator = "train", .epochs = 1});
        for (const estimate::SchedulerEntry& scheduler : m_catalogue->schedulers.entries()) {
            config.scheduler = scheduler.id;
            const std::string said = problemOf(config);
            QVERIFY2(scheduler.plain == said.empty(), said.c_str());
            if (!scheduler.plain)
                QVERIFY2(said.find("needs a trial to be judged before its end") != std::string::npos &&
                             said.find("scheduler '" + scheduler.id + "'") != std::string::npos,
                         said.c_str());
        }
    }

    void moreEpochsThanATableHas_areRefused()
    {
        run::RunConfig config = configOf(early());
        config.fidelity.epochs = 27;
        for (const estimate::SchedulerEntry& scheduler : m_catalogue->schedulers.entries()) {
            config.scheduler = scheduler.id;
            const std::string said = problemOf(config);
            QVERIFY2(scheduler.plain == said.empty(), said.c_str());
            if (!scheduler.plain)
                QVERIFY2(said.find("answers up to 9 epochs") != std::string::npos, said.c_str());
        }
    }

    /// With several objectives the schedulers rank, and a strategy says whether it can.
    void severalObjectives_areForStrategiesThatKnowThem()
    {
        for (const strategy::StrategyEntry& strategy : m_catalogue->strategies.entries()) {
            for (const estimate::SchedulerEntry& scheduler : m_catalogue->schedulers.entries()) {
                run::RunConfig config =
                    configOf({.name = "latency", .estimator = "latency", .settings = {{"also", "train"}}});
                config.objectives.push_back({"latency_ms", false});
                config.strategy = strategy.id;
                config.scheduler = scheduler.id;
                const std::string said = problemOf(config);
                QVERIFY2(strategy.severalObjectives == said.empty(), (strategy.id + ": " + said).c_str());
                QVERIFY2(said.empty() || said.find(strategy.id) != std::string::npos, said.c_str());
            }
        }
    }

private:
    std::string path(const std::string& name) const { return m_folder.path().toStdString() + "/" + name; }

    Way early() const
    {
        return {.name = "table with early columns",
                .estimator = "table",
                .settings = {{"file", path("early.csv")}, {"epochs", 9}},
                .isTable = true};
    }

    std::vector<Way> ways() const
    {
        const std::string noEpochs = "does not train by epochs; expected scheduler none";
        Way unknownEarly = early();
        unknownEarly.name = "table, an objective without early columns";
        unknownEarly.metric = "other";
        unknownEarly.rungs = "the estimator has answers for the objectives at 9 epochs only";
        return {
            {.name = "train", .estimator = "train"},
            {.name = "train, by a cost",
             .estimator = "train",
             .metric = "params",
             .rungs = "the objective 'params' does not change with them"},
            {.name = "inherit", .estimator = "inherit"},
            {.name = "zero-cost", .estimator = "zero-cost", .metric = "nwot", .rungs = noEpochs},
            {.name = "surrogate of what is known", .estimator = "surrogate", .known = 12, .rungs = noEpochs},
            {.name = "surrogate of nothing",
             .estimator = "surrogate",
             .always = "expected at least 10 known results to predict from, found 0"},
            {.name = "surrogate beside train",
             .estimator = "surrogate",
             .settings = {{"real", "train"}},
             .rungs = noEpochs},
            {.name = "curve", .estimator = "curve"},
            {.name = "curve of a table",
             .estimator = "curve",
             .settings = {{"inner", "table"}, {"inner_settings", fmt::format("file={};epochs=9", path("early.csv"))}},
             .isTable = true},
            {.name = "curve, too short",
             .estimator = "curve",
             .epochs = 3,
             .always = "stops no training in its first 3 epochs"},
            {.name = "curve of scores",
             .estimator = "curve",
             .settings = {{"inner", "zero-cost"}},
             .metric = "nwot",
             .always = "expected an estimator with a learning curve, 'zero-cost' has none"},
            {.name = "latency alone", .estimator = "latency", .metric = "latency_ms", .rungs = noEpochs},
            {.name = "latency beside scores",
             .estimator = "latency",
             .settings = {{"also", "zero-cost"}},
             .metric = "nwot",
             .rungs = noEpochs},
            {.name = "latency beside train", .estimator = "latency", .settings = {{"also", "train"}}},
            {.name = "latency beside train, by it",
             .estimator = "latency",
             .settings = {{"also", "train"}},
             .metric = "latency_ms",
             .rungs = "the objective 'latency_ms' does not change with them"},
            {.name = "multi-task",
             .estimator = "multi-task",
             .settings = {{"datasets", std::string(kData) + "," + path("second")}}},
            early(),
            unknownEarly,
            {.name = "table of the end alone",
             .estimator = "table",
             .settings = {{"file", path("end.csv")}, {"epochs", 9}},
             .isTable = true,
             .rungs = noEpochs},
        };
    }

    run::RunConfig configOf(const Way& way) const
    {
        run::RunConfig config;
        config.space = way.isTable ? path("early.csv") : "chain-cnn";
        if (!way.isTable && way.estimator != "multi-task")
            config.dataset = kData;
        if (way.isTable && way.estimator == "curve")
            config.dataset = kData; // it asks for one, whatever the other does
        config.estimator = way.estimator;
        config.estimatorSettings = way.settings;
        config.fidelity.epochs = way.epochs;
        config.objectives = {{way.metric, way.metric != "params" && way.metric != "latency_ms"}};
        const space::SearchSpace chain = space::openSpace("chain-cnn").value();
        const space::TreeCandidates set(space::compileOrError(chain).value());
        Rng rng(3);
        for (int i = 0; i < way.known; ++i)
            config.known.push_back({space::toText(set.tree(), set.sample(rng)), {{way.metric, 0.1 * i}}});
        return config;
    }

    std::string problemOf(const run::RunConfig& config) const
    {
        const auto parts = run::assemble(config, *m_catalogue);
        return parts ? std::string() : std::string(parts.error().what());
    }

    QTemporaryDir m_folder;
    std::shared_ptr<const run::Catalogue> m_catalogue;
};

QTEST_GUILESS_MAIN(TestCombinations)
#include "tst_combinations.moc"
