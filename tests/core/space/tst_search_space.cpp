// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include <QTemporaryDir>
#include <QTest>

#include "core/base/file.h"
#include "core/space/realise.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

class TestSearchSpace : public QObject {
    Q_OBJECT

    static Json document() { return toJson(openSpace("nas-bench-201").value()); }
    static QString readError(const Json& json)
    {
        const auto space = spaceFromJson(json, "f");
        return space ? QString("no error") : QString::fromUtf8(space.error().what());
    }

private Q_SLOTS:
    void openSpace_readsFilesAndNamesTheTemplates()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath("mine.cwspace").toStdString();
        writeJsonFile(path, document());
        QVERIFY(openSpace(path).value() == openSpace("nas-bench-201").value());
        const auto missing = openSpace("nas-bench-102");
        QVERIFY(!missing);
        QCOMPARE(missing.error().code(), ErrorCode::NotFound);
        QVERIFY(QByteArray(missing.error().what()).contains("nas-bench-102"));
        QVERIFY(QByteArray(missing.error().what()).contains("nas-bench-201"));
        QVERIFY(!openSpace(""));
        QVERIFY(!openSpace("../../etc/passwd"));
    }

    void unknownKeys_areKept()
    {
        Json json = document();
        json["from_the_future"] = {{"a", 1}};
        json["graph"]["blocks"][1]["colour"] = "red";
        json["graph"]["grid"] = 8;
        json["task"]["metric"] = "f1";
        json["task"]["input"]["layout"] = "nchw";
        json["cells"]["cell"]["colour"] = {1, 2};
        json["cells"]["cell"]["blocks"][1]["alternatives"][0]["weight"] = 0.5;
        json["cells"]["cell"]["blocks"][1]["alternatives"][0]["graph"]["note"] = "a";
        json["graph"]["blocks"][1]["params"]["kernel"] = {{"choice", {1, 3}}, {"prior", {0.5, 0.5}}, {"size", 4}};
        json["graph"]["blocks"][1]["params"]["filters"] = {{"int", {8, 16, 8}}, {"of", 3}};
        json["decisions"] = {{{"name", "rate"}, {"domain", {{"real", {0.0, 1.0}}, {"unit", "s"}}}, {"help", "h"}},
                             {{"name", "parts"}, {"domain", {{"subset", {"x", "y"}}, {"size", {1, 2}}, {"k", 1}}}},
                             {{"name", "plain"}, {"domain", {{"choice", {"a", "b"}}}}}};
        const SearchSpace space = spaceFromJson(json, "f").value();
        QCOMPARE(toJson(space).dump(), json.dump());
        QVERIFY(spaceFromJson(toJson(space), "f").value() == space);
    }

    void unknownKeysOfGivenParameters_areKept()
    {
        Json json = toJson(openSpace("nasnet").value());
        Json& given = json["cells"]["normal"]["blocks"][2]["params"]["filters"];
        QVERIFY(given.contains("of"));
        given["unit"] = "channels";
        QCOMPARE(toJson(spaceFromJson(json, "f").value()).dump(), json.dump());
    }

    void hugeFiles_areRefusedAtOnce()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath("huge.cwspace").toStdString();
        writeFileAtomically(path, "{");
        std::filesystem::resize_file(path, 100'000'000); // sparse
        Issue issue;
        const auto space = openSpace(path, &issue);
        QVERIFY(!space);
        QCOMPARE(space.error().code(), ErrorCode::Format);
        QVERIFY2(QByteArray(space.error().what()).contains("larger than the limit of 8388608 bytes"),
                 space.error().what());
        QCOMPARE(issue.what, std::string("larger than the limit of 8388608 bytes"));
        QVERIFY(!issue.fix.empty());
    }

    void domains_roundTrip()
    {
        SearchSpace space = spaceOf({op("conv", "conv2d",
                                        {{"kernel", {{}, Domain::integer(1, 7, 2)}},
                                         {"filters", {{}, Domain::categorical({"8", "16"})}},
                                         {"bias", {{}, Domain::categorical({"true", "false"})}},
                                         {"norm", {{}, Domain::categorical({"none", "batch-norm"})}}}),
                                     op("drop", "dropout", {{"probability", {{}, Domain::real(0, 0.5)}}})});
        space.constraints = {"params <= 5e5"};
        Domain subset{.kind = DomainKind::Subset, .choices = {"x", "y"}, .minSize = 1, .maxSize = 2};
        space.decisions = {{"rate", Domain::logReal(1e-4, 1), {}, ""}, {"parts", subset, {}, ""}};
        const Json json = toJson(space);
        QVERIFY(spaceFromJson(Json::parse(json.dump()), "f").value() == space);
        QCOMPARE(json["graph"]["blocks"][1]["params"].dump(),
                 std::string(R"({"bias":{"choice":[true,false]},"filters":{"choice":[8,16]},)"
                             R"("kernel":{"int":[1,7,2]},"norm":{"choice":["none","batch-norm"]}})"));
    }

    void hostileDocuments_nameThePlace_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* pointer, const char* value, const char* message) {
            QTest::newRow(name) << QString(pointer) << QString(value) << QString(message);
        };
        row("kind", "/graph/blocks/1/kind", R"("opp")", "f: block stem: unknown kind of block 'opp', expected one of");
        row("copies", "/graph/blocks/2/high", "1000000000",
            "f: repeat stage1: expected \"high\" to be a whole number from 0 to 1000, found 1000000000");
        row("negative copies", "/graph/blocks/2/low", "-1", "f: repeat stage1: expected \"low\" to be a whole number");
        row("fraction", "/graph/blocks/2/low", "1.5", "found 1.5");
        row("id", "/graph/blocks/1/id", "7", "f: blocks[1]: expected text for \"id\", found 7");
        row("path in an id", "/graph/blocks/1/id", R"("a/b")", "the name 'a/b' may not hold");
        row("no id", "/graph/blocks/1/id", R"("")", "a name has from 1 to 128 characters, found 0");
        row("position", "/graph/blocks/1/at", R"(["nan", 0])", "f: op stem: expected \"at\": [x, y]");
        row("far position", "/graph/blocks/1/at", "[1e300, 0]", "f: op stem: expected \"at\": [x, y]");
        row("merge", "/graph/blocks/8/merge", R"("max")",
            "f: output: expected \"merge\" to be one of sum, concat, mean, searched, found 'max'");
        row("link", "/graph/links/0", R"(["input"])",
            "expected a link [\"from\", \"to\"] or [\"from\", \"to\", \"previous\"], found [\"input\"]");
        row("links", "/graph/links", "3", "expected a list for \"links\", found number");
        row("params", "/graph/blocks/1/params", "[]", "f: op stem: expected an object for \"params\", found array");
        row("param", "/graph/blocks/1/params/kernel", "null",
            "f: op stem > parameter kernel: expected a value or a domain");
        row("domain", "/graph/blocks/1/params/kernel", R"({"chioce": [1]})",
            "f: op stem > parameter kernel: expected {\"choice\"");
        row("empty domain", "/graph/blocks/1/params/kernel", R"({"choice": []})",
            "f: op stem > parameter kernel: there is nothing");
        row("bounds", "/graph/blocks/1/params/kernel", R"({"int": [5, 1]})", "the lower bound 5 is not below");
        row("step", "/graph/blocks/1/params/kernel", R"({"int": [1, 5, 0]})", "a whole step from 1");
        row("log of zero", "/graph/blocks/1/params/kernel", R"({"log": [0, 1]})", "starts above 0, found 0");
        row("twice", "/graph/blocks/1/params/kernel", R"({"choice": [3, 3]})", "a value is listed twice in 3, 3");
        row("no body", "/graph/blocks/2/graph", "null", "f: repeat stage1: expected a graph");
        row("alternative", "/cells/cell/blocks/1/alternatives/0/name", R"("a=b")", "the name 'a=b' may not hold");
        row("classes", "/task/classes", "0", "f: task: expected \"classes\" to be a whole number from 1");
        row("dims", "/task/input/dims", "[3, -32, 32]", "f: task.input: expected a dimension from 1");
        row("constraints", "/constraints", "[1]", "f: constraints: expected an expression as text, found 1");
        row("cells", "/cells", "[]", "f: cells: expected an object of graphs, found array");
        row("decisions", "/decisions", R"([{"name": "x"}])", "f: decisions[0]: expected {\"name\"");
        row("format", "/format", R"("cwarch")", "expected format \"cwspace\", found \"cwarch\"");
        row("version", "/version", "2", "version 2 is newer than this program reads");
    }
    void hostileDocuments_nameThePlace()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        QFETCH(QString, message);
        Json json = document();
        json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
        const QString found = readError(json);
        QVERIFY2(found.contains(message), qPrintable(found));
        Issue issue;
        QVERIFY(!spaceFromJson(json, "f", &issue));
        QVERIFY(!issue.where.empty());
        QVERIFY(!issue.what.empty());
        QVERIFY(!issue.fix.empty());
    }

    void deepNesting_isRefused()
    {
        Json graph{{"blocks", {{{"id", "x"}, {"kind", "op"}, {"op", "identity"}}}}};
        for (int i = 0; i < 40; ++i)
            graph = {{"blocks", {{{"id", "r"}, {"kind", "repeat"}, {"graph", graph}}}}};
        Json json = document();
        json["graph"] = graph;
        QVERIFY2(readError(json).contains("nested deeper than 16 levels"), qPrintable(readError(json)));
        std::string text(10'000, '[');
        QVERIFY(!parseJson("{\"format\":\"cwspace\",\"graph\":" + text, "deep").has_value());
    }

    void notJson_isRefused()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath("x.cwspace").toStdString();
        writeFileAtomically(path, "PK\x03\x04");
        const auto space = openSpace(path);
        QVERIFY(!space);
        QVERIFY(QByteArray(space.error().what()).contains("x.cwspace"));
    }
};

QTEST_APPLESS_MAIN(TestSearchSpace)
#include "tst_search_space.moc"
