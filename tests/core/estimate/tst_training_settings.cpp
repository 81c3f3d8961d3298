// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/estimate/trainer.h"

using namespace cw;

class TestTrainingSettings : public QObject {
    Q_OBJECT

private:
    const Settings m_settings = estimate::trainEstimatorInfo().schema.resolve({{"batch", 32}}, "test").value();

private Q_SLOTS:
    void block_replacesWhatItNames()
    {
        const Settings with = estimate::withTraining(
            m_settings,
            {{"optimiser", "adamw"}, {"learning_rate", 0.02}, {"batch", 128}, {"augment_flip", true}, {"cutout", 8}});
        QCOMPARE(with.text("optimiser"), std::string("adamw"));
        QCOMPARE(with.real("learning_rate"), 0.02);
        QCOMPARE(with.integer("batch"), 128);
        QVERIFY(with.flag("augment_flip"));
        QCOMPARE(with.real("weight_decay"), m_settings.real("weight_decay"));
        QCOMPARE(estimate::withTraining(m_settings, nullptr), m_settings);
        QCOMPARE(estimate::withTraining(m_settings, Json::object()), m_settings);
    }

    void learningRate_followsAnOptimiserChosenAlone()
    {
        QCOMPARE(estimate::withTraining(m_settings, {{"optimiser", "adam"}}).real("learning_rate"), 0.001);
        QCOMPARE(estimate::withTraining(m_settings, {{"optimiser", "sgd"}}).real("learning_rate"), 0.1);
    }

    void badBlock_isRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("message");
        QTest::newRow("unknown name") << QByteArray(R"({"learning_speed": 1})") << "unknown setting 'learning_speed'";
        QTest::newRow("unknown choice") << QByteArray(R"({"optimiser": "lion"})") << "sgd, adam, adamw";
        QTest::newRow("wrong type") << QByteArray(R"({"batch": 1.5})") << "setting 'batch'";
        QTest::newRow("out of range") << QByteArray(R"({"label_smoothing": 1})") << "setting 'label_smoothing'";
        QTest::newRow("judging") << QByteArray(R"({"valid_part": 0.5})") << "decides how candidates are judged";
        QTest::newRow("a list") << QByteArray("[1]") << "expected an object of settings, found array";
    }
    void badBlock_isRefused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, message);
        try {
            estimate::withTraining(m_settings, Json::parse(json.toStdString()));
            QFAIL("it was taken");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Config);
            QVERIFY2(QString::fromUtf8(error.what()).contains(message), error.what());
            QVERIFY(QString::fromUtf8(error.what()).startsWith("the space's training block: "));
        }
    }
};

QTEST_APPLESS_MAIN(TestTrainingSettings)
#include "tst_training_settings.moc"
