// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>

#include <csignal>

#include <QDir>
#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

/// The real program, while its world misbehaves: no file may grow, files are moved and deleted, the program is killed.
class TestCliHindrance : public QObject {
    Q_OBJECT

private:
    CliRunner m_cli;

    /// Many trials, each of them quick, on a table of its own.
    QStringList search(const QString& history, const QString& evaluations, const QString& table = "small.csv") const
    {
        return {"search",     "--estimator",   "table",       "--set",     "estimator.file=" + table,
                "--strategy", "random",        "--objective", "max:value", "--seed",
                "5",          "--evaluations", evaluations,   "--history", history};
    }
    static void limitFiles(const QProcess& program, rlim_t bytes)
    {
        rlimit limit{};
        const auto pid = static_cast<pid_t>(program.processId());
        QCOMPARE(::prlimit(pid, RLIMIT_FSIZE, nullptr, &limit), 0);
        limit.rlim_cur = bytes == RLIM_INFINITY ? limit.rlim_max : bytes;
        QCOMPARE(::prlimit(pid, RLIMIT_FSIZE, &limit, nullptr), 0);
    }
    /// What it has written to stderr until that text came, or all until it ended.
    static QByteArray errUntil(QProcess& program, const QByteArray& text)
    {
        QByteArray seen;
        program.setReadChannel(QProcess::StandardError);
        while (!seen.contains(text) && (program.bytesAvailable() > 0 || program.waitForReadyRead(60'000)))
            seen += program.readAllStandardError();
        return seen;
    }
    QByteArray trialsOf(const QString& history)
    {
        QJsonArray trials = m_cli.run({"trials", "1", "--json", "--history", history}).json().array();
        for (auto&& each : trials) {
            QJsonObject trial = each.toObject();
            trial.remove("seconds"); // wall time
            each = trial;
        }
        return QJsonDocument(trials).toJson();
    }

private Q_SLOTS:
    void initTestCase() { m_cli.write("small.csv", "d:a,d:b,m:value\nx,x,1\nx,y,2\ny,x,3\ny,y,4\n"); }

    void fileThatMayNotGrow_isWaitedFor_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::newRow("with progress") << QStringList{};
        QTest::newRow("quiet, as JSON") << QStringList{"--quiet", "--json"};
    }
    void fileThatMayNotGrow_isWaitedFor()
    {
        QFETCH(QStringList, more);
        const QString name = QString("full%1.sqlite").arg(more.size());
        const QString history = m_cli.file(name);
        const QString undisturbed = m_cli.file("un" + name);
        QCOMPARE(m_cli.run(search(undisturbed, "20000")).code, 0);
        QProcess program;
        m_cli.start(program, search(history, "20000") + more);
        QVERIFY(program.waitForStarted());
        limitFiles(program, 400'000);
        const QByteArray said = errUntil(program, "the run goes on when it can be written");
        QVERIFY2(said.contains("run 1: " + history.toUtf8() + ": "), said.constData());
        QVERIFY2(said.contains("MB are free"), said.constData());
        QCOMPARE(program.state(), QProcess::Running);
        limitFiles(program, RLIM_INFINITY);
        const Finished ended = CliRunner::finish(program);
        QVERIFY2(ended.code == 0, ended.err.constData());
        QCOMPARE(trialsOf(history), trialsOf(undisturbed));
        QVERIFY(more.isEmpty() || ended.json().object()["state"] == "finished");
    }

    void stopWhileAFileMayNotGrow_saysWhatIsNotWritten()
    {
        const QString history = m_cli.file("stopped.sqlite");
        QProcess program;
        m_cli.start(program, search(history, "500000000"));
        QVERIFY(program.waitForStarted());
        limitFiles(program, 400'000);
        QVERIFY(!errUntil(program, "the run goes on when it can be written").isEmpty());
        QCOMPARE(::kill(pid_t(program.processId()), SIGINT), 0);
        const Finished ended = CliRunner::finish(program);
        QVERIFY2(ended.code == 3, ended.err.constData());
        QVERIFY2(ended.err.contains("stopped before its last results were written: " + history.toUtf8()),
                 ended.err.constData());
        QProcess again;
        m_cli.start(again, {"resume", "1", "--history", history});
        QVERIFY(CliRunner::waitForNumber(again));
        QCOMPARE(::kill(pid_t(again.processId()), SIGINT), 0);
        QCOMPARE(CliRunner::finish(again).code, 3);
    }

    void movedHistory_isWaitedFor()
    {
        const QString history = m_cli.file("moved.sqlite");
        QProcess program;
        m_cli.start(program, search(history, "500000000"));
        QVERIFY(CliRunner::waitForNumber(program));
        QVERIFY(QFile::rename(history, m_cli.file("elsewhere.sqlite")));
        const QByteArray said = errUntil(program, "the run goes on when it is there");
        QVERIFY2(said.contains(history.toUtf8() + ": the history was moved away"), said.constData());
        QVERIFY(QFile::rename(m_cli.file("elsewhere.sqlite"), history));
        QVERIFY(errUntil(program, "it goes on").contains("it goes on"));
        QCOMPARE(m_cli.run({"stop", "1", "--history", history}).code, 0);
        QCOMPARE(CliRunner::finish(program).code, 3);
        QCOMPARE(m_cli.run({"show", "1", "--json", "--history", history}).json().object()["state"], "stopped");
    }

    /// A run holds in memory what it was started from.
    void tableDeletedWhileItRuns_isMissedByTheResumeAlone()
    {
        m_cli.write("gone.csv", "d:a,d:b,m:value\nx,x,1\nx,y,2\ny,x,3\ny,y,4\n");
        const QString history = m_cli.file("gone.sqlite");
        QProcess program;
        m_cli.start(program, search(history, "500000000", "gone.csv"));
        QVERIFY(CliRunner::waitForNumber(program));
        QVERIFY(QFile::remove(m_cli.file("gone.csv")));
        const auto trials = [&] {
            return m_cli.run({"show", "1", "--json", "--history", history}).json().object()["trials"].toDouble();
        };
        const double before = trials();
        QTRY_VERIFY_WITH_TIMEOUT(trials() > before, 30'000);
        QCOMPARE(m_cli.run({"stop", "1", "--history", history}).code, 0);
        QCOMPARE(CliRunner::finish(program).code, 3);
        const Finished missing = m_cli.run({"resume", "1", "--history", history});
        QCOMPARE(missing.code, 2);
        QCOMPARE(missing.err.count('\n'), 1);
        QVERIFY2(missing.err.contains("gone.csv"), missing.err.constData());
        QCOMPARE(m_cli.run({"show", "1", "--json", "--history", history}).json().object()["state"], "stopped");
        m_cli.write("gone.csv", "d:a,d:b,m:value\nx,x,1\nx,y,2\ny,x,3\ny,y,4\n");
        QProcess again;
        m_cli.start(again, {"resume", "1", "--history", history});
        QVERIFY(CliRunner::waitForNumber(again));
        QCOMPARE(::kill(pid_t(again.processId()), SIGTERM), 0);
        QCOMPARE(CliRunner::finish(again).code, 3);
    }

    void killedAfterSteering_goesOnWithItsPin()
    {
        const QString history = m_cli.file("killed.sqlite");
        QProcess program;
        m_cli.start(program, search(history, "500000000"));
        QVERIFY(CliRunner::waitForNumber(program));
        const Finished steered =
            m_cli.run({"steer", "1", "--pin", "a=y", "--enqueue", "a=y;b=x", "--json", "--history", history});
        QVERIFY2(steered.code == 0, steered.err.constData());
        qint64 at = 0;
        for (const auto& each : steered.json().object()["interventions"].toArray())
            at = std::max(at, qint64(each.toObject()["applied_at_job"].toDouble()));
        program.kill(); // SIGKILL
        QVERIFY(program.waitForFinished());
        const auto shown = [&] { return m_cli.run({"show", "1", "--json", "--history", history}).json().object(); };
        QCOMPARE(shown()["state"], "interrupted");
        const double before = shown()["trials"].toDouble();
        QProcess again;
        m_cli.start(again, {"resume", "1", "--history", history});
        QVERIFY(CliRunner::waitForNumber(again));
        QTRY_VERIFY_WITH_TIMEOUT(shown()["trials"].toDouble() > before + 100, 30'000);
        QCOMPARE(::kill(pid_t(again.processId()), SIGKILL), 0);
        QVERIFY(again.waitForFinished());
        const auto lines = m_cli.run({"trials", "1", "--csv", "--history", history}).out.split('\n');
        const auto candidate = [&](qint64 trial) { return lines[trial].split(',')[3]; }; // the first line names columns
        QVERIFY(lines.size() > at + 100);
        qint64 others = 0;
        for (qint64 trial = 1; trial < lines.size() - 1; ++trial) {
            const bool isPinned = candidate(trial).contains("a=y");
            others += isPinned ? 0 : 1;
            QVERIFY2(isPinned || trial <= at, candidate(trial).constData());
        }
        QVERIFY(others > 0);
        QCOMPARE(candidate(at + 1), "a=y;b=x");
    }
};

QTEST_GUILESS_MAIN(TestCliHindrance)
#include "tst_cli_hindrance.moc"
