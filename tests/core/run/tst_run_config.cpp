// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <limits>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/run/search_file.h"

using namespace cw;
using namespace cw::run;

class TestRunConfig : public QObject {
    Q_OBJECT

    static Json minimal() { return {{"format", "cellwright-search"}, {"version", 1}}; }

private Q_SLOTS:
    void config_survivesItsFile()
    {
        RunConfig config;
        config.name = "three";
        config.space = {{"format", "cellwright-space"}};
        config.dataset = "fashion-mnist";
        config.strategy = "random";
        config.strategySettings = {{"a", 1}};
        config.estimatorSettings = {{"batch_size", 64}};
        config.fidelity.epochs = 3;
        config.fidelity.data = 0.25;
        config.objectives = {{"valid_accuracy", true}, {"params", false}};
        config.constraints = {"params <= 5e5"};
        config.evaluations = 1000;
        config.hours = 1.5;
        config.target = -0.25;
        config.workers = 3;
        config.lag = 7;
        config.threads = 2;
        config.devices = {"cpu", "cuda:1"};
        config.seed = std::numeric_limits<std::uint64_t>::max();
        config.extra = {{"colour", "blue"}};
        const Json json = toJson(config);
        const auto read = runConfigFromJson(Json::parse(json.dump()), "test");
        QVERIFY2(read.has_value(), read ? "" : read.error().what());
        QCOMPARE(toJson(*read).dump(), json.dump());
        QCOMPARE(read->seed, config.seed);
        QVERIFY(read->objectives == config.objectives);
        QVERIFY(read->extra == config.extra); // kept
    }

    void absentKeys_keepTheirDefaults()
    {
        const auto read = runConfigFromJson(minimal(), "test");
        QVERIFY(read.has_value());
        QCOMPARE(toJson(*read).dump(), toJson(RunConfig{}).dump());
        QCOMPARE(read->effectiveLag(), std::int64_t(2));
    }

    void parts_areAnIdOrAnObject()
    {
        Json json = minimal();
        json["strategy"] = "random";
        json["estimator"] = {{"id", "table"}, {"settings", {{"file", "x.csv"}}}};
        const auto read = runConfigFromJson(json, "test");
        QVERIFY(read.has_value());
        QCOMPARE(read->strategy, std::string("random"));
        QCOMPARE(read->estimatorSettings.at("file"), Json("x.csv"));
    }

    void wrongValue_isRefusedByName_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("no evaluations") << "evaluations"
                                        << "0";
        QTest::newRow("fractional evaluations") << "evaluations"
                                                << "2.5";
        QTest::newRow("too many evaluations") << "evaluations"
                                              << "18446744073709551615";
        QTest::newRow("negative workers") << "workers"
                                          << "-1";
        QTest::newRow("huge workers") << "workers"
                                      << "99999999999";
        QTest::newRow("no threads") << "threads"
                                    << "0";
        QTest::newRow("negative lag") << "lag"
                                      << "-3";
        QTest::newRow("negative hours") << "hours"
                                        << "-0.5";
        QTest::newRow("hours as text") << "hours"
                                       << "\"two\"";
        QTest::newRow("target as text") << "target"
                                        << "\"high\"";
        QTest::newRow("no target") << "target"
                                   << "null";
        QTest::newRow("negative seed") << "seed"
                                       << "-1";
        QTest::newRow("space as number") << "space"
                                         << "7";
        QTest::newRow("no objectives") << "objectives"
                                       << "[]";
        QTest::newRow("objective twice") << "objectives"
                                         << "[\"max:a\", \"min:a\"]";
        QTest::newRow("objectives as text") << "objectives"
                                            << "\"max:a\"";
        QTest::newRow("no devices") << "devices"
                                    << "[]";
        QTest::newRow("unknown device") << "devices"
                                        << "[\"gpu\"]";
        QTest::newRow("cuda without number") << "devices"
                                             << "[\"cuda:\"]";
        QTest::newRow("strategy with an unknown key") << "strategy"
                                                      << "{\"name\": \"random\"}";
        QTest::newRow("settings as list") << "estimator"
                                          << "{\"id\": \"table\", \"settings\": []}";
        QTest::newRow("negative epochs") << "fidelity"
                                         << "{\"epochs\": -1}";
    }
    void wrongValue_isRefusedByName()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        Json json = minimal();
        json[key.toStdString()] = Json::parse(value.toStdString());
        const auto read = runConfigFromJson(json, "my.cwsearch");
        QVERIFY(!read.has_value());
        const std::string message = read.error().what();
        QVERIFY2(message.find("my.cwsearch") != std::string::npos, message.c_str());
        QVERIFY2(message.find(key.toStdString()) != std::string::npos, message.c_str());
        QVERIFY2(message.find('\n') == std::string::npos, message.c_str());
    }

    void otherFormat_isRefused()
    {
        QVERIFY(!runConfigFromJson({{"format", "cellwright-space"}, {"version", 1}}, "x").has_value());
        QVERIFY(!runConfigFromJson({{"format", "cellwright-search"}, {"version", 2}}, "x").has_value());
        QVERIFY(!runConfigFromJson(Json::array(), "x").has_value());
    }

    void paths_areTakenFromTheFilesFolder()
    {
        const QTemporaryDir folder;
        const std::filesystem::path base(folder.path().toStdString());
        std::filesystem::create_directories(base / "spaces");
        std::ofstream(base / "digits") << "data";
        const auto write = [&](const char* space, const char* dataset) {
            Json json = minimal();
            json["space"] = space;
            json["dataset"] = dataset;
            std::ofstream(base / "a.cwsearch") << json.dump();
            return readSearchFile(base / "a.cwsearch").value().search;
        };
        RunConfig config = write("spaces/mine.cwspace", "digits");
        QCOMPARE(config.space.get<std::string>(), (base / "spaces/mine.cwspace").string());
        QCOMPARE(config.dataset, (base / "digits").string());
        config = write("nas-bench-201", "fashion-mnist");
        QCOMPARE(config.space.get<std::string>(), std::string("nas-bench-201"));
        QCOMPARE(config.dataset, std::string("fashion-mnist"));
        config = write("/else/where.cwspace", "");
        QCOMPARE(config.space.get<std::string>(), std::string("/else/where.cwspace"));
        QVERIFY(config.dataset.empty());
    }

    void missingFile_isNamed()
    {
        const auto read = readSearchFile("/nowhere/a.cwsearch");
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code(), ErrorCode::NotFound);
    }
};

QTEST_APPLESS_MAIN(TestRunConfig)
#include "tst_run_config.moc"
