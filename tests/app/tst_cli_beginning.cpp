// SPDX-License-Identifier: GPL-3.0-or-later
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

QTEST_GUILESS_MAIN(TestCliBeginning)
#include "tst_cli_beginning.moc"
