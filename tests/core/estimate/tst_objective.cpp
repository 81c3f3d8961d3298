// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QtTest/QtTest>

#include "core/estimate/objective.h"

using namespace cw;
using namespace cw::estimate;

class TestObjective : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_isReadAndWritten_data();
    void text_isReadAndWritten();
    void badText_isRefused_data();
    void badText_isRefused();
    void orientedValues_areLargerForBetter();
};

void TestObjective::text_isReadAndWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("metric");
    QTest::addColumn<bool>("maximise");
    QTest::addColumn<QByteArray>("written");
    QTest::addRow("alone") << QByteArray("accuracy") << QByteArray("accuracy") << true << QByteArray("max:accuracy");
    QTest::addRow("max") << QByteArray("max:c10@12") << QByteArray("c10@12") << true << QByteArray("max:c10@12");
    QTest::addRow("min") << QByteArray("min:params") << QByteArray("params") << false << QByteArray("min:params");
    QTest::addRow("column") << QByteArray("min:m:params") << QByteArray("params") << false << QByteArray("min:params");
    QTest::addRow("of one data set") << QByteArray("max:valid_accuracy:digits.csv:7")
                                     << QByteArray("valid_accuracy:digits.csv:7") << true
                                     << QByteArray("max:valid_accuracy:digits.csv:7");
    QTest::addRow("column alone") << QByteArray("m:macs") << QByteArray("macs") << true << QByteArray("max:macs");
}

void TestObjective::text_isReadAndWritten()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, metric);
    QFETCH(bool, maximise);
    QFETCH(QByteArray, written);
    const auto objective = objectiveFromText(text.toStdString(), "test").value();
    QCOMPARE(objective, (Objective{metric.toStdString(), maximise}));
    QCOMPARE(toText(objective), written.toStdString());
    QCOMPARE(objectiveFromText(toText(objective), "test").value(), objective);
}

void TestObjective::badText_isRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("empty") << QByteArray("");
    QTest::addRow("no metric") << QByteArray("max:");
    QTest::addRow("unknown direction") << QByteArray("maximum:accuracy");
    QTest::addRow("no data set") << QByteArray("max:valid_accuracy:");
    QTest::addRow("two directions") << QByteArray("max:min:accuracy");
}

void TestObjective::badText_isRefused()
{
    QFETCH(QByteArray, text);
    const auto objective = objectiveFromText(text.toStdString(), "--objective");
    QVERIFY(!objective.has_value());
    QCOMPARE(int(objective.error().code()), int(ErrorCode::Usage));
    QVERIFY(QByteArray(objective.error().what()).contains("'" + text + "'"));
}

void TestObjective::orientedValues_areLargerForBetter()
{
    const auto values = orientedValues({{"accuracy", true}, {"params", false}, {"latency", false}},
                                       {{"accuracy", 0.9}, {"params", 1000.0}, {"other", 5.0}});
    QCOMPARE(values.size(), std::size_t{3});
    QCOMPARE(values[0], 0.9);
    QCOMPARE(values[1], -1000.0);
    QVERIFY(std::isnan(values[2]));
}

QTEST_APPLESS_MAIN(TestObjective)
#include "tst_objective.moc"
