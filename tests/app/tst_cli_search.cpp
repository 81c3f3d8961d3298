// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

/// A real search that trains networks on Fashion-MNIST, as small as it can be.
class TestCliSearch : public QObject {
    Q_OBJECT

private:
    CliRunner m_cli;

    QStringList tiny(const QString& history, const QStringList& more = {})
    {
        return QStringList{"search",
                           "--dataset",
                           "fashion-mnist",
                           "--fidelity",
                           "epochs=1,data=0.005,width=0.25,cells=1",
                           "--set",
                           "estimator.valid_min=100",
                           "--set",
                           "population=3",
                           "--set",
                           "sample=2",
                           "--evaluations",
                           "6",
                           "--lag",
                           "2",
                           "--history",
                           history} +
               more;
    }
    /// Everything about the trials that must not depend on speed.
    QJsonArray trials(const QString& history)
    {
        QJsonArray kept;
        const QJsonArray list = m_cli.run({"trials", "1", "--json", "--history", history}).json().array();
        for (const QJsonValue& value : list) {
            QJsonObject trial = value.toObject();
            trial.remove("seconds");
            kept.append(trial);
        }
        return kept;
    }

private Q_SLOTS:
    void initTestCase();
    void twoWorkers_giveTheSameTrialsAsOne();
    void searchOfTheReadme_isTheSameOnTwoWorkers();
    void killedTraining_resumesToTheSameTrials();
    void devices_startWithTheCpu();
    void missingDevice_isRefusedBeforeAnythingIsWritten();
    void damagedImages_failTheRunWithOneLine();
    void train_reportsSpeedAndTestAccuracyOnlyWhenAsked();
};

void TestCliSearch::initTestCase()
{
    if (!hasTorch())
        QSKIP("skipped: built without LibTorch");
    if (!QDir("/usr/share/datasets/fashion-mnist").exists())
        QSKIP("skipped: data not found");
}

void TestCliSearch::twoWorkers_giveTheSameTrialsAsOne()
{
    for (const QString workers : {"1", "2"}) {
        const Finished search = m_cli.run(tiny(m_cli.file(workers), {"--workers", workers}), 300);
        QVERIFY2(search.code == 0, search.err.constData());
        QVERIFY(search.out.startsWith("run 1\n"));
    }
    const QJsonArray one = trials(m_cli.file("1"));
    QCOMPARE(one.size(), 6);
    for (const QJsonValue& trial : one) {
        const double accuracy = trial[QStringView(u"objectives")][QStringView(u"valid_accuracy")].toDouble(-1);
        QVERIFY2(accuracy >= 0 && accuracy <= 1, qPrintable(QString::number(accuracy)));
    }
    QCOMPARE(trials(m_cli.file("2")), one);
}

void TestCliSearch::searchOfTheReadme_isTheSameOnTwoWorkers()
{
    for (const QString workers : {"readme1", "readme2"}) {
        const Finished search = m_cli.run({"search", "--space", "nas-bench-201", "--dataset", "fashion-mnist",
                                           "--fidelity", "epochs=1,data=0.04,width=0.5,cells=1", "--strategy",
                                           "regularized-evolution", "--evaluations", "24", "--seed", "1", "--lag", "2",
                                           "--workers", workers.last(1), "--history", m_cli.file(workers)},
                                          600);
        QVERIFY2(search.code == 0, search.err.constData());
    }
    const QJsonArray one = trials(m_cli.file("readme1"));
    QCOMPARE(one.size(), 24);
    for (const QJsonValue& trial : one) {
        const QString state = trial[QStringView(u"state")].toString();
        QVERIFY2(state == "finished" || state == "duplicate", qPrintable(state));
        const double accuracy = trial[QStringView(u"objectives")][QStringView(u"valid_accuracy")].toDouble(-1);
        QVERIFY2(accuracy >= 0 && accuracy <= 1, qPrintable(QString::number(accuracy)));
    }
    QCOMPARE(trials(m_cli.file("readme2")), one);
}

void TestCliSearch::killedTraining_resumesToTheSameTrials()
{
    const auto longer = [this](const QString& history) { // so that there is a middle
        QStringList arguments = tiny(history, {"--workers", "2"});
        arguments.replace(arguments.indexOf("--fidelity") + 1, "epochs=2,data=0.02,width=0.25,cells=1");
        return arguments;
    };
    QCOMPARE(m_cli.run(longer(m_cli.file("whole")), 300).code, 0);
    const QString history = m_cli.file("killed");
    QProcess search;
    m_cli.start(search, longer(history));
    QVERIFY(CliRunner::waitForNumber(search));
    // In the middle: some of the trials are in the history, others are being trained.
    const auto finished = [&] {
        const QJsonArray runs = m_cli.run({"runs", "--json", "--history", history}).json().array();
        return runs.isEmpty() ? 0 : runs[0][QStringView(u"trials")].toInt();
    };
    QTRY_VERIFY_WITH_TIMEOUT(finished() >= 2, 120'000);
    search.kill(); // SIGKILL
    QVERIFY(search.waitForFinished());
    const QJsonArray left = m_cli.run({"runs", "--json", "--history", history}).json().array();
    QVERIFY2(left[0][QStringView(u"state")].toString() == "interrupted", "it was over before it was killed");
    const Finished resumed = m_cli.run({"resume", "1", "--history", history}, 300);
    QVERIFY2(resumed.code == 0, resumed.err.constData());
    QCOMPARE(trials(history), trials(m_cli.file("whole")));
}

void TestCliSearch::devices_startWithTheCpu()
{
    const QJsonArray devices = m_cli.run({"list", "devices", "--json"}).json().array();
    QVERIFY(!devices.isEmpty());
    QCOMPARE(devices[0][QStringView(u"id")].toString(), "cpu");
}

void TestCliSearch::missingDevice_isRefusedBeforeAnythingIsWritten()
{
    const QJsonArray devices = m_cli.run({"list", "devices", "--json"}).json().array();
    const QString missing = QString("cuda:%1").arg(devices.size() - 1); // one more than there are
    const Finished search = m_cli.run(tiny(m_cli.file("device"), {"--device", missing}));
    QCOMPARE(search.code, 2);
    QCOMPARE(search.err.count('\n'), 1);
    QVERIFY2(search.err.contains(missing.toUtf8()), search.err.constData());
    QVERIFY(!QFile::exists(m_cli.file("device")));
}

void TestCliSearch::damagedImages_failTheRunWithOneLine()
{
    // The headers are whole, so that only the reading of the images inside the torch library finds it.
    QVERIFY(QDir().mkpath(m_cli.file("damaged")));
    for (const QString name : {"train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"}) {
        QFile source("/usr/share/datasets/fashion-mnist/" + name);
        QVERIFY(source.open(QIODevice::ReadOnly));
        m_cli.write("damaged/" + name, name.startsWith("train-images") ? source.read(3'000'000) : source.readAll());
    }
    QStringList arguments = tiny(m_cli.file("damaged.sqlite"), {"--quiet"});
    arguments.replace(arguments.indexOf("fashion-mnist"), "damaged");
    const Finished failed = m_cli.run(arguments);
    QCOMPARE(failed.code, 1);
    QCOMPARE(failed.err.count('\n'), 1);
    QVERIFY2(failed.err.contains("run 1: failed: ") && failed.err.contains("train-images-idx3-ubyte.gz: offset "),
             failed.err.constData());
}

void TestCliSearch::train_reportsSpeedAndTestAccuracyOnlyWhenAsked()
{
    const QStringList arguments{"train",
                                "--space",
                                "nas-bench-201",
                                "--candidate",
                                "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|skip_connect~0|none~1|nor_conv_1x1~2|",
                                "--dataset",
                                "fashion-mnist",
                                "--fidelity",
                                "epochs=2,data=0.005,width=0.25,cells=1",
                                "--set",
                                "valid_min=100",
                                "--batch-size",
                                "32",
                                "--json"};
    const Finished plain = m_cli.run(arguments, 120);
    QVERIFY2(plain.code == 0, plain.err.constData());
    const QJsonObject json = plain.json().object();
    QVERIFY(json["parameters"].toDouble() > 0 && json["macs"].toDouble() > 0 &&
            json["images_per_second"].toDouble() > 0);
    QCOMPARE(json["epochs"].toArray().size(), 2);
    QVERIFY(json["epochs"][1]["train_loss"].isDouble() && json["epochs"][1]["valid_accuracy"].isDouble());
    QVERIFY(!json.contains("test_accuracy"));
    const Finished tested = m_cli.run(arguments + QStringList{"--test", "--quiet"}, 120);
    QVERIFY2(tested.code == 0, tested.err.constData());
    QVERIFY(tested.err.isEmpty());
    const double accuracy = tested.json().object()["test_accuracy"].toDouble(-1);
    QVERIFY(accuracy >= 0 && accuracy <= 1);
    // The same training otherwise, bit for bit.
    QCOMPARE(tested.json().object()["epochs"], json["epochs"]);
}

QTEST_GUILESS_MAIN(TestCliSearch)
#include "tst_cli_search.moc"
