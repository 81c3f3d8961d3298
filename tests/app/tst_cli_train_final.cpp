// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFileInfo>
#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

/// `train RUN:TRIAL`: the network of a trial trained after the search, its test result and weights kept in the history.
class TestCliTrainFinal : public QObject {
    Q_OBJECT

    CliRunner m_cli;
    const QString m_history = m_cli.file("h.sqlite");

    Finished run(const QStringList& arguments) const
    {
        return m_cli.run(arguments + QStringList{"--history", m_history}, 120);
    }
    QJsonArray kept() const { return run({"show", "1", "--json"}).json().object()["final_trainings"].toArray(); }

private Q_SLOTS:
    void initTestCase();
    void trial_isTrainedTestedAndKept();
    void weights_areOfThatNetwork();
    void wrongTrial_isOneLine_data();
    void wrongTrial_isOneLine();
    void readOnlyHistory_isFoundOutBeforeTraining();
    void purge_removesTheWeights();
};

void TestCliTrainFinal::initTestCase()
{
    if (m_cli.run({"list", "devices"}).code != 0)
        QSKIP("skipped: built without LibTorch");
    if (!QDir("/usr/share/datasets/fashion-mnist").exists())
        QSKIP("skipped: data not found");
    const Finished search =
        run({"search", "--space", "nas-bench-201", "--dataset", "fashion-mnist", "--strategy", "random",
             "--evaluations", "2", "--fidelity", "epochs=1,data=0.005,width=0.25,cells=1", "--seed", "3"});
    QVERIFY2(search.code == 0, search.err.constData());
    QVERIFY(kept().isEmpty());
}

void TestCliTrainFinal::trial_isTrainedTestedAndKept()
{
    const QStringList training{"train", "1:2", "--fidelity", "epochs=2,data=0.01", "--json", "--quiet"};
    const Finished done = run(training);
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonObject report = done.json().object();
    QCOMPARE(report["epochs"].toArray().size(), 2);
    QVERIFY(report["test_accuracy"].toDouble() > 0.1); // of ten classes
    const QJsonArray rows = kept();
    QCOMPARE(rows.size(), 1);
    const QJsonObject row = rows[0].toObject();
    QCOMPARE(row["trial"].toInt(), 2);
    QCOMPARE(row["report"].toObject()["test_accuracy"], report["test_accuracy"]);
    QCOMPARE(row["request"].toObject()["dataset"].toString(), "fashion-mnist"); // that of the run
    QCOMPARE(row["weights"], report["weights"]);
    QCOMPARE(QFileInfo(row["weights"].toString()).size(), row["bytes"].toInteger());
    // The same network as the one the search judged.
    const QJsonArray trials = run({"trials", "1", "--json"}).json().array();
    QCOMPARE(report["parameters"], trials[1].toObject()["parameters"]);
    const Finished shown = run({"show", "1"});
    QVERIFY2(shown.out.contains("final training of trial 2: 2 epochs of fashion-mnist, test accuracy 0."),
             shown.out.constData());

    // Again: the same result, in a file of its own.
    const QJsonObject again = run(training).json().object();
    QCOMPARE(again["test_accuracy"], report["test_accuracy"]);
    QVERIFY(again["weights"] != report["weights"]);
    QCOMPARE(kept().size(), 2);
}

void TestCliTrainFinal::weights_areOfThatNetwork()
{
    const QJsonObject row = kept()[0].toObject();
    QFile file(row["weights"].toString());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.read(8), QByteArray("cwckpt01"));
    // Every parameter is there as a float of four bytes.
    QVERIFY(file.size() > 4 * row["report"].toObject()["parameters"].toInteger());
}

void TestCliTrainFinal::wrongTrial_isOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("no such run") << QStringList{"7"} << QByteArray("run 7");
    QTest::newRow("no such trial") << QStringList{"1:99"} << QByteArray("99");
    QTest::newRow("no number") << QStringList{"best"} << QByteArray("RUN[:TRIAL]");
    QTest::newRow("two networks") << QStringList{"1:1", "--space", "nas-bench-201"} << QByteArray("found more");
    QTest::newRow("a candidate") << QStringList{"1:1", "--candidate", "x"}
                                 << QByteArray("expected --space with --candidate");
    QTest::newRow("other data") << QStringList{"1:1", "--dataset", "nowhere"} << QByteArray("nowhere");
}

void TestCliTrainFinal::wrongTrial_isOneLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, expected);
    const qsizetype before = kept().size();
    const Finished refused = run(QStringList{"train"} + arguments);
    QVERIFY(refused.code == 1 || refused.code == 2);
    QCOMPARE(refused.err.count('\n'), 1);
    QVERIFY2(refused.err.contains(expected), refused.err.constData());
    QCOMPARE(kept().size(), before);
}

void TestCliTrainFinal::readOnlyHistory_isFoundOutBeforeTraining()
{
    const QString copy = m_cli.file("locked/h.sqlite");
    QVERIFY(QDir().mkpath(QFileInfo(copy).path()));
    QVERIFY(QFile::copy(m_history, copy));
    if (QFile::setPermissions(copy, QFile::ReadOwner) && QFile(copy).open(QIODevice::ReadWrite))
        QSKIP("skipped: this user may write to everything");
    const Finished refused = m_cli.run({"train", "1:2", "--fidelity", "epochs=1000", "--history", copy}, 60);
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("h.sqlite") && refused.err.count('\n') == 1, refused.err.constData());
}

void TestCliTrainFinal::purge_removesTheWeights()
{
    const QString weights = kept()[0].toObject()["weights"].toString();
    QVERIFY(QFile::exists(weights));
    QVERIFY(QDir(m_history + ".checkpoints/run1").exists()); // the best trials' weights
    QCOMPARE(run({"delete", "1"}).code, 0);
    QVERIFY(QFile::exists(weights));
    QCOMPARE(run({"delete", "1", "--purge"}).code, 0);
    QVERIFY(!QFile::exists(weights));
    QVERIFY(!QDir(m_history + ".final").exists());
    QVERIFY(!QDir(m_history + ".checkpoints").exists());
}

QTEST_GUILESS_MAIN(TestCliTrainFinal)
#include "tst_cli_train_final.moc"
