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
        catalogue.task = [](const std::string&) { return Result<space::Task>({space::Shape::vector(4), 3}); };
        config = plainConfig(4, 1);
        config.dataset = "iris";
        config.fidelity.resolution = 8;
        QVERIFY(problem(config, catalogue).find("'resolution' needs images, found a vector [4]") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestAssemble)
#include "tst_assemble.moc"
