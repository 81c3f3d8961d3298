// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <optional>

#include <QtTest/QtTest>

#include "tests/core/run/engine_histories.h"
#include "tests/core/run/file_size_limit.h"

using namespace cw;
using namespace cw::test;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kTrials = 200;
constexpr std::int64_t kHeldBack = 40; ///< trials after this one wait until something has happened to the history

bool isWaiting(const run::Event& event)
{
    return event.kind == run::Event::Kind::RunChanged && event.state == RunState::Paused && !event.text.empty();
}

/// A run in the middle of its trials, all of them on disk, and the next ones held back.
struct HeldRun {
    std::shared_ptr<history::Writer> writer;
    Gate gate;
    Gate later; ///< a few trials on: what happens meets a run that is far from its end
    Listener listener;
    std::unique_ptr<run::Engine> engine;

    /// What the run waits for, once it does.
    std::string hindrance()
    {
        gate.open();
        listener.waitFor(isWaiting);
        later.open();
        return engine->hindrance();
    }
};

} // namespace

/// The disk is full, or the history is somewhere else: the run waits, goes on by itself, and ends as if nothing had
/// happened.
class TestEngineHindrance : public QObject, private EngineHistories {
    Q_OBJECT

private:
    static run::RunConfig config() { return plainConfig(kTrials, 2); }

    std::unique_ptr<HeldRun> held(const fs::path& path, std::int64_t after = kHeldBack)
    {
        auto held = std::make_unique<HeldRun>();
        held->writer = std::make_shared<history::Writer>(path);
        Behaviour behaviour;
        behaviour.before = [&held = *held, after](const space::Candidate&, const estimate::Context& context) {
            if (context.trial > after)
                held.gate.pass();
            if (context.trial > after + 10)
                held.later.pass();
        };
        held->engine = create(held->writer, config(), behaviour, held->listener.sink());
        held->engine->start();
        held->gate.waitForArrivals(1);
        held->writer->flush();
        return held;
    }
    static std::uintmax_t logSize(const fs::path& path) { return fs::file_size(path.string() + "-wal"); }
    /// Compared with a run that nothing happened to, by a connection of its own.
    std::string differenceToUninterrupted(const fs::path& path)
    {
        return difference(linesOf(path, 1), uninterrupted(config()));
    }

private Q_SLOTS:
    void fullDisk_isWaitedFor()
    {
        const auto path = fresh();
        const auto held = this->held(path);
        std::optional<FileSizeLimit> limit(logSize(path) + 4096);
        const std::string hindrance = held->hindrance();
        QVERIFY2(hindrance.starts_with(path.string() + ": "), hindrance.c_str());
        QVERIFY2(hindrance.find("MB are free") != std::string::npos, hindrance.c_str());
        QVERIFY2(hindrance.ends_with("the run goes on when it can be written"), hindrance.c_str());
        QCOMPARE(held->engine->state(), RunState::Paused);
        const auto told = [](const run::Event& event) { return event.kind == run::Event::Kind::TrialChanged; };
        QVERIFY(held->engine->trialsDone() < kTrials); // in memory: nothing new begins
        QVERIFY(held->listener.count(told) > 0);
        QCOMPARE(history::Reader(path).run(1).state, RunState::Running);
        limit.reset();
        QCOMPARE(held->engine->wait(), RunState::Finished);
        QVERIFY(held->engine->hindrance().empty());
        const std::string differs = differenceToUninterrupted(path);
        QVERIFY2(differs.empty(), differs.c_str());
        std::vector<std::string> record;
        for (const history::EventRow& row : history::Reader(path).events(1)) {
            if (row.kind == "waiting")
                record.push_back(row.data.at("text"));
        }
        QCOMPARE(record.size(), std::size_t(2));
        QCOMPARE(record.front(), hindrance);
    }

    void unpause_triesAgainAtOnce()
    {
        const auto path = fresh();
        const auto held = this->held(path);
        std::optional<FileSizeLimit> limit(logSize(path) + 4096);
        QVERIFY(!held->hindrance().empty());
        held->engine->unpause(); // in vain
        limit.reset();
        held->engine->unpause();
        QCOMPARE(held->engine->wait(), RunState::Finished);
        const std::string differs = differenceToUninterrupted(path);
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void pauseWhileWaiting_outlastsTheFullDisk()
    {
        const auto path = fresh();
        const auto held = this->held(path);
        std::optional<FileSizeLimit> limit(logSize(path) + 4096);
        QVERIFY(!held->hindrance().empty());
        held->engine->pause();
        held->listener.waitFor([](const run::Event& event) { return event.text.starts_with("pausing"); });
        limit.reset();
        held->writer->flush();
        held->listener.waitFor([](const run::Event& event) { return event.text.ends_with("it goes on"); });
        held->listener.waitFor([](const run::Event& event) {
            return event.kind == run::Event::Kind::RunChanged && event.state == RunState::Paused && event.text.empty();
        });
        QVERIFY(QTest::qWaitFor([&] { return held->engine->state() == RunState::Paused; }));
        held->engine->unpause();
        QCOMPARE(held->engine->wait(), RunState::Finished);
        const std::string differs = differenceToUninterrupted(path);
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void stopWhileWaiting_endsTheRunAndLosesNothing_data()
    {
        QTest::addColumn<bool>("isWritten");
        QTest::newRow("room comes while the program lives") << true;
        QTest::newRow("the program ends before") << false;
    }
    void stopWhileWaiting_endsTheRunAndLosesNothing()
    {
        QFETCH(bool, isWritten);
        const auto path = fresh();
        auto held = this->held(path);
        std::optional<FileSizeLimit> limit(logSize(path) + 4096);
        QVERIFY(!held->hindrance().empty());
        held->engine->stop();
        QCOMPARE(held->engine->wait(), RunState::Stopped);
        const std::string reason = held->engine->reason();
        QVERIFY2(reason.find(path.string()) != std::string::npos, reason.c_str());
        held->engine.reset();
        if (!isWritten)
            held.reset();
        limit.reset();
        const auto writer = isWritten ? held->writer : std::make_shared<history::Writer>(path);
        if (isWritten)
            writer->flush();
        else
            writer->postRunState(1, RunState::Interrupted, {}); // its owner, this process, lives
        writer->flush();
        QCOMPARE(history::Reader(path).run(1).state, isWritten ? RunState::Stopped : RunState::Interrupted);
        auto again = resume(writer, 1);
        again->start();
        QCOMPARE(again->wait(), RunState::Finished);
        const std::string differs = differenceToUninterrupted(path);
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void endOfARun_isWaitedFor()
    {
        const auto path = fresh();
        const auto held = this->held(path, kTrials - 2);
        std::optional<FileSizeLimit> limit(logSize(path));
        QVERIFY(!held->hindrance().empty());
        QCOMPARE(held->engine->state(), RunState::Paused);
        limit.reset();
        QCOMPARE(held->engine->wait(), RunState::Finished);
        const std::string differs = differenceToUninterrupted(path);
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void weights_waitForRoom()
    {
        run::RunConfig config = plainConfig(12, 2);
        config.keep = 3;
        Behaviour behaviour;
        behaviour.byFidelity = true;
        behaviour.weightsBytes = 8 << 20; // larger than the log of the history ever is
        const auto undisturbed = fresh();
        runToEnd(std::make_shared<history::Writer>(undisturbed), config, behaviour);
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Listener listener;
        Gate gate;
        behaviour.before = [&](const space::Candidate&, const estimate::Context& context) {
            if (context.trial > 4)
                gate.pass();
        };
        auto engine = create(writer, config, behaviour, listener.sink());
        engine->start();
        gate.waitForArrivals(2);
        std::optional<FileSizeLimit> limit(6 << 20);
        gate.open();
        listener.waitFor(isWaiting);
        QVERIFY2(engine->hindrance().find(".ckpt: cannot write: ") != std::string::npos, engine->hindrance().c_str());
        limit.reset();
        QCOMPARE(engine->wait(), RunState::Finished);
        const std::string differs = difference(linesOf(path, 1), linesOf(undisturbed, 1));
        QVERIFY2(differs.empty(), differs.c_str());
        QCOMPARE(history::Reader(path).checkpoints(1).size(), std::size_t(3));
    }

    void weightsThatFindNoRoom_doNotKeepARunFromStopping()
    {
        run::RunConfig config = plainConfig(12, 2);
        config.keep = 3;
        Behaviour behaviour;
        behaviour.byFidelity = true;
        behaviour.weightsBytes = 8 << 20;
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Listener listener;
        {
            const FileSizeLimit limit(6 << 20);
            auto engine = create(writer, config, behaviour, listener.sink());
            engine->start();
            listener.waitFor(isWaiting);
            engine->stop();
            QCOMPARE(engine->wait(), RunState::Stopped);
        }
        for (const history::TrialRow& row : history::Reader(path).trials(1))
            QVERIFY2(row.state == TrialState::Stopped, row.reason.c_str());
        auto again = resume(writer, 1, behaviour);
        again->start();
        QCOMPARE(again->wait(), RunState::Finished);
        const auto undisturbed = fresh();
        runToEnd(std::make_shared<history::Writer>(undisturbed), config, behaviour);
        const std::string differs = difference(linesOf(path, 1), linesOf(undisturbed, 1));
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void movedHistory_isWaitedFor()
    {
        const auto path = fresh();
        const auto elsewhere = fresh();
        const auto held = this->held(path);
        fs::rename(path, elsewhere);
        const std::string hindrance = held->hindrance();
        QVERIFY2(hindrance.starts_with(path.string() + ": the history was moved away"), hindrance.c_str());
        fs::rename(elsewhere, path);
        QCOMPARE(held->engine->wait(), RunState::Finished);
        const std::string differs = differenceToUninterrupted(path);
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void deletedHistory_isWrittenAnew_data()
    {
        QTest::addColumn<bool>("withLog");
        QTest::newRow("the file alone") << false;
        QTest::newRow("with its log") << true;
    }
    void deletedHistory_isWrittenAnew()
    {
        QFETCH(bool, withLog);
        const auto path = fresh();
        runToEnd(std::make_shared<history::Writer>(path), plainConfig(5, 1), {}); // must not be lost either
        const auto earlier = linesOf(path, 1);
        const auto held = this->held(path);
        fs::remove(path);
        if (withLog) {
            for (const char* part : {"-wal", "-shm"})
                fs::remove(path.string() + part);
        }
        const std::string hindrance = held->hindrance();
        QVERIFY2(hindrance.starts_with(path.string() + ": the history was deleted"), hindrance.c_str());
        QCOMPARE(held->engine->wait(), RunState::Finished);
        held->writer->flush();
        QCOMPARE(linesOf(path, 1), earlier);
        const std::string differs = difference(linesOf(path, 2), uninterrupted(config()));
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void deletedHistory_neverReplacesAnotherFile()
    {
        const auto path = fresh();
        const auto held = this->held(path);
        fs::remove(path);
        std::ofstream(path) << "mine";
        const std::string hindrance = held->hindrance();
        QVERIFY2(hindrance.find("another file is at its place") != std::string::npos, hindrance.c_str());
        held->engine->unpause();
        QCOMPARE(fs::file_size(path), std::uintmax_t(4));
        fs::remove(path);
        QCOMPARE(held->engine->wait(), RunState::Finished);
        const std::string differs = differenceToUninterrupted(path);
        QVERIFY2(differs.empty(), differs.c_str());
    }
};

QTEST_APPLESS_MAIN(TestEngineHindrance)
#include "tst_engine_hindrance.moc"
