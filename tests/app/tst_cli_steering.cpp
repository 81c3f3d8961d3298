// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

/// Signals, and one program that steers the run of another. The runs are far too long to end by themselves.
class TestCliSteering : public QObject {
    Q_OBJECT

private:
    CliRunner m_cli;

    QStringList endless(const QString& history) { return tableSearch("500000000", {"--history", history}); }
    QString stateOf(const QString& history)
    {
        return m_cli.run({"show", "1", "--json", "--history", history}).json().object()["state"].toString();
    }

private Q_SLOTS:
    void initTestCase();
    void interrupt_stopsWithCode3_data();
    void interrupt_stopsWithCode3();
    void anotherProgram_pausesResumesAndStops();
    void resumeRightAfterPause_goesOn();
    void killedRun_isInterruptedAndResumable();
    void candidatesAndPins_areAnsweredByTheOwner();
};

void TestCliSteering::initTestCase()
{
    if (!QFile::exists(nasBench201()))
        QSKIP("skipped: data not found");
}

void TestCliSteering::interrupt_stopsWithCode3_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestCliSteering::interrupt_stopsWithCode3()
{
    QFETCH(int, signal);
    const QString history = m_cli.file(QString("signal%1.sqlite").arg(signal));
    QProcess search;
    m_cli.start(search, endless(history));
    QVERIFY(CliRunner::waitForNumber(search));
    QCOMPARE(::kill(pid_t(search.processId()), signal), 0);
    const Finished ended = CliRunner::finish(search);
    QVERIFY2(ended.code == 3, ended.err.constData());
    QVERIFY2(ended.err.contains("stopping after the current batch"), ended.err.constData());
    QVERIFY(ended.out.contains("stopped"));
    QCOMPARE(stateOf(history), "stopped");
}

void TestCliSteering::anotherProgram_pausesResumesAndStops()
{
    const QString history = m_cli.file("steered.sqlite");
    QProcess search;
    m_cli.start(search, endless(history));
    QVERIFY(CliRunner::waitForNumber(search));
    QCOMPARE(m_cli.run({"pause", "1", "--history", history}).code, 0);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(history), "paused", 30'000);
    const Finished resumed = m_cli.run({"resume", "1", "--history", history});
    QVERIFY2(resumed.code == 0, resumed.err.constData());
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(history), "running", 30'000);
    const Finished busy = m_cli.run({"resume", "1", "--history", history});
    QCOMPARE(busy.code, 1);
    QCOMPARE(busy.err.count('\n'), 1);
    QVERIFY2(busy.err.contains(QByteArray::number(search.processId())), busy.err.constData());
    QCOMPARE(m_cli.run({"delete", "1", "--history", history}).code, 1);
    QCOMPARE(m_cli.run({"stop", "1", "--history", history}).code, 0);
    const Finished ended = CliRunner::finish(search);
    QVERIFY2(ended.code == 3, ended.err.constData());
    QCOMPARE(stateOf(history), "stopped");
}

void TestCliSteering::resumeRightAfterPause_goesOn()
{
    const QString history = m_cli.file("hasty.sqlite");
    QProcess search;
    m_cli.start(search, endless(history));
    QVERIFY(CliRunner::waitForNumber(search));
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(history), "running", 30'000);
    for (int i = 0; i < 3; ++i) { // whether the pause is pending, or being done, or has been done
        QCOMPARE(m_cli.run({"pause", "1", "--history", history}).code, 0);
        const Finished resumed = m_cli.run({"resume", "1", "--history", history});
        QVERIFY2(resumed.code == 0, resumed.err.constData());
        QVERIFY2(resumed.out.contains("to resume"), resumed.out.constData());
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(history), "running", 30'000);
    }
    QCOMPARE(m_cli.run({"resume", "1", "--history", history}).code, 1);
    QCOMPARE(m_cli.run({"stop", "1", "--history", history}).code, 0);
    QCOMPARE(CliRunner::finish(search).code, 3);
}

void TestCliSteering::killedRun_isInterruptedAndResumable()
{
    const QString history = m_cli.file("killed.sqlite");
    QProcess search;
    m_cli.start(search, tableSearch("100000", {"--history", history}));
    QVERIFY(CliRunner::waitForNumber(search));
    search.kill();
    QVERIFY(search.waitForFinished());
    QCOMPARE(stateOf(history), "interrupted");
    QProcess again;
    m_cli.start(again, {"resume", "1", "--history", history});
    QVERIFY(CliRunner::waitForNumber(again));
    QCOMPARE(::kill(pid_t(again.processId()), SIGINT), 0);
    QCOMPARE(CliRunner::finish(again).code, 3);
}

void TestCliSteering::candidatesAndPins_areAnsweredByTheOwner()
{
    m_cli.write("small.csv", "d:a,d:b,m:value\nx,x,1\nx,y,2\ny,x,3\ny,y,4\n");
    const QString history = m_cli.file("guided.sqlite");
    QProcess search;
    m_cli.start(search, {"search", "--estimator", "table", "--set", "estimator.file=small.csv", "--strategy", "random",
                         "--objective", "max:value", "--evaluations", "500000000", "--history", history});
    QVERIFY(CliRunner::waitForNumber(search));
    const auto steer = [&](const QStringList& wishes) {
        return m_cli.run(QStringList{"steer", "1", "--history", history} + wishes);
    };
    const Finished pinned = steer({"--pin", "a=y"});
    QVERIFY2(pinned.code == 0 && pinned.out.startsWith("run 1: pin a=y (after job "), pinned.err.constData());
    const auto refuses = [&](const QStringList& wishes, const char* why) {
        const Finished refused = steer(wishes);
        return refused.code == 2 && refused.err.count('\n') == 1 && refused.err.contains(why);
    };
    QVERIFY(refuses({"--pin", "a=q"}, "'q' is not one of x, y"));
    QVERIFY(refuses({"--pin", "kernel=3"}, "no decision 'kernel'"));
    QVERIFY(refuses({"--pin", "a"}, "DECISION=VALUE"));
    QVERIFY(refuses({"--unpin", "b"}, "not pinned"));
    QVERIFY(refuses({"--enqueue", "a=x;b=y"}, "'a = y' is pinned"));
    QVERIFY(refuses({"--enqueue", "op=conv"}, "op"));
    QVERIFY(refuses({"--enqueue", QString(100'000, 'x')}, "refused"));
    QVERIFY(refuses({}, "--enqueue"));
    const Finished freed = steer({"--enqueue", "a=x;b=y", "--unpin", "a", "--workers", "2", "--json"});
    QVERIFY2(freed.code == 0, freed.err.constData());
    const QJsonArray answers = freed.json().object()["interventions"].toArray();
    QCOMPARE(answers.size(), 3);
    for (const auto& answer : answers)
        QVERIFY(answer.toObject()["applied_at_job"].toDouble() > 0 && !answer.toObject().contains("refused"));
    QCOMPARE(answers[2].toObject()["kind"].toString(), "enqueue");
    QCOMPARE(m_cli.run({"stop", "1", "--history", history}).code, 0);
    QCOMPARE(CliRunner::finish(search).code, 3);
    QVERIFY(refuses({"--pin", "a=x"}, "found it stopped"));
}

QTEST_GUILESS_MAIN(TestCliSteering)
#include "tst_cli_steering.moc"
