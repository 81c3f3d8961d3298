// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "tests/core/run/engine_fixture.h"

using namespace cw;
using namespace cw::test;

class TestAssemble : public QObject {
    Q_OBJECT

    std::string writeTable(const char* name, const char* rows)
    {
        const std::string path = m_folder.path().toStdString() + "/" + name;
        std::ofstream(path) << "d:a,d:b,m:score\n" << rows;
        return path;
    }
    static std::string problem(const run::RunConfig& config, const run::Catalogue& catalogue = catalogueWith({}))
    {
        const auto parts = run::assemble(config, catalogue);
        return parts ? std::string() : std::string(parts.error().what());
    }

    static std::function<Result<run::DataFacts>(const std::string&)> dataOf(const space::Task& task)
    {
        return [task](const std::string&) { return Result<run::DataFacts>({task, 100}); };
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void resolvedConfiguration_repeatsTheRunOnItsOwn()
    {
        run::RunConfig config = plainConfig(10, 3, 0);
        config.strategySettings = Json::object();
        const auto parts = run::assemble(config, catalogueWith({})).value();
        QCOMPARE(parts.config.lag, std::int64_t(6));
        QVERIFY(parts.config.strategySettings.contains("population")); // defaults are written out
        QVERIFY(parts.config.space.is_object());
        QCOMPARE(parts.tree.size(), std::size_t(4));
        QCOMPARE(parts.candidates->count(), std::uint64_t(256));
        QVERIFY(parts.versions.contains("cellwright") && parts.versions.contains("compiler"));
        QVERIFY(!parts.versions.contains("libtorch"));
        auto again =
            run::assemble(run::runConfigFromJson(run::toJson(parts.config), "stored").value(), catalogueWith({}));
        QCOMPARE(run::toJson(again.value().config).dump(), run::toJson(parts.config).dump());
    }

    void tableAlone_isASpace()
    {
        run::RunConfig config = plainConfig(4, 1);
        config.estimator = "table";
        config.estimatorSettings = {{"file", writeTable("full.csv", "x,u,1\nx,v,2\ny,u,3\ny,v,4\n")}};
        config.space = "";
        const auto parts = run::assemble(config, catalogueWith({})).value();
        QCOMPARE(parts.candidates->count(), std::uint64_t(4));
        QVERIFY(parts.space->graph.blocks.empty());
    }

    void tableWithoutEveryRow_restrictsTheSpace()
    {
        run::RunConfig config = plainConfig(4, 1);
        config.estimator = "table";
        config.estimatorSettings = {{"file", writeTable("part.csv", "x,u,1\ny,u,3\ny,v,4\n")}};
        config.space = config.estimatorSettings.at("file");
        const auto parts = run::assemble(config, catalogueWith({})).value();
        QCOMPARE(parts.candidates->count(), std::uint64_t(3));
        Rng rng(1);
        for (int i = 0; i < 50; ++i)
            QVERIFY(parts.candidates->contains(parts.candidates->sample(rng)));
    }

    void objectiveThatTheEstimatorDoesNotMeasure_isRefused_data()
    {
        QTest::addColumn<QString>("estimator");
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("expected"); // of the message; empty: the metric is one
        const auto row = [](const char* name, const char* estimator, const char* settings, const char* metric,
                            const char* expected = "") {
            QTest::newRow(name) << estimator << settings << metric << expected;
        };
        const char* const none = "{}";
        row("train", "train", none, "valid_loss");
        row("train, costs", "train", none, "macs");
        row("train, unknown", "train", none, "foo", "one of valid_accuracy, valid_loss, train_loss, params, macs");
        row("train, of text", "train", none, "valid_perplexity", "'valid_perplexity' is not measured");
        row("train, once", "train", none, "valid_accuracy_sd", "'valid_accuracy_sd' is not measured");
        row("train, repeats", "train", R"({"repeats": 2})", "valid_accuracy_sd");
        row("inherit", "inherit", none, "inherited_part");
        row("zero-cost", "zero-cost", none, "nwot");
        row("zero-cost, unlisted", "zero-cost", R"({"proxies": "snip"})", "vote");
        row("zero-cost, accuracy", "zero-cost", none, "valid_accuracy",
            "by estimator 'zero-cost', expected one of syn");
        row("latency", "latency", none, "latency_ms_low");
        row("latency, accuracy", "latency", none, "valid_accuracy", "expected one of latency_ms,");
        row("latency, also", "latency", R"({"also": "train"})", "valid_accuracy");
        row("latency, also another", "latency", R"({"also": "zero-cost"})", "valid_accuracy", "one of synflow");
        row("mean", "multi-task", R"({"datasets": "a,b"})", "valid_accuracy");
        row("one of two", "multi-task", R"({"datasets": "a,b"})", "valid_loss:b");
        row("each", "multi-task", R"({"datasets": "a,b", "combine": "each"})", "params");
        row("each, no mean", "multi-task", R"({"datasets": "a,b", "combine": "each"})", "valid_accuracy",
            "one of params, macs, valid_accuracy:a");
        row("neither", "multi-task", R"({"datasets": "a,b"})", "valid_loss:c", "'valid_loss:c' is not measured");
        row("curve", "curve", none, "valid_accuracy");
        row("curve, unknown", "curve", none, "nwot", "by estimator 'curve', expected one of valid_accuracy");
        row("surrogate", "surrogate", R"({"real": "zero-cost"})", "jacov");
        row("surrogate, unknown", "surrogate", R"({"real": "train"})", "jacov", "expected one of valid_accuracy");
        row("surrogate of anything", "surrogate", none, "foo");
        row("not known", "hash", none, "foo");
    }
    void objectiveThatTheEstimatorDoesNotMeasure_isRefused()
    {
        QFETCH(QString, estimator);
        QFETCH(QString, settings);
        QFETCH(QString, metric);
        QFETCH(QString, expected);
        auto catalogue = catalogueWith({});
        for (estimate::EstimatorEntry& entry : estimate::torchEstimators())
            catalogue.estimators.add(std::move(entry));
        const auto* entry = catalogue.estimators.get(estimator.toStdString()).value();
        // What is checked does not depend on whether it can be made here.
        estimate::EstimatorEntry checked = *entry;
        checked.id = "checked";
        checked.make = catalogue.estimators.find("hash")->make;
        checked.hasFidelities = true;
        estimate::EstimatorRegistry others("estimator", {checked});
        catalogue.estimators = others;
        catalogue.data = dataOf({space::Shape::image(3, 32, 32), 10});
        run::RunConfig config = plainConfig(4, 1);
        config.space = "nas-bench-201";
        config.dataset = "pictures";
        config.estimator = "checked";
        config.estimatorSettings = parseJson(settings.toStdString(), "settings").value();
        config.objectives = {{metric.toStdString(), true}};
        const QString said =
            QString::fromStdString(problem(config, catalogue)).replace("'checked'", "'" + estimator + "'");
        if (expected.isEmpty()) {
            QCOMPARE(said, QString());
            return;
        }
        QVERIFY2(said.startsWith("search: objective '" + metric + "' is not measured by estimator"), qPrintable(said));
        QVERIFY2(said.contains(expected), qPrintable(said));
    }

    void objectiveOfATable_isAColumnOrACost()
    {
        const std::string path = m_folder.path().toStdString() + "/columns.csv";
        std::ofstream(path) << "d:a,d:b,m:score,m:score@12\nx,u,1,0\ny,v,2,1\n";
        run::RunConfig config = plainConfig(4, 1);
        config.estimator = "table";
        config.estimatorSettings = {{"file", path}};
        config.space = "";
        for (const char* metric : {"score", "score@12"}) {
            config.objectives = {{metric, true}};
            QCOMPARE(problem(config), std::string());
        }
        for (const char* metric : {"score@13", "params"}) { // a table alone has no networks to count
            config.objectives = {{metric, true}};
            QCOMPARE(problem(config), fmt::format("search: objective '{}' is not measured by estimator 'table', "
                                                  "expected one of score, score@12",
                                                  metric));
        }
    }

    void constraintThatNothingMeets_isRefused()
    {
        run::RunConfig config = plainConfig(4, 1);
        config.constraints = {"d0 + d1 < 0"};
        QCOMPARE(problem(config),
                 std::string("constraints: the constraints admit none of 10000 candidates drawn at random, loosen one "
                             "of them"));
        config.constraints = {"d0 + d1 < 1"};
        QCOMPARE(problem(config), std::string());
        // What a constraint leaves of the space is not in the table.
        config = plainConfig(4, 1);
        config.estimator = "table";
        config.estimatorSettings = {{"file", writeTable("rows.csv", "x,u,1\ny,u,3\ny,v,4\n")}};
        config.space = "";
        config.constraints = {"a - b < 0"}; // x with v
        QVERIFY(problem(config).find("the constraints admit none") != std::string::npos);
        config.constraints = {"a - b > 0"};
        QCOMPARE(problem(config), std::string());
    }

    void defectiveSpace_isNamedByItsFile()
    {
        Json space = space::toJson(space::openSpace("nas-bench-201").value());
        space["graph"]["edges"].push_back(space["graph"]["edges"][0]);
        space["graph"]["blocks"][1]["id"] = space["graph"]["blocks"][0]["id"];
        const std::string file = m_folder.path().toStdString() + "/bad.cwspace";
        std::ofstream(file) << space.dump();
        run::RunConfig config = plainConfig(4, 1);
        config.space = file;
        const std::string said = problem(config);
        QVERIFY2(said.starts_with(file + ": "), said.c_str());
        config.space = space; // without a file there is only the name inside
        QVERIFY2(problem(config).find("'nas-bench-201'") != std::string::npos, problem(config).c_str());
    }

    void mistake_isNamed()
    {
        run::RunConfig config = plainConfig(4, 1);
        config.strategy = "oracle";
        QVERIFY(problem(config).find("unknown strategy 'oracle'") != std::string::npos);
        config = plainConfig(4, 1);
        config.strategySettings = {{"size", 3}};
        QVERIFY(problem(config).find("'size'") != std::string::npos);
        config = plainConfig(4, 1);
        config.estimator = "guess";
        QVERIFY(problem(config).find("unknown estimator 'guess'") != std::string::npos);
        config = plainConfig(4, 1);
        config.scheduler = "later";
        QVERIFY(problem(config).find("unknown scheduler 'later'") != std::string::npos);
        config = plainConfig(4, 1);
        config.space = "no-such-template";
        QVERIFY(problem(config).find("no-such-template") != std::string::npos);
        config = plainConfig(4, 1);
        config.space = "";
        QVERIFY(problem(config).find("space") != std::string::npos);
        config = plainConfig(4, 1);
        config.devices = {"cuda:0"};
        QVERIFY(problem(config).find("cuda:0") != std::string::npos);
        config = plainConfig(0, 1);
        QVERIFY(problem(config).find("evaluations") != std::string::npos);
        auto catalogue = catalogueWith({});
        estimate::EstimatorEntry hungry = *catalogue.estimators.find("hash");
        hungry.id = "hungry";
        hungry.needsDataset = true;
        catalogue.estimators.add(hungry);
        config = plainConfig(4, 1);
        config.estimator = "hungry";
        QVERIFY(problem(config, catalogue).find("needs a data set") != std::string::npos);
        catalogue.data = dataOf({space::Shape::vector(4), 3});
        config = plainConfig(4, 1);
        config.dataset = "iris";
        config.fidelity.resolution = 8;
        QVERIFY(problem(config, catalogue).find("'resolution' needs images, found a vector [4]") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestAssemble)
#include "tst_assemble.moc"
