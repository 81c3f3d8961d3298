// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <QTemporaryDir>
#include <QTest>

#include "core/base/file.h"
#include "core/base/json.h"

using namespace cw;

class TestJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void depth_isLimitedBeforeAnyValueExists()
    {
        const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
        QVERIFY(parseJson(nested(kMaxJsonDepth), "x").has_value());
        for (const int depth : {kMaxJsonDepth + 1, 10'000, 1'000'000}) {
            const auto result = parseJson(nested(depth), "deep.json");
            QVERIFY(!result);
            QCOMPARE(result.error().code(), ErrorCode::Format);
            QCOMPARE(result.error().what(), "deep.json: nested deeper than 64 levels");
        }
    }

    void depth_doesNotCountBracketsInText()
    {
        const std::string brackets(1000, '[');
        QVERIFY(parseJson("[\"" + brackets + "\"]", "x").has_value());
        QVERIFY(parseJson("[\"\\\"" + brackets + "\"]", "x").has_value());
    }

    void parse_saysWhereItStopped_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("empty") << ""
                               << "line 1";
        QTest::newRow("truncated") << "{\n\"a\": [1, 2"
                                   << "line 2";
        QTest::newRow("NaN") << "[NaN]"
                             << "line 1";
        QTest::newRow("too large a number") << "[1e999]"
                                            << "1e999";
        QTest::newRow("two documents") << "{} {}"
                                       << "line 1";
        QTest::newRow("not UTF-8") << QString::fromLatin1("[\"\\ud800\"]") << "line 1";
    }
    void parse_saysWhereItStopped()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const auto result = parseJson(text.toStdString(), "in.json");
        QVERIFY(!result);
        const QString message = QString::fromUtf8(result.error().what());
        QVERIFY2(message.startsWith("in.json: not valid JSON: ") && message.contains(part), qPrintable(message));
        QVERIFY(!message.contains("json.exception") && !message.contains('\n'));
    }

    void numbers_roundTripThroughText()
    {
        for (const double value :
             {0.1, -1e300, 0.0, std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}) {
            const Json json = Json::parse(encodeNumber(value).dump());
            QCOMPARE(decodeNumber(json, "x").value(), value);
        }
        QCOMPARE(encodeNumber(std::nan("")).dump(), std::string("\"nan\""));
        QVERIFY(std::isnan(decodeNumber("nan", "x").value()));
        const auto wrong = decodeNumber(Json::array(), "metric");
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().what(), "metric: expected a number, found array");
        QVERIFY(!decodeNumber("NaN", "x"));
    }

    void format_isChecked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("not an object") << "[]"
                                       << "f: expected an object, found array";
        QTest::newRow("no format") << "{}"
                                   << "f: expected \"format\": \"cwspace\", found none";
        QTest::newRow("another") << R"({"format":"cwarch","version":1})"
                                 << "f: expected format \"cwspace\", found \"cwarch\"";
        QTest::newRow("no version") << R"({"format":"cwspace"})"
                                    << "f: expected \"version\" to be a whole number from 1";
        QTest::newRow("zero") << R"({"format":"cwspace","version":0})"
                              << "f: expected \"version\" to be a whole number from 1";
        QTest::newRow("newer") << R"({"format":"cwspace","version":9})"
                               << "f: version 9 is newer than this program reads (up to 2)";
    }
    void format_isChecked()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const auto result = checkFormat(Json::parse(text.toStdString()), "cwspace", 2, "f");
        QVERIFY(!result);
        QCOMPARE(QString::fromUtf8(result.error().what()), message);
        QCOMPARE(checkFormat({{"format", "cwspace"}, {"version", 2}}, "cwspace", 2, "f").value(), 2);
    }

    void files_haveSortedKeysAndAFinalNewline()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("a.json").toStdString();
        writeJsonFile(path, {{"b", 1}, {"a", Json::array()}});
        QCOMPARE(readTextFile(path, 100).value(), std::string("{\n  \"a\": [],\n  \"b\": 1\n}\n"));
        QCOMPARE(readJsonFile(path).value().dump(), std::string("{\"a\":[],\"b\":1}"));
    }
};

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
