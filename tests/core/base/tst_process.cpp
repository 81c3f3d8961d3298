// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include "core/base/process.h"

using namespace cw;

class TestProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thisProcess_isAlive()
    {
        const ProcessId id = thisProcess();
        QCOMPARE(id.pid, std::int64_t(::getpid()));
        QVERIFY(id.startTime > 0);
        QVERIFY(!id.host.empty());
        QVERIFY(isAlive(id));
    }

    void anotherStartTimeOrHost_isNotTheSameProcess()
    {
        ProcessId reused = thisProcess();
        reused.startTime += 1;
        QVERIFY(!isAlive(reused));
        ProcessId elsewhere = thisProcess();
        elsewhere.host += "x";
        QVERIFY(!isAlive(elsewhere));
        ProcessId unknownStart = thisProcess();
        unknownStart.startTime = 0;
        QVERIFY(isAlive(unknownStart));
        QVERIFY(!isAlive(ProcessId{}));
    }

    void aDeadProcess_isNotAlive()
    {
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(0);
        QVERIFY(child > 0);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        ProcessId id = thisProcess();
        id.pid = child;
        id.startTime = 0;
        QVERIFY(!isAlive(id));
    }

    void wallClock_isInThisEra() { QVERIFY(wallClock() > 1.6e9 && wallClock() < 1e11); }

    void dataDirectory_followsTheEnvironment()
    {
        qputenv("XDG_DATA_HOME", "/somewhere/data");
        QCOMPARE(userDataDirectory().string(), std::string("/somewhere/data/cellwright"));
        qputenv("XDG_DATA_HOME", "relative"); // the standard says: ignore
        qputenv("HOME", "/home/somebody");
        QCOMPARE(userDataDirectory().string(), std::string("/home/somebody/.local/share/cellwright"));
        qputenv("CELLWRIGHT_RESOURCES", "/opt/r");
        QCOMPARE(resourceDirectory().string(), std::string("/opt/r"));
    }
};

QTEST_APPLESS_MAIN(TestProcess)
#include "tst_process.moc"
