// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <stdexcept>

#include <QtTest/QtTest>

#include "core/run/hindrance.h"
#include "tests/core/run/engine_histories.h"

using namespace cw;
using namespace cw::test;

namespace {

/// As LibTorch words it.
constexpr const char* kGone = "CUDA error: unknown error\nCUDA kernel errors might be asynchronously reported at some "
                              "other API call,so the stacktrace below might be incorrect.";

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
                throw std::runtime_error(kGone);
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
        QCOMPARE(QString::fromStdString(engine->hindrance()),
                 QStringLiteral("device cpu does not answer (unknown error): the run goes on when it does; if it stays "
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

    void onlyALostDevice_isOne_data()
    {
        QTest::addColumn<QString>("problem");
        QTest::addColumn<QString>("lost");
        QTest::newRow("bus") << QString::fromLatin1(kGone) << QStringLiteral("unknown error");
        QTest::newRow("none") << "CUDA error: no CUDA-capable device is detected"
                              << "no CUDA-capable device is detected";
        QTest::newRow("AMD") << "HIP error: no ROCm-capable device is detected"
                             << "no ROCm-capable device is detected";
        QTest::newRow("LibTorch") << "No CUDA GPUs are available"
                                  << "No CUDA GPUs are available";
        QTest::newRow("memory") << "CUDA out of memory. Tried to allocate 2.00 GiB" << QString();
        QTest::newRow("kernel") << "CUDA error: an illegal memory access was encountered" << QString();
        QTest::newRow("assertion") << "CUDA error: device-side assert triggered" << QString();
        QTest::newRow("words of another") << "unknown error" << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void onlyALostDevice_isOne()
    {
        QFETCH(QString, problem);
        QFETCH(QString, lost);
        QCOMPARE(QString::fromStdString(run::lostDevice(problem.toStdString()).value_or(std::string())), lost);
    }
};

QTEST_APPLESS_MAIN(TestEngineDevice)
#include "tst_engine_device.moc"
