// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <stdexcept>

#include "core/train/lost_device.h"

using namespace cw;

namespace {

/// As LibTorch words it.
constexpr const char* kGone = "CUDA error: unknown error\nCUDA kernel errors might be asynchronously reported at some "
                              "other API call,so the stacktrace below might be incorrect.";

class Throwing : public estimate::Estimator {
public:
    explicit Throwing(std::string problem)
        : m_problem(std::move(problem))
    {
    }
    estimate::Estimate estimate(const space::Candidate&, const estimate::Fidelity&, estimate::Context&) override
    {
        throw std::runtime_error(m_problem);
    }

private:
    std::string m_problem;
};

} // namespace

/// What LibTorch says of a device that has gone, and nothing else, becomes Error(Device).
class TestLostDevice : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
        QCOMPARE(QString::fromStdString(train::lostDevice(problem.toStdString()).value_or(std::string())), lost);
        train::Translated<Throwing> estimator(problem.toStdString());
        estimate::Context context;
        context.device = "cuda:3";
        try {
            estimator.estimate({}, {}, context);
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QVERIFY(!lost.isEmpty());
            QCOMPARE(error.code(), ErrorCode::Device);
            QCOMPARE(QString::fromStdString(error.where()), QStringLiteral("cuda:3"));
            QCOMPARE(QString::fromStdString(error.problem()), lost);
        } catch (const std::runtime_error& error) {
            QVERIFY(lost.isEmpty());
            QCOMPARE(QString::fromUtf8(error.what()), problem);
        }
    }

    void otherErrors_keepTheirCode()
    {
        try {
            train::onDevice("cpu", []() -> int { throw Error(ErrorCode::Data, "No CUDA GPUs are available"); });
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Data);
        }
        QCOMPARE(train::onDevice("cpu", [] { return 7; }), 7);
    }
};

QTEST_APPLESS_MAIN(TestLostDevice)
#include "tst_lost_device.moc"
