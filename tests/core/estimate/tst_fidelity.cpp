// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <QtTest/QtTest>

#include "core/estimate/fidelity.h"

using namespace cw;
using namespace cw::estimate;

class TestFidelity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_isReadAndWritten();
    void text_ofTheDefaultIsEmpty();
    void json_keepsEveryField();
    void badText_isRefused_data();
    void badText_isRefused();
    void badJson_isRefused_data();
    void badJson_isRefused();
    void everyPart_isCheckedAsItIs();
};

void TestFidelity::text_isReadAndWritten()
{
    const auto fidelity = fidelityFromText("cells=1,epochs=3,data=0.04,width=0.5,resolution=28", "test").value();
    QCOMPARE(fidelity, (Fidelity{.epochs = 3, .data = 0.04, .resolution = 28, .width = 0.5, .cells = 1}));
    QCOMPARE(toText(fidelity), std::string("epochs=3,data=0.04,resolution=28,width=0.5,cells=1"));
    QCOMPARE(fidelityFromText(toText(fidelity), "test").value(), fidelity);
}

void TestFidelity::everyPart_isCheckedAsItIs()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(checkFidelity({}, "search"));
    QVERIFY(checkFidelity({.epochs = 27, .data = 0.05, .resolution = 14, .width = 0.5, .cells = 1}, "search"));
    for (const Fidelity& bad :
         {Fidelity{.epochs = 0}, Fidelity{.epochs = 1.5}, Fidelity{.epochs = nan}, Fidelity{.data = 0},
          Fidelity{.data = 1.01}, Fidelity{.data = -0.1}, Fidelity{.data = nan}, Fidelity{.resolution = -1},
          Fidelity{.width = 0}, Fidelity{.width = 8.5}, Fidelity{.cells = -1}})
        QVERIFY(!checkFidelity(bad, "search"));
    QCOMPARE(std::string(checkFidelity({.data = 1.5}, "search").error().what()),
             std::string("search: fidelity 'data': expected a number above 0 and up to 1, found 1.5"));
}

void TestFidelity::text_ofTheDefaultIsEmpty()
{
    QCOMPARE(toText(Fidelity{}), std::string());
    QCOMPARE(fidelityFromText("", "test").value(), Fidelity{});
    QCOMPARE(fidelityFromText("epochs=1", "test").value(), Fidelity{});
}

void TestFidelity::json_keepsEveryField()
{
    const Fidelity fidelity{.epochs = 200, .data = 1.0 / 3, .resolution = 16, .width = 0.1, .cells = 2};
    const Json json = toJson(fidelity);
    QVERIFY(json.at("epochs").is_number_integer());
    QCOMPARE(fidelityFromJson(Json::parse(json.dump()), "test").value(), fidelity);
    QCOMPARE(fidelityFromJson(Json::object(), "test").value(), Fidelity{});
}

void TestFidelity::badText_isRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("named");
    QTest::addRow("unknown part") << QByteArray("epoch=1") << QByteArray("'epoch'");
    QTest::addRow("no value") << QByteArray("epochs") << QByteArray("'epochs'");
    QTest::addRow("empty value") << QByteArray("epochs=") << QByteArray("'epochs'");
    QTest::addRow("not a number") << QByteArray("data=half") << QByteArray("'half'");
    QTest::addRow("number and more") << QByteArray("data=0.5x") << QByteArray("'0.5x'");
    QTest::addRow("not a number at all") << QByteArray("width=nan") << QByteArray("'nan'");
    QTest::addRow("no epoch") << QByteArray("epochs=0") << QByteArray("'epochs'");
    QTest::addRow("half an epoch") << QByteArray("epochs=1.5") << QByteArray("whole number");
    QTest::addRow("more data than there is") << QByteArray("data=1.1") << QByteArray("'data'");
    QTest::addRow("no data") << QByteArray("data=0") << QByteArray("'data'");
    QTest::addRow("negative width") << QByteArray("width=-1") << QByteArray("'width'");
    QTest::addRow("too wide") << QByteArray("width=8.1") << QByteArray("'width'");
    QTest::addRow("negative cells") << QByteArray("cells=-1") << QByteArray("'cells'");
    QTest::addRow("does not fit an int") << QByteArray("resolution=1e30") << QByteArray("'resolution'");
    QTest::addRow("twice") << QByteArray("epochs=1,epochs=2") << QByteArray("twice");
    QTest::addRow("last comma") << QByteArray("epochs=1,") << QByteArray("comma");
}

void TestFidelity::badText_isRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, named);
    const auto fidelity = fidelityFromText(text.toStdString(), "--fidelity");
    QVERIFY(!fidelity.has_value());
    QCOMPARE(int(fidelity.error().code()), int(ErrorCode::Usage));
    QVERIFY2(QByteArray(fidelity.error().what()).contains(named), fidelity.error().what());
    QVERIFY(QByteArray(fidelity.error().what()).contains("--fidelity"));
}

void TestFidelity::badJson_isRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addRow("a list") << QByteArray("[1]");
    QTest::addRow("unknown key") << QByteArray(R"({"epoch": 1})");
    QTest::addRow("text") << QByteArray(R"({"epochs": "1"})");
    QTest::addRow("null") << QByteArray(R"({"data": null})");
    QTest::addRow("out of range") << QByteArray(R"({"data": 2})");
    QTest::addRow("half a cell") << QByteArray(R"({"cells": 0.5})");
}

void TestFidelity::badJson_isRefused()
{
    QFETCH(QByteArray, json);
    const auto fidelity = fidelityFromJson(Json::parse(json.toStdString()), "fidelity");
    QVERIFY(!fidelity.has_value());
    QCOMPARE(int(fidelity.error().code()), int(ErrorCode::Config));
}

QTEST_APPLESS_MAIN(TestFidelity)
#include "tst_fidelity.moc"
