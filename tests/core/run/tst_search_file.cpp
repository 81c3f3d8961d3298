// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>
#include <numeric>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/base/file.h"
#include "core/run/search_file.h"

using namespace cw;
using namespace cw::run;

/// A .cwsearch file: one run, or an experiment.
class TestSearchFile : public QObject {
    Q_OBJECT

    static Json search() { return {{"format", "cellwright-search"}, {"version", 1}, {"name", "n"}}; }
    static Json withExperiment(Json experiment)
    {
        Json json = search();
        json["experiment"] = std::move(experiment);
        return json;
    }

private Q_SLOTS:
    void experiment_survivesItsFile()
    {
        Experiment experiment{.name = "three by two", .strategies = {"tpe", "random", "genetic"}, .seeds = {7, 1}};
        experiment.search.strategy = "random";
        experiment.search.strategySettings = Json{{"a", 1}};
        experiment.search.extra = Json{{"colour", "blue"}};
        experiment.settings["genetic"] = Json{{"population", 9}};
        experiment.atOnce = 3;
        experiment.extra = Json{{"written_by", "hand"}};
        const Json json = toJson(experiment);
        const auto read = searchFileFromJson(Json::parse(json.dump()), "test");
        QVERIFY2(read.has_value(), read ? "" : read.error().what());
        QVERIFY(read->experiment.has_value());
        QCOMPARE(toJson(*read->experiment).dump(), json.dump());
        QCOMPARE(read->experiment->strategies, experiment.strategies);
        QCOMPARE(read->experiment->seeds, experiment.seeds);
        QCOMPARE(read->experiment->atOnce, 3);
        QCOMPARE(settingsOf(*read->experiment, "genetic").dump(), std::string("{\"population\":9}"));
        QCOMPARE(settingsOf(*read->experiment, "random").dump(), std::string("{\"a\":1}"));
        QVERIFY(settingsOf(*read->experiment, "tpe").empty());
        // The search alone says nothing of the experiment: its runs are stored with it.
        QVERIFY(!toJson(read->search).contains("experiment"));
        QCOMPARE(read->search.extra.dump(), std::string("{\"colour\":\"blue\"}"));
    }

    void oneRun_isNoExperiment()
    {
        const auto read = searchFileFromJson(search(), "test");
        QVERIFY(read.has_value() && !read->experiment);
    }

    void seeds_mayBeWrittenAsPeopleDo()
    {
        const auto read = searchFileFromJson(withExperiment({{"strategies", {"random"}}, {"seeds", "1-3, 9"}}), "test");
        QVERIFY2(read.has_value(), read ? "" : read.error().what());
        QCOMPARE(read->experiment->seeds, (std::vector<std::uint64_t>{1, 2, 3, 9}));
        QCOMPARE(read->experiment->atOnce, 1);
        QCOMPARE(seedsToText(read->experiment->seeds), std::string("1-3,9"));
        const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
        QCOMPARE(seedsToText({5, most - 1, most, 0, 2, 1}),
                 std::string("5,18446744073709551614-18446744073709551615,0,2,1"));
    }

    void wrongExperiment_isOneSentence_data()
    {
        QTest::addColumn<QString>("experiment");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const char* experiment, const char* sentence) {
            QTest::newRow(name) << QString::fromLatin1(experiment) << QString::fromLatin1(sentence);
        };
        row("not an object", "[1]", "my.cwsearch: experiment: expected an object, found array");
        row("null", "null", "my.cwsearch: experiment: expected an object, found null");
        row("empty", "{}", "my.cwsearch: experiment: expected at least one strategy, found none");
        row("no seed", R"({"strategies": ["random"], "seeds": []})",
            "my.cwsearch: experiment: expected at least one seed, found none");
        row("strategies as text", R"({"strategies": "random", "seeds": [1]})",
            "my.cwsearch: experiment: strategies: expected a list, found \"random\"");
        row("strategy as number", R"({"strategies": [7], "seeds": [1]})",
            "my.cwsearch: experiment: strategies: expected an id or {\"id\", \"settings\"}, found 7");
        row("strategy without a name", R"({"strategies": [""], "seeds": [1]})",
            "my.cwsearch: experiment: strategies: expected the id of a strategy, found \"\"");
        row("strategy without an id", R"({"strategies": [{"settings": {}}], "seeds": [1]})",
            "my.cwsearch: experiment: strategies: expected the id of a strategy, found an object");
        row("settings as list", R"({"strategies": [{"id": "tpe", "settings": [1, 2]}], "seeds": [1]})",
            "my.cwsearch: experiment: strategies: expected \"settings\" to be an object, found a list of 2");
        row("a strategy twice", R"({"strategies": ["tpe", "tpe"], "seeds": [1]})",
            "my.cwsearch: experiment: expected different strategies and seeds, found one twice");
        row("a seed twice", R"({"strategies": ["tpe"], "seeds": [1, 1]})",
            "my.cwsearch: experiment: expected different strategies and seeds, found one twice");
        row("a negative seed", R"({"strategies": ["tpe"], "seeds": [-1]})",
            "my.cwsearch: experiment: seeds: expected a whole number from 0, found -1");
        row("a broken seed", R"({"strategies": ["tpe"], "seeds": [1.5]})",
            "my.cwsearch: experiment: seeds: expected a whole number from 0, found 1.5");
        row("a seed too large", R"({"strategies": ["tpe"], "seeds": [18446744073709551616]})",
            "my.cwsearch: experiment: seeds: expected a whole number from 0, found 1.8446744073709552e+19");
        row("seeds that nobody means", R"({"strategies": ["tpe"], "seeds": "1-"})",
            "my.cwsearch: experiment: seeds: expected a whole number or a range such as 1-5, found '1-'");
        row("none at once", R"({"strategies": ["tpe"], "seeds": [1], "at_once": 0})",
            "my.cwsearch: experiment: expected from 1 to 64 runs at once, found 0");
        row("too many at once", R"({"strategies": ["tpe"], "seeds": [1], "at_once": 4294967297})",
            "my.cwsearch: experiment: at_once: expected a smaller number, found 4294967297");
    }
    void wrongExperiment_isOneSentence()
    {
        QFETCH(const QString, experiment);
        QFETCH(const QString, sentence);
        const auto read = searchFileFromJson(withExperiment(Json::parse(experiment.toStdString())), "my.cwsearch");
        QVERIFY(!read);
        QCOMPARE(read.error().code(), ErrorCode::Config);
        QCOMPARE(QString::fromUtf8(read.error().what()), sentence);
    }

    void hostileSizes_areRefusedShortly()
    {
        const auto problem = [](const Json& experiment) {
            const auto read = searchFileFromJson(withExperiment(experiment), "f");
            return read ? std::string() : std::string(read.error().what());
        };
        std::vector<std::uint64_t> seeds(1'000'000);
        std::iota(seeds.begin(), seeds.end(), 0);
        QCOMPARE(problem({{"strategies", {"tpe"}}, {"seeds", seeds}}),
                 std::string("f: experiment: seeds: expected at most 1000, found 1000000"));
        QCOMPARE(problem({{"strategies", {"tpe"}}, {"seeds", "0-18446744073709551615"}}),
                 std::string("f: experiment: seeds: expected at most 1000 seeds, found more"));
        seeds.resize(501);
        QCOMPARE(problem({{"strategies", {"tpe", "random"}}, {"seeds", seeds}}),
                 std::string("f: experiment: expected at most 1000 runs, found 2 strategies with 501 seeds each"));
        const std::string huge(1'000'000, 'x');
        for (const Json& wrong : {Json{{"strategies", huge}}, Json{{"strategies", {{{huge, 1}}}}},
                                  Json{{"strategies", {"tpe"}}, {"seeds", {huge}}}, Json{{"at_once", huge}}}) {
            const std::string said = problem(wrong);
            QVERIFY2(!said.empty() && said.size() < 500, said.substr(0, 600).c_str());
        }
        Json named = withExperiment({{"strategies", {"tpe"}}, {"seeds", {1}}});
        named["name"] = huge;
        const auto read = searchFileFromJson(named, "f");
        QVERIFY(!read);
        QCOMPARE(std::string(read.error().what()),
                 std::string("f: experiment: expected a name of at most 1000 bytes, found 1000000"));
    }

    void paths_areTakenFromTheFilesFolder()
    {
        const QTemporaryDir folder;
        const std::filesystem::path base(folder.path().toStdString());
        Json json = withExperiment({{"strategies", {"tpe"}}, {"seeds", {1}}});
        json["space"] = "spaces/mine.cwspace";
        json["estimator"] = Json{{"id", "table"}, {"settings", {{"file", "table.csv"}}}};
        writeJsonFile(base / "a.cwsearch", json);
        const SearchFile file = readSearchFile(base / "a.cwsearch").value();
        for (const RunConfig* search : {&file.search, &file.experiment->search}) {
            QCOMPARE(search->space.get<std::string>(), (base / "spaces/mine.cwspace").string());
            QCOMPARE(search->estimatorSettings.at("file").get<std::string>(), (base / "table.csv").string());
        }
    }

    void damagedFile_isRefused()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "a.cwsearch";
        const std::string whole = withExperiment({{"strategies", {"tpe", "random"}}, {"seeds", {1, 2}}}).dump(2);
        for (const std::size_t size : {std::size_t(0), whole.size() / 2, whole.size() - 1}) {
            writeFileAtomically(path, whole.substr(0, size));
            const auto read = readSearchFile(path);
            QVERIFY(!read);
            QCOMPARE(read.error().code(), ErrorCode::Format);
        }
        writeFileAtomically(path, "{\"experiment\": " + std::string(100'000, '[') + std::string(100'000, ']') + "}");
        QVERIFY(!readSearchFile(path));
    }
};

QTEST_APPLESS_MAIN(TestSearchFile)
#include "tst_search_file.moc"
