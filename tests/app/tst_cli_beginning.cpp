// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

/// `search --enqueue` and `--warm-start` on a small table, and what a run says that has nothing left to propose.
class TestCliBeginning : public QObject {
    Q_OBJECT

private:
    CliRunner m_cli;

    QStringList search(const QStringList& more, const QString& table = "small.csv") const
    {
        return QStringList{"search",  "--estimator", "table",       "--set",     "estimator.file=" + table,
                           "--space", table,         "--objective", "max:score", "--history",
                           "h.sqlite"} +
               more;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray rows = "d:a,d:b,m:score\n";
        for (int i = 0; i < 9; ++i)
            rows += QByteArray("xyz").mid(i / 3, 1) + "," + QByteArray("uvw").mid(i % 3, 1) + "," +
                    QByteArray::number(i) + "\n";
        m_cli.write("small.csv", rows);
        m_cli.write("other.csv", "d:a,d:b,m:score\nx,u,1\ny,v,2\n");
        m_cli.write("list.txt", "# first these\n\n a=z;b=u  # good\na=x;b=w\r\n");
        m_cli.write("none.txt", "# nothing\n");
        m_cli.write("bad.txt", "a=z;b=u\na=z\n");
    }
    void exhaustedSpace_isSaidAndIsNoFailure();
    void warmStart_tellsTheTrialsOfAnEarlierRun();
    void enqueue_takesCandidatesAndFiles();
    void mistakes_areNamed_data();
    void mistakes_areNamed();
    void warmStart_isWhatASurrogatePredictsFrom();
    void warmStart_givesWeightsToInherit();
};

void TestCliBeginning::exhaustedSpace_isSaidAndIsNoFailure()
{
    const Finished done = m_cli.run(search({"--strategy", "grid", "--evaluations", "50"}));
    QVERIFY2(done.code == 0, done.err.constData());
    QVERIFY2(done.err.contains("run 1: space exhausted"), done.err.constData());
    QCOMPARE(m_cli.run({"trials", "1", "--json", "--history", "h.sqlite"}).json().array().size(), 9);
}

void TestCliBeginning::warmStart_tellsTheTrialsOfAnEarlierRun()
{
    // Local search knows all nine already: nothing is left for it.
    const Finished done = m_cli.run(search({"--strategy", "local-search", "--evaluations", "50", "--warm-start", "1"}));
    QVERIFY2(done.code == 1, done.err.constData()); // it found nothing of its own
    QVERIFY2(done.err.contains("warm start: 9 trials of run 1"), done.err.constData());
    QCOMPARE(m_cli.run({"trials", "2", "--json", "--history", "h.sqlite"}).json().array().size(), 0);
}

void TestCliBeginning::enqueue_takesCandidatesAndFiles()
{
    const Finished done = m_cli.run(
        search({"--strategy", "random", "--evaluations", "5", "--enqueue", "a=y;b=v", "--enqueue", "list.txt"}));
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonArray trials = m_cli.run({"trials", "3", "--json", "--history", "h.sqlite"}).json().array();
    QCOMPARE(trials.size(), 5);
    QCOMPARE(trials[0][QStringView(u"candidate")].toString(), QStringLiteral("a=y;b=v"));
    QCOMPARE(trials[1][QStringView(u"candidate")].toString(), QStringLiteral("a=z;b=u"));
    QCOMPARE(trials[2][QStringView(u"candidate")].toString(), QStringLiteral("a=x;b=w"));
}

void TestCliBeginning::mistakes_areNamed_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char* name, const QStringList& arguments, const char* said,
                        const char* table = "small.csv") {
        QTest::newRow(name) << QString(table) << arguments << QByteArray(said);
    };
    row("no such run", {"--warm-start", "99"}, "99");
    row("no number", {"--warm-start", "one"}, "--warm-start");
    row("another space", {"--warm-start", "1"}, "'a' has other values", "other.csv");
    row("run without a value", {"--warm-start", "2"}, "found none");
    row("no candidate", {"--enqueue", "a=q;b=u"}, "enqueue 1");
    row("empty file", {"--enqueue", "none.txt"}, "none.txt");
    row("half a candidate", {"--enqueue", "bad.txt"}, "enqueue 2");
}

void TestCliBeginning::mistakes_areNamed()
{
    QFETCH(QString, table);
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    const Finished done = m_cli.run(search(arguments, table));
    QCOMPARE(done.code, 2);
    QVERIFY2(done.err.contains(said), done.err.constData());
    QCOMPARE(done.err.count('\n'), 1);
    QCOMPARE(m_cli.run({"runs", "--json", "--history", "h.sqlite"}).json().array().size(), 3); // none was made
}

void TestCliBeginning::warmStart_isWhatASurrogatePredictsFrom()
{
    const QStringList surrogate{
        "--space",     "small.csv", "--estimator",  "surrogate", "--set",     "estimator.min_known=5",
        "--objective", "max:score", "--warm-start", "1",         "--history", "h.sqlite"};
    const Finished done = m_cli.run(QStringList{"search", "--strategy", "random", "--evaluations", "4"} + surrogate);
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonArray trials = m_cli.run({"trials", "4", "--json", "--history", "h.sqlite"}).json().array();
    QCOMPARE(trials.size(), 4);
    for (const QJsonValue& trial : trials)
        QCOMPARE(trial["state"] == "duplicate" ? 1.0 : trial["metrics"]["predicted"].toDouble(), 1.0);

    m_cli.write("best.csv", "candidate,truth\na=x;b=u,0\na=y;b=v,4\na=z;b=w,8\n");
    const Finished judged =
        m_cli.run(QStringList{"estimate", "best.csv", "--reference", "truth", "--json"} + surrogate);
    QVERIFY2(judged.code == 0, judged.err.constData());
    QCOMPARE(judged.json()["reference"]["spearman"].toDouble(), 1.0);
    const Finished alone = m_cli.run({"estimate", "best.csv", "--space", "small.csv", "--estimator", "surrogate",
                                      "--objective", "max:score", "--history", "h.sqlite"});
    QCOMPARE(alone.code, 2);
    QVERIFY2(alone.err.contains("found 0: warm-start from an earlier run"), alone.err.constData());
}

void TestCliBeginning::warmStart_givesWeightsToInherit()
{
    if (!hasTorch())
        QSKIP("built without LibTorch");
    QByteArray rows = "a,b,label\n";
    for (int i = 0; i < 60; ++i)
        rows +=
            QByteArray::number(i % 7) + "," + QByteArray::number(i * i % 11) + ",c" + QByteArray::number(i % 3) + "\n";
    m_cli.write("set.csv", rows);
    const auto search = [&](const QStringList& more) {
        return m_cli.run(QStringList{"search", "--space", "mlp", "--dataset", "set.csv", "--strategy", "random",
                                     "--history", "w.sqlite"} +
                         more);
    };
    const Finished first = search({"--estimator", "train", "--evaluations", "4", "--keep", "3"});
    QVERIFY2(first.code == 0, first.err.constData());
    const Finished second = search({"--estimator", "inherit", "--set", "estimator.min_part=0", "--evaluations", "1",
                                    "--seed", "2", "--warm-start", "1"});
    QVERIFY2(second.code == 0, second.err.constData());
    const QJsonObject metrics =
        m_cli.run({"trials", "2", "--json", "--history", "w.sqlite"}).json()[0]["metrics"].toObject();
    QCOMPARE(metrics["inherited_from"].toDouble(), 0.0);
    QVERIFY(metrics["inherited_from_known"].toDouble() >= 1);
    QVERIFY(metrics["inherited_part"].toDouble() > 0);
    // The files are another run's: without them everything begins anew.
    QVERIFY(QDir(m_cli.file("w.sqlite.checkpoints/run1")).removeRecursively());
    const Finished third = search({"--estimator", "inherit", "--set", "estimator.min_part=0", "--evaluations", "1",
                                   "--seed", "2", "--warm-start", "1"});
    QVERIFY2(third.code == 0, third.err.constData());
    QVERIFY(!m_cli.run({"trials", "3", "--json", "--history", "w.sqlite"})
                 .json()[0]["metrics"]
                 .toObject()
                 .contains("inherited_from_known"));
}

QTEST_GUILESS_MAIN(TestCliBeginning)
#include "tst_cli_beginning.moc"
