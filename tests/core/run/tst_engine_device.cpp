// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>

#include <QtTest/QtTest>

#include "tests/core/run/engine_histories.h"

using namespace cw;
using namespace cw::test;

namespace {

Error gone()
{
    return Error(ErrorCode::Device, "unknown error", "cuda:1");
}

bool isWaiting(const run::Event& event)
{
    return event.kind == run::Event::Kind::RunChanged && event.state == RunState::Paused && !event.text.empty();
}

} // namespace

/// A device that disappears in the middle of a training takes no trial with it: the run waits and ends as if it had
/// always been there.
class TestEngineDevice : public QObject, private EngineHistories {
    Q_OBJECT

private:
    static run::RunConfig config() { return plainConfig(40, 2); }
    std::atomic<bool> m_gone = true;

    Behaviour onThatDevice()
    {
        Behaviour behaviour;
        behaviour.atEpoch = [this](int epoch) {
            if (epoch == 2 && m_gone)
                throw gone();
        };
        return behaviour;
    }

private Q_SLOTS:
    void init() { m_gone = true; }

    void lostDevice_isWaitedFor()
    {
        const auto path = fresh();
        Listener listener;
        auto engine = create(std::make_shared<history::Writer>(path), config(), onThatDevice(), listener.sink());
        engine->start();
        listener.waitFor(isWaiting);
        QCOMPARE(
            QString::fromStdString(engine->hindrance()),
            QStringLiteral("device cuda:1 does not answer (unknown error): the run goes on when it does; if it stays "
                           "so, stop the run and resume it in a program started anew"));
        QCOMPARE(engine->state(), RunState::Paused);
        m_gone = false;
        QCOMPARE(engine->wait(), RunState::Finished);
        QVERIFY(engine->hindrance().empty());
        engine.reset();
        const std::string differs = difference(linesOf(path, 1), uninterrupted(config()));
        QVERIFY2(differs.empty(), differs.c_str());
    }

    void stopWhileItIsGone_losesNothing()
    {
        const auto path = fresh();
        const auto writer = std::make_shared<history::Writer>(path);
        Listener listener;
        auto engine = create(writer, config(), onThatDevice(), listener.sink());
        engine->start();
        listener.waitFor(isWaiting);
        engine->stop();
        QCOMPARE(engine->wait(), RunState::Stopped);
        engine.reset();
        for (const history::TrialRow& row : history::Reader(path).trials(1))
            QVERIFY2(row.state != TrialState::Failed, row.reason.c_str());
        m_gone = false;
        auto again = resume(writer, 1);
        again->start();
        QCOMPARE(again->wait(), RunState::Finished);
        again.reset();
        const std::string differs = difference(linesOf(path, 1), uninterrupted(config()));
        QVERIFY2(differs.empty(), differs.c_str());
    }

    /// The lag is 4: trial 6 needs the result of trial 2, and all before it do not.
    void otherDevices_goOnAsFarAsTheLagLetsThem()
    {
        run::RunConfig two = config();
        two.devices = {"cpu", "cpu"};
        const auto path = fresh();
        Listener listener;
        Behaviour behaviour;
        behaviour.before = [this](const space::Candidate&, const estimate::Context& context) {
            if (context.trial == 2 && m_gone)
                throw gone();
        };
        auto engine = create(std::make_shared<history::Writer>(path), two, behaviour, listener.sink());
        engine->start();
        listener.waitFor(isWaiting);
        QCOMPARE(engine->trialsDone(), 4);
        const auto saysWho = [](const run::Event& event) {
            return event.kind == run::Event::Kind::Log && event.text.starts_with("worker ") &&
                   event.text.find("device cuda:1 does not answer") != std::string::npos;
        };
        QCOMPARE(listener.count(saysWho), 1);
        m_gone = false;
        QCOMPARE(engine->wait(), RunState::Finished);
        QCOMPARE(listener.count(isWaiting), 1); // it was held once, and went on for good
        engine.reset();
        const std::string differs = difference(linesOf(path, 1), uninterrupted(two));
        QVERIFY2(differs.empty(), differs.c_str());
    }

    /// Nobody can write a checkpoint on a device that has gone: the job is given back, and begins anew.
    void pauseWhileItIsGone_isReached()
    {
        const auto path = fresh();
        Listener listener;
        auto engine = create(std::make_shared<history::Writer>(path), config(), onThatDevice(), listener.sink());
        engine->start();
        listener.waitFor(isWaiting);
        engine->pause();
        listener.waitFor([](const run::Event& event) {
            return event.kind == run::Event::Kind::RunChanged && event.state == RunState::Paused && event.text.empty();
        });
        QTRY_VERIFY(engine->hindrance().empty());
        m_gone = false;
        engine->unpause();
        QCOMPARE(engine->wait(), RunState::Finished);
        engine.reset();
        const std::string differs = difference(linesOf(path, 1), uninterrupted(config()));
        QVERIFY2(differs.empty(), differs.c_str());
    }
};

QTEST_GUILESS_MAIN(TestEngineDevice)
#include "tst_engine_device.moc"
