// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/param_schema.h"
#include "core/base/registry.h"

using namespace cw;

class TestParamSchema : public QObject {
    Q_OBJECT

    const ParamSchema m_schema{
        {.name = "flag", .type = ParamType::Bool, .defaultValue = true},
        {.name = "count", .type = ParamType::Int, .defaultValue = 5, .min = 1, .max = 10},
        {.name = "rate", .type = ParamType::Real, .defaultValue = 0.5, .min = 0},
        {.name = "kind", .type = ParamType::Choice, .defaultValue = "a", .choices = {"a", "b"}},
        {.name = "note", .type = ParamType::Text, .defaultValue = ""},
    };

private Q_SLOTS:
    void resolve_fillsInDefaults()
    {
        const Settings settings = m_schema.resolve({{"count", 7}, {"rate", 2}}, "s").value();
        QCOMPARE(settings.flag("flag"), true);
        QCOMPARE(settings.integer("count"), std::int64_t(7));
        QCOMPARE(settings.real("rate"), 2.0);
        QCOMPARE(settings.text("kind"), std::string("a"));
        QCOMPARE(m_schema.resolve(nullptr, "s").value().integer("count"), std::int64_t(5));
    }

    void resolve_namesWhatIsWrong_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QStringList>("parts");
        QTest::newRow("unknown") << R"({"cuont": 3})" << QStringList{"cuont", "flag, count, rate, kind, note"};
        QTest::newRow("too large") << R"({"count": 11})" << QStringList{"count", "1 to 10", "11"};
        QTest::newRow("negative") << R"({"count": -1})" << QStringList{"count", "-1"};
        QTest::newRow("fraction") << R"({"count": 1.5})" << QStringList{"count", "whole number", "1.5"};
        QTest::newRow("below") << R"({"rate": -0.1})" << QStringList{"rate", "from 0", "-0.1"};
        QTest::newRow("text for a number") << R"({"rate": "nan"})" << QStringList{"rate", "nan"};
        QTest::newRow("choice") << R"({"kind": "c"})" << QStringList{"kind", "a, b", "c"};
        QTest::newRow("flag") << R"({"flag": 1})" << QStringList{"flag", "true or false"};
        QTest::newRow("no object") << "[1]" << QStringList{"array"};
    }
    void resolve_namesWhatIsWrong()
    {
        QFETCH(QString, given);
        QFETCH(QStringList, parts);
        const auto result = m_schema.resolve(Json::parse(given.toStdString()), "strategy x");
        QVERIFY(!result);
        QCOMPARE(result.error().code(), ErrorCode::Config);
        const QString message = QString::fromUtf8(result.error().what());
        QVERIFY2(message.startsWith("strategy x"), qPrintable(message));
        for (const QString& part : parts)
            QVERIFY2(message.contains(part), qPrintable(message + " lacks " + part));
    }

    void parse_readsTheCommandLine()
    {
        QCOMPARE(m_schema.parse("count", "7", "w").value().dump(), Json(7).dump());
        QCOMPARE(m_schema.parse("rate", "1e-3", "w").value().dump(), Json(0.001).dump());
        QCOMPARE(m_schema.parse("flag", "no", "w").value().dump(), Json(false).dump());
        QCOMPARE(m_schema.parse("kind", "b", "w").value().dump(), Json("b").dump());
        QCOMPARE(m_schema.parse("note", "7", "w").value().dump(), Json("7").dump());
        for (const auto& [name, text] : {std::pair{"count", "7x"},
                                         {"count", ""},
                                         {"count", "0"},
                                         {"rate", "nan"},
                                         {"rate", "inf"},
                                         {"flag", "maybe"},
                                         {"kind", "c"},
                                         {"nothing", "1"}}) {
            const auto result = m_schema.parse(name, text, "w");
            QVERIFY2(!result, name);
            QCOMPARE(result.error().code(), ErrorCode::Usage);
            QVERIFY2(QByteArray(result.error().what()).contains(name), result.error().what());
        }
    }

    void toJson_listsEverything()
    {
        const Json json = m_schema.toJson();
        QCOMPARE(json.size(), std::size_t(5));
        QCOMPARE(json[1]["name"].dump(), std::string("\"count\""));
        QCOMPARE(json[1]["default"].dump(), std::string("5"));
        QCOMPARE(json[3]["choices"].dump(), std::string("[\"a\",\"b\"]"));
        QVERIFY(!json[2].contains("max")); // infinity is not JSON
    }

    void registry_namesWhatIsKnown()
    {
        EntryInfo one;
        one.id = "one";
        EntryInfo two;
        two.id = "two";
        const Registry<EntryInfo> registry("thing", {one, two});
        QCOMPARE(registry.get("two").value()->id, std::string("two"));
        const auto unknown = registry.get("three");
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().what(), "unknown thing 'three', expected one of one, two");
    }
};

QTEST_APPLESS_MAIN(TestParamSchema)
#include "tst_param_schema.moc"
