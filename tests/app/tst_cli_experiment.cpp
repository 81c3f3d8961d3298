// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

/// `tabular` with several strategies, its CSV file, and tables and options that are wrong.
class TestCliExperiment : public QObject {
    Q_OBJECT

private:
    CliRunner m_cli;

    Finished tabular(const QByteArray& table, const QStringList& more) const
    {
        m_cli.write("table.csv", table);
        return m_cli.run(QStringList{"tabular", "table.csv"} + more);
    }

private Q_SLOTS:
    void strategies_areComparedInOneDocument();
    void settings_reachTheStrategyThatTheyAreMeantFor();
    void csv_hasALineForEveryStrategyRepeatAndCheckpoint();
    void jobs_changeNoNumber();
    void constraint_leavesCandidatesOut();
    void severalObjectives_reportTheHypervolume();
    void exhaustedSpace_isSaidAndIsNoFailure();
    void allTrialsFailing_isSaidAndFails();
    void populationLargerThanTheBudget_works();
    void wrongInput_isOneClearLine_data();
    void wrongInput_isOneClearLine();
    void publishedProtocol_isMet_data();
    void publishedProtocol_isMet();
};

namespace {

const QByteArray kTable = "d:a,d:b,m:x,m:y\n0,0,1,1\n0,1,3,2\n1,0,2,3\n1,1,5,0.5\n";

} // namespace

void TestCliExperiment::strategies_areComparedInOneDocument()
{
    const Finished both =
        tabular(kTable, {"--strategy", "random,grid", "--strategy", "regularized-evolution:population=2,sample=2",
                         "--objective", "max:x", "--evaluations", "4", "--repeats", "3", "--json"});
    QVERIFY2(both.code == 0, both.err.constData());
    const QJsonArray strategies = both.json().object()["strategies"].toArray();
    QCOMPARE(strategies.size(), 3);
    QCOMPARE(strategies[1].toObject()["strategy"].toString(), QString("grid"));
    QCOMPARE(strategies[1].toObject()["checkpoints"][0]["mean"].toDouble(), 5.0);
    QCOMPARE(strategies[2].toObject()["settings"].toObject()["population"].toInt(), 2);
    // Each alone gives the same numbers.
    const Finished alone = tabular(
        kTable, {"--strategy", "random", "--objective", "max:x", "--evaluations", "4", "--repeats", "3", "--json"});
    QCOMPARE(alone.json().object()["checkpoints"], strategies[0].toObject()["checkpoints"]);
}

void TestCliExperiment::settings_reachTheStrategyThatTheyAreMeantFor()
{
    const QStringList common{
        "--objective", "max:x", "--evaluations", "4", "--json", "--strategy", "regularized-evolution,genetic,random"};
    const Finished set =
        tabular(kTable, common + QStringList{"--set", "population=19", "--set", "genetic.population=7"});
    QVERIFY2(set.code == 0, set.err.constData());
    const QJsonArray strategies = set.json().object()["strategies"].toArray();
    QCOMPARE(strategies[0].toObject()["settings"].toObject()["population"].toInt(), 19);
    QCOMPARE(strategies[1].toObject()["settings"].toObject()["population"].toInt(), 7);
    QVERIFY(strategies[2].toObject()["settings"].toObject().isEmpty());
    const Finished wrong = tabular(kTable, common + QStringList{"--set", "tpe.startup=3"});
    QCOMPARE(wrong.code, 2);
    QVERIFY2(wrong.err.contains("'tpe'") && wrong.err.contains("genetic"), wrong.err.constData());
    const Finished unknown = tabular(kTable, common + QStringList{"--set", "speed=3"});
    QCOMPARE(unknown.code, 2);
    QVERIFY2(unknown.err.contains("'speed'"), unknown.err.constData());
}

void TestCliExperiment::csv_hasALineForEveryStrategyRepeatAndCheckpoint()
{
    const Finished done = tabular(kTable, {"--strategy", "grid", "--strategy", "random", "--objective", "max:x",
                                           "--report", "y", "--at", "2,9", "--repeats", "3", "--csv", "out.csv"});
    QVERIFY2(done.code == 0, done.err.constData());
    QFile file(m_cli.file("out.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 1 + 2 * 3 * 2);
    QCOMPARE(lines[0], QByteArray("strategy,settings,repeat,seed,evaluations,made,report,best,hypervolume"));
    for (int repeat = 0; repeat < 3; ++repeat) {
        const QList<QByteArray> end = lines[2 + 2 * repeat].split(',');
        QCOMPARE(end[0], QByteArray("grid"));
        QCOMPARE(end[2].toInt(), repeat + 1);
        QCOMPARE(end[4].toInt(), 9);
        QCOMPARE(end[5].toInt(), 4); // the space has no more
        QCOMPARE(end[6].toDouble(), 0.5);
        QCOMPARE(end[7].toDouble(), 5.0);
        QVERIFY(end[8].isEmpty());
    }
    QVERIFY(lines[1].split(',')[3] != lines[3].split(',')[3]); // seeds
    const Finished nowhere = tabular(kTable, {"--strategy", "grid", "--objective", "max:x", "--csv", "none/out.csv"});
    QCOMPARE(nowhere.code, 1);
    QVERIFY2(nowhere.err.contains("none/out.csv"), nowhere.err.constData());
}

void TestCliExperiment::jobs_changeNoNumber()
{
    const auto csv = [&](const char* jobs) {
        const Finished done = tabular(kTable, {"--strategy", "random,genetic,tpe", "--objective", "max:x", "--at",
                                               "1,2,3", "--repeats", "20", "--jobs", jobs, "--csv", "jobs.csv"});
        QFile file(m_cli.file("jobs.csv"));
        return done.code == 0 && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray one = csv("1");
    QCOMPARE(one.count('\n'), 1 + 3 * 3 * 20);
    QCOMPARE(csv("3"), one);
}

void TestCliExperiment::constraint_leavesCandidatesOut()
{
    const Finished done = tabular(kTable, {"--strategy", "grid", "--objective", "max:x", "--constraint", "a + b <= 1",
                                           "--evaluations", "10", "--json"});
    QVERIFY2(done.code == 0, done.err.constData());
    QCOMPARE(done.json().object()["evaluations_mean"].toDouble(), 3.0);
    QCOMPARE(done.json().object()["checkpoints"][0]["mean"].toDouble(), 3.0);
    const Finished nothing = tabular(kTable, {"--strategy", "random", "--objective", "max:x", "--constraint", "a > 7"});
    QVERIFY(nothing.code != 0);
    QVERIFY2(nothing.err.count('\n') == 1, nothing.err.constData());
}

void TestCliExperiment::severalObjectives_reportTheHypervolume()
{
    const QStringList common{"--objective", "max:x", "--objective", "max:y", "--evaluations", "100", "--json"};
    const Finished done = tabular(kTable, common + QStringList{"--strategy", "nsga2"});
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonObject json = done.json().object();
    // Above (1, 0.5): (3, 2) spans 2 x 1.5, (2, 3) 1 x 2.5, in common 1 x 1.5; (5, 0.5) adds nothing.
    QCOMPARE(json["true_hypervolume"].toDouble(), 4.0);
    QCOMPARE(json["reference_point"]["y"].toDouble(), 0.5);
    QCOMPARE(json["checkpoints"][0]["hypervolume"].toDouble(), 4.0);
    QCOMPARE(json["checkpoints"][0]["hypervolume_share_median"].toDouble(), 1.0);
    const Finished refused = tabular(kTable, common + QStringList{"--strategy", "pbil"});
    QVERIFY(refused.code != 0);
    QVERIFY2(refused.err.contains("pbil") && refused.err.contains("objective"), refused.err.constData());
}

void TestCliExperiment::exhaustedSpace_isSaidAndIsNoFailure()
{
    const Finished done = tabular(kTable, {"--strategy", "grid", "--objective", "max:x", "--evaluations", "50"});
    QCOMPARE(done.code, 0);
    QVERIFY2(done.err.contains("space exhausted in 1 of 1 repeats, 4.0 evaluations"), done.err.constData());
    const Finished single = tabular("d:a,m:x\nonly,7\n", {"--strategy", "grid", "--objective", "max:x", "--json"});
    QVERIFY2(single.code == 0, single.err.constData());
    QCOMPARE(single.json().object()["exhausted"].toInt(), 1);
    QCOMPARE(single.json().object()["checkpoints"][0]["mean"].toDouble(), 7.0);
}

void TestCliExperiment::allTrialsFailing_isSaidAndFails()
{
    const Finished done =
        tabular("d:a,m:x\n0,nan\n1,nan\n", {"--strategy", "random", "--objective", "max:x", "--json"});
    QCOMPARE(done.code, 1);
    QVERIFY2(done.err.contains("value"), done.err.constData());
}

void TestCliExperiment::populationLargerThanTheBudget_works()
{
    const Finished done = tabular(kTable, {"--strategy", "regularized-evolution,genetic,nsga2,umda", "--set",
                                           "population=500", "--objective", "max:x", "--evaluations", "6", "--json"});
    QVERIFY2(done.code == 0, done.err.constData());
}

void TestCliExperiment::wrongInput_isOneClearLine_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArrayList>("named");
    const QStringList usual{"--strategy", "random", "--objective", "max:x"};
    QTest::newRow("a cell that is not a number")
        << QByteArray("d:a,m:x\n0,1\n1,many\n") << usual << QByteArrayList{"table.csv", "3", "many"};
    QTest::newRow("two rows for one candidate")
        << QByteArray("d:a,m:x\n0,1\n1,2\n0,3\n") << usual << QByteArrayList{"table.csv", "4"};
    QTest::newRow("a row too short") << QByteArray("d:a,m:x\n0,1\n1\n") << usual << QByteArrayList{"table.csv", "3"};
    QTest::newRow("no rows") << QByteArray("d:a,m:x\n") << usual << QByteArrayList{"table.csv"};
    QTest::newRow("an objective that is not a column")
        << kTable << QStringList{"--strategy", "random", "--objective", "max:accuracy"}
        << QByteArrayList{"'accuracy'", "x"};
    QTest::newRow("a setting outside its range")
        << kTable << usual + QStringList{"--strategy", "regularized-evolution:population=0"}
        << QByteArrayList{"population", "0"};
    QTest::newRow("an unknown strategy") << kTable << QStringList{"--strategy", "annealing"}
                                         << QByteArrayList{"'annealing'", "random"};
    QTest::newRow("no strategy") << kTable << QStringList{} << QByteArrayList{"--strategy"};
    QTest::newRow("no jobs") << kTable << usual + QStringList{"--jobs", "0"} << QByteArrayList{"--jobs", "0"};
    QTest::newRow("a constraint of something else")
        << kTable << usual + QStringList{"--constraint", "speed < 3"} << QByteArrayList{"speed"};
    QTest::newRow("a constraint that assigns")
        << kTable << usual + QStringList{"--constraint", "a = 1"} << QByteArrayList{"'a = 1'", "write =="};
}

void TestCliExperiment::wrongInput_isOneClearLine()
{
    QFETCH(QByteArray, table);
    QFETCH(QStringList, options);
    QFETCH(QByteArrayList, named);
    const Finished refused = tabular(table, options);
    QVERIFY(refused.code == 1 || refused.code == 2);
    QVERIFY2(refused.out.isEmpty() && refused.err.count('\n') == 1, refused.err.constData());
    for (const QByteArray& part : named)
        QVERIFY2(refused.err.contains(part), refused.err.constData());
}

void TestCliExperiment::publishedProtocol_isMet_data()
{
    // Dong and Yang, ICLR 2020, table 5: test accuracy on CIFAR-10 after 12,000 simulated seconds, the search on the
    // validation accuracy after 12 epochs.
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<double>("published");
    QTest::newRow("random") << "random" << 93.70;
    QTest::newRow("regularized evolution") << "regularized-evolution" << 93.92;
    QTest::newRow("regularized evolution 10 3") << "regularized-evolution:population=10,sample=3" << 93.92;
}

void TestCliExperiment::publishedProtocol_isMet()
{
    if (!QFile::exists(nasBench201()))
        QSKIP("skipped: data not found");
    QFETCH(QString, strategy);
    QFETCH(double, published);
    const Finished done =
        m_cli.run({"tabular", nasBench201(), "--strategy", strategy, "--objective", "max:c10_valid_accuracy@12",
                   "--report", "c10_test_accuracy", "--cost", "m:c10_train_seconds", "--hours", "3.333333",
                   "--evaluations", "1000", "--repeats", "3000", "--json"});
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonObject json = done.json().object();
    const double mean = json["checkpoints"][0]["mean"].toDouble();
    QVERIFY2(std::abs(mean - published) <= 0.15, qPrintable(QString::number(mean)));
    const double made = json["evaluations_mean"].toDouble();
    QVERIFY2(made > 90 && made < 115, qPrintable(QString::number(made)));
}

QTEST_GUILESS_MAIN(TestCliExperiment)
#include "tst_cli_experiment.moc"
