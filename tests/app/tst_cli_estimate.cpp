// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

/// `estimate`: candidates from a list, judged by a table, compared with a column of the list.
class TestCliEstimate : public QObject {
    Q_OBJECT

private:
    Finished estimate(const QByteArray& list, const QStringList& more) const
    {
        m_cli.write("table.csv", "d:a,d:b,m:x\n0,0,1\n0,1,3\n1,0,2\n1,1,5\n");
        m_cli.write("list.csv", list);
        return m_cli.run(QStringList{"estimate", "list.csv", "--space", "table.csv", "--estimator", "table", "--set",
                                     "estimator.file=table.csv", "--objective", "max:x", "--json"} +
                         more);
    }

    CliRunner m_cli;

private Q_SLOTS:
    // By hand: x is 1, 3, 2, 5 and the reference 1, 2, 3, 4: one of six pairs the other way round, ranks one off twice.
    void order_isComparedWithTheReference()
    {
        const Finished done = estimate("# from elsewhere\ncandidate,r\na=0;b=0,1\na=0;b=1,2\na=1;b=0,3\na=1;b=1,4\n",
                                       {"--reference", "r"});
        QVERIFY2(done.code == 0, done.err.constData());
        const QJsonObject found = done.json().object();
        QCOMPARE(found["results"].toArray().size(), 4);
        QCOMPARE(found["results"][3]["metrics"]["x"].toDouble(), 5.0);
        QCOMPARE(found["reference"]["pairs"].toInt(), 4);
        QCOMPARE(found["reference"]["spearman"].toDouble(), 0.8);
        QCOMPARE(found["reference"]["kendall"].toDouble(), 4.0 / 6);
    }

    void wrongList_isOneClearLine_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("empty") << QByteArray("# nothing\n") << QByteArray("one candidate a line");
        QTest::newRow("no such column") << QByteArray("candidate,q\na=0;b=0,1\n") << QByteArray("no column 'r'");
        QTest::newRow("no number") << QByteArray("candidate,r\na=0;b=0,high\n") << QByteArray("list.csv:2");
        QTest::newRow("too few columns") << QByteArray("candidate,r\na=0;b=0\n") << QByteArray("expected 2 columns");
        QTest::newRow("not of the space") << QByteArray("candidate,r\na=7;b=0,1\n") << QByteArray("candidate 1");
    }
    void wrongList_isOneClearLine()
    {
        QFETCH(const QByteArray, list);
        QFETCH(const QByteArray, says);
        const Finished done = estimate(list, {"--reference", "r", "--quiet"});
        QCOMPARE(done.code, 2);
        QVERIFY2(done.err.contains(says), done.err.constData());
        QCOMPARE(done.err.count('\n'), 1);
    }
};

QTEST_GUILESS_MAIN(TestCliEstimate)
#include "tst_cli_estimate.moc"
