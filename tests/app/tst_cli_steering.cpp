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

QTEST_GUILESS_MAIN(TestCliSteering)
#include "tst_cli_steering.moc"
