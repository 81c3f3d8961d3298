// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

class TestCliTabular : public QObject {
    Q_OBJECT

private:
    CliRunner m_cli;

private Q_SLOTS:
    void initTestCase();
    void means_agreeWithTheReference_data();
    void means_agreeWithTheReference();
    void sameSeed_sameNumbers();
    void templateAsSpace_givesTheSameAsTheTable();
    void hoursAlone_areSpentToTheEnd();
    void tableAsSpace_givesItsCandidates();
    void noFront_hasNoShare();
    void nothingFound_isAFailureWithItsReason_data();
    void nothingFound_isAFailureWithItsReason();
};

void TestCliTabular::initTestCase()
{
    if (!QFile::exists(nasBench201()))
        QSKIP("skipped: data not found");
}

namespace {

QStringList arguments(const QStringList& strategy, const QString& repeats)
{
    return QStringList{"tabular",       nasBench201(),
                       "--objective",   "max:c10_valid_accuracy",
                       "--report",      "c10_test_accuracy",
                       "--evaluations", "300",
                       "--repeats",     repeats,
                       "--at",          "50,100,150,300",
                       "--json",        "--strategy"} +
           strategy;
}

} // namespace

void TestCliTabular::means_agreeWithTheReference_data()
{
    // Means and standard deviations of 10,000 to 20,000 independent repeats, at 100, 150 and 300 evaluations.
    QTest::addColumn<QStringList>("strategy");
    QTest::addColumn<QList<double>>("means");
    QTest::addColumn<QList<double>>("deviations");
    QTest::newRow("random") << QStringList{"random"} << QList<double>{93.789, 93.866, 93.966}
                            << QList<double>{.27, .25, .23};
    QTest::newRow("regularized-evolution 50 10")
        << QStringList{"regularized-evolution", "--set", "population=50", "--set", "sample=10"}
        << QList<double>{94.100, 94.257, 94.332} << QList<double>{.26, .20, .17};
    QTest::newRow("regularized-evolution 10 3")
        << QStringList{"regularized-evolution", "--set", "strategy.population=10", "--set", "sample=3"}
        << QList<double>{94.070, 94.178, 94.297} << QList<double>{.28, .23, .14};
}

void TestCliTabular::means_agreeWithTheReference()
{
    QFETCH(QStringList, strategy);
    QFETCH(QList<double>, means);
    QFETCH(QList<double>, deviations);
    const Finished tabular = m_cli.run(arguments(strategy, "500"));
    QVERIFY2(tabular.code == 0, tabular.err.constData());
    const QJsonObject json = tabular.json().object();
    QCOMPARE(json["strategy"].toString(), strategy.front());
    QCOMPARE(json["repeats"].toInt(), 500);
    QVERIFY(json["cpu_seconds"].toDouble() > 0);
    const QJsonArray checkpoints = json["checkpoints"].toArray();
    QCOMPARE(checkpoints.size(), 4);
    for (int i = 0; i < 3; ++i) {
        const QJsonObject point = checkpoints[i + 1].toObject();
        const double difference = std::abs(point["mean"].toDouble() - means[i]);
        const double allowed = 3 * deviations[i] / std::sqrt(500.0) + 0.02;
        QVERIFY2(difference <= allowed, qPrintable(QString("at %1: %2 from %3, allowed %4")
                                                       .arg(point["evaluations"].toInt())
                                                       .arg(difference)
                                                       .arg(means[i])
                                                       .arg(allowed)));
        QVERIFY(point["sd"].toDouble() > 0.1 && point["sd"].toDouble() < 0.5);
        QVERIFY(point["best_mean"].toDouble() < 91.6067 + 1e-9); // the best of the table
    }
}

void TestCliTabular::sameSeed_sameNumbers()
{
    const auto checkpoints = [&](const QString& seed) -> QJsonValue {
        return m_cli.run(arguments({"random", "--seed", seed}, "20")).json().object()["checkpoints"];
    };
    QVERIFY(checkpoints("7").toArray().size() == 4);
    QCOMPARE(checkpoints("7"), checkpoints("7"));
    QVERIFY(checkpoints("7") != checkpoints("8"));
}

void TestCliTabular::templateAsSpace_givesTheSameAsTheTable()
{
    // The same candidates in another order of alternatives: other draws, the same kind of numbers.
    const Finished tabular = m_cli.run(arguments({"random", "--space", "nas-bench-201"}, "500"));
    QVERIFY2(tabular.code == 0, tabular.err.constData());
    const double mean = tabular.json().object()["checkpoints"][3]["mean"].toDouble();
    QVERIFY2(std::abs(mean - 93.966) < 3 * .23 / std::sqrt(500.0) + 0.02, qPrintable(QString::number(mean)));
}

/// Hours without --evaluations used to end at 300.
void TestCliTabular::hoursAlone_areSpentToTheEnd()
{
    m_cli.write("hours.csv", "d:a,m:x,m:seconds\n0,1,36\n1,2,36\n");
    const QStringList common{"tabular",     "hours.csv", "--strategy", "random",
                             "--objective", "max:x",     "--cost",     "seconds"};
    const Finished spent = m_cli.run(common + QStringList{"--hours", "5", "--json"});
    QVERIFY2(spent.code == 0, spent.err.constData());
    QCOMPARE(spent.json().object()["evaluations_mean"].toDouble(), 500.0); // 100 an hour
    QVERIFY2(spent.err.isEmpty(), spent.err.constData());
    QVERIFY(m_cli.run(common + QStringList{"--hours", "5"}).out.contains("500.0"));
    // What is given is kept, and said to have been the end.
    const Finished few = m_cli.run(common + QStringList{"--hours", "5", "--evaluations", "40", "--json"});
    QCOMPARE(few.json().object()["evaluations_mean"].toDouble(), 40.0);
    QVERIFY2(few.err.contains("the 40 evaluations ended 1 of 1 repeats"), few.err.constData());
    const Finished at = m_cli.run(common + QStringList{"--hours", "5", "--at", "10,400", "--json"});
    QCOMPARE(at.json().object()["evaluations_mean"].toDouble(), 400.0);
    // Evaluations that cost nothing end too.
    m_cli.write("free.csv", "d:a,m:x,m:seconds\n0,1,0\n1,2,0\n");
    QStringList free = common;
    free[1] = "free.csv";
    const Finished endless = m_cli.run(free + QStringList{"--hours", "5", "--json"});
    QCOMPARE(endless.json().object()["evaluations_mean"].toDouble(), 10'000.0);
    QVERIFY2(endless.err.contains("the 10000 evaluations ended"), endless.err.constData());
}

void TestCliTabular::tableAsSpace_givesItsCandidates()
{
    m_cli.write("full.csv", "d:a,d:b,m:x\n0,0,1\n0,1,2\n1,0,3\n1,1,4\n");
    m_cli.write("part.csv", "d:a,d:b,m:x\n0,0,1\n0,1,2\n1,0,3\n");
    const Finished done = m_cli.run({"tabular", "part.csv", "--space", "full.csv", "--strategy", "grid", "--objective",
                                     "max:x", "--evaluations", "9", "--json"});
    QVERIFY2(done.code == 0, done.err.constData());
    QCOMPARE(done.json().object()["evaluations_mean"].toDouble(), 3.0);
}

void TestCliTabular::noFront_hasNoShare()
{
    m_cli.write("front.csv", "d:a,m:x,m:y\n0,1,nan\n1,2,nan\n");
    const QStringList both{"tabular", "front.csv",   "--strategy", "nsga2",         "--objective",
                           "max:x",   "--objective", "max:y",      "--evaluations", "9"};
    const Finished done = m_cli.run(both);
    QVERIFY2(done.code == 0, done.err.constData());
    QVERIFY2(!done.out.contains('%'), done.out.constData());
    QVERIFY2(done.err.contains("no candidate has a value of every objective"), done.err.constData());
    const Finished json = m_cli.run(both + QStringList{"--json"});
    QCOMPARE(json.json().object()["checkpoints"][0]["hypervolume_share"].toString(), QString("nan"));
}

void TestCliTabular::nothingFound_isAFailureWithItsReason_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("no value in the table")
        << QByteArray("1,nan,60\n2,,60\n") << QStringList{} << QByteArray("no evaluation had a value of x");
    QTest::newRow("hours for less than one evaluation")
        << QByteArray("1,5,60\n2,6,60\n") << QStringList{"--cost", "seconds", "--hours", "0.01"}
        << QByteArray("0.01 hours of seconds do not pay for one evaluation");
}

void TestCliTabular::nothingFound_isAFailureWithItsReason()
{
    QFETCH(QByteArray, rows);
    QFETCH(QStringList, more);
    QFETCH(QByteArray, reason);
    QFile table(m_cli.file("nothing.csv"));
    QVERIFY(table.open(QIODevice::WriteOnly));
    table.write("d:a,m:x,m:seconds\n" + rows);
    table.close();
    const Finished tabular = m_cli.run(
        QStringList{"tabular", table.fileName(), "--strategy", "random", "--objective", "max:x", "--evaluations", "4"} +
        more);
    QCOMPARE(tabular.code, 1);
    QCOMPARE(tabular.err, "cellwright-cli: tabular: " + reason + "\n");
}

QTEST_GUILESS_MAIN(TestCliTabular)
#include "tst_cli_tabular.moc"
