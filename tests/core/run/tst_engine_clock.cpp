// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <ctime>

#include <QtTest/QtTest>

#include "core/base/forward_clock.h"
#include "core/base/process.h"
#include "tests/core/run/engine_histories.h"

namespace {

std::atomic<std::int64_t> setBy = 0; // s

} // namespace

/// In place of the C library's, for this whole program: the clock of a machine that somebody sets. All other clocks are
/// the machine's.
extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept
{
    const auto answer = static_cast<int>(::syscall(SYS_clock_gettime, clock, time));
    if (answer == 0 && clock == CLOCK_REALTIME)
        time->tv_sec += setBy;
    return answer;
}

using namespace cw;
using namespace cw::test;

namespace {

constexpr std::int64_t kHours = 2 * 3600;

/// Of trials and run; empty when nothing runs backwards and nothing has taken hours.
std::string disorder(const std::filesystem::path& path)
{
    history::Reader reader(path);
    const history::RunRow run = reader.run(1);
    if (run.finished < run.started || run.seconds < 0 || run.seconds > kHours / 2.0)
        return fmt::format("run from {} to {}, {} s", run.started, run.finished, run.seconds);
    double last = run.started;
    for (const history::TrialRow& row : reader.trials(1)) { // one worker: in the order of their numbers
        if (row.state == TrialState::Duplicate)
            continue;
        if (row.started < last || row.finished < row.started)
            return fmt::format("trial {} from {} to {}, after {}", row.trial, row.started, row.finished, last);
        last = row.finished;
    }
    return {};
}

} // namespace

class TestEngineClock : public QObject, private EngineHistories {
    Q_OBJECT

private:
    static run::RunConfig config() { return plainConfig(80, 1); }
    /// Waits at the gate from the middle of the run on.
    static Behaviour heldBy(Gate& gate)
    {
        Behaviour behaviour;
        behaviour.before = [&gate](const space::Candidate&, const estimate::Context& context) {
            if (context.trial > 40)
                gate.pass();
        };
        return behaviour;
    }
    /// A run that was stopped in its middle.
    static void leaveHalf(const std::shared_ptr<history::Writer>& writer)
    {
        Gate gate;
        auto engine = create(writer, config(), heldBy(gate), {});
        engine->start();
        gate.waitForArrivals(1);
        engine->stop();
        gate.open();
        QCOMPARE(engine->wait(), RunState::Stopped);
    }

private Q_SLOTS:
    void cleanup() { setBy = 0; }

    void clockOfThisProgram_canBeSet()
    {
        const double before = wallClock();
        const double boot = bootClock();
        setBy = -kHours;
        QVERIFY(wallClock() < before - kHours / 2.0);
        QVERIFY(bootClock() >= boot && bootClock() < boot + kHours / 2.0);
    }

    void clockSetWhileARunLives_changesNothing_data()
    {
        QTest::addColumn<qint64>("by");
        QTest::newRow("back") << qint64(-kHours);
        QTest::newRow("forward") << qint64(kHours);
    }
    void clockSetWhileARunLives_changesNothing()
    {
        QFETCH(qint64, by);
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Gate gate;
        auto engine = create(writer, config(), heldBy(gate), {});
        engine->start();
        gate.waitForArrivals(1);
        writer->flush();
        setBy = by;
        const history::RunRow live = history::Reader(path).run(1);
        QCOMPARE(live.effectiveState(wallClock()), RunState::Running);
        gate.open();
        QCOMPARE(engine->wait(), RunState::Finished);
        engine.reset();
        if (by < 0) {
            const std::string disorder = ::disorder(path);
            QVERIFY2(disorder.empty(), disorder.c_str());
        }
        QVERIFY(history::Reader(path).run(1).seconds < kHours / 2.0);
        setBy = 0;
        const std::string differs = difference(linesOf(path, 1), uninterrupted(config()));
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void clockSetBackBetweenSessions_doesNotTurnTheRecord()
    {
        const auto path = fresh();
        leaveHalf(std::make_shared<history::Writer>(path));
        if (QTest::currentTestFailed())
            return;
        setBy = -kHours;
        const auto writer = std::make_shared<history::Writer>(path);
        auto engine = resume(writer, 1);
        engine->start();
        QCOMPARE(engine->wait(), RunState::Finished);
        engine.reset();
        const std::string disorder = ::disorder(path);
        QVERIFY2(disorder.empty(), disorder.c_str());
    }

    /// An engine of this program that went without a last word leaves a heartbeat; one from the future is no claim.
    void runLeftByThisProgram_isResumableAfterTheClockWasSetBack()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        leaveHalf(writer);
        if (QTest::currentTestFailed())
            return;
        writer->claimRun(1); // as if it had been taken over, and no more
        writer->postRunState(1, RunState::Running, {});
        writer->flush();
        setBy = -kHours;
        auto engine = resume(writer, 1);
        engine->start();
        QCOMPARE(engine->wait(), RunState::Finished);
    }
};

QTEST_APPLESS_MAIN(TestEngineClock)
#include "tst_engine_clock.moc"
