// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/estimate/settings_text.h"

using namespace cw;
using estimate::namesFromText;
using estimate::settingsFromText;

class TestSettingsText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names_areSeparatedByCommas()
    {
        QCOMPARE(namesFromText("a, b ,c"), (std::vector<std::string>{"a", "b", "c"}));
        QCOMPARE(namesFromText(" a b "), (std::vector<std::string>{"a b"}));
        QVERIFY(namesFromText("").empty());
        QVERIFY(namesFromText(" , ,").empty());
    }

    void settings_areReadAsWhatTheyLookLike()
    {
        const Json settings =
            settingsFromText("epochs=3; rate = 0.5;nesterov=true;proxies=nwot, snip;file=a=b.csv;", "test").value();
        const Json expected{
            {"epochs", 3}, {"rate", 0.5}, {"nesterov", true}, {"proxies", "nwot, snip"}, {"file", "a=b.csv"}};
        QVERIFY2(settings == expected, settings.dump().c_str());
        QVERIFY(settingsFromText("", "test").value() == Json::object());
    }

    void whatIsNoSetting_isRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        QTest::addRow("no value") << "epochs"
                                  << "expected name=value;name=value, found 'epochs'";
        QTest::addRow("no name") << "a=1;=3"
                                 << "expected name=value;name=value, found '=3'";
        QTest::addRow("twice") << "a=1;a=2"
                               << "found 'a' twice";
    }
    void whatIsNoSetting_isRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, problem);
        const auto settings = settingsFromText(text.toStdString(), "test");
        QVERIFY(!settings);
        QVERIFY2(QString(settings.error().what()).contains(problem), settings.error().what());
    }
};

QTEST_GUILESS_MAIN(TestSettingsText)
#include "tst_settings_text.moc"
