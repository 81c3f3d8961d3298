// SPDX-License-Identifier: GPL-3.0-or-later
// What is ruled out before a training, and what ends one.
#include <new>

#include <QTest>

#include <torch/types.h>

#include "core/train/calibrate.h"
#include "tests/core/train/train_fixture.h"

using namespace cw;
using estimate::Context;
using estimate::Estimate;
using test::TrainFixture;

namespace {

/// What a training of TrainFixture::kTiny takes, in steps: three, and a third of the operators for the norms, measured
/// over all three batches, and for 50 samples that are judged, 50 / 128 of a batch.
constexpr double kSteps = 3 + (3 + 50.0 / 128) / 3;

/// A machine that starts 1,000 operators a second and does nothing else that takes time.
estimate::Calibration slowMachine()
{
    estimate::Calibration slow{.secondsPerParameter = 1e-15};
    for (estimate::Calibration::Speed& speed : slow.speeds)
        speed = {.secondsPerCall = 1e-3, .secondsPerNumber = 1e-15, .rates = {{1, 1e15}}};
    return slow;
}

} // namespace

class TestAdmission : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!TrainFixture::dataIsThere())
            QSKIP("skipped: data not found");
        m_fixture = std::make_unique<TrainFixture>();
    }

    void tooManyParameters_areRejectedWithFigures()
    {
        const double params = estimate({}).metrics.at("params");
        QCOMPARE(estimate({{"max_params", std::int64_t(params)}}).state, TrialState::Finished);
        const Estimate rejected = estimate({{"max_params", std::int64_t(params) - 1}});
        QCOMPARE(rejected.state, TrialState::Rejected);
        const std::string expected = estimate::parametersProblem(std::int64_t(params), std::int64_t(params) - 1);
        QCOMPARE(rejected.reason, expected);
        QCOMPARE(rejected.metrics.at("params"), params); // what is known is said
    }

    void hundredGigabytes_areRejectedWithFigures()
    {
        // At 8 times the width and a batch of 60,000 no machine of today trains this network.
        const auto estimator = m_fixture->make({{"batch", 60'000}});
        Context context;
        const Estimate rejected = estimator->estimate(m_fixture->candidate, {.width = 8}, context);
        QCOMPARE(rejected.state, TrialState::Rejected);
        qInfo("%s", rejected.reason.c_str());
        QVERIFY(rejected.reason.starts_with("needs "));
        QVERIFY(std::stod(rejected.reason.substr(6)) > 100);
        QVERIFY(rejected.reason.find(" GB of memory for training at batch 60000, ") != std::string::npos);
        QVERIFY(rejected.reason.ends_with(" are free"));
    }

    void memoryLimit_isTheUsers()
    {
        const Estimate rejected = estimate({{"max_memory", 1}});
        QCOMPARE(rejected.state, TrialState::Rejected);
        QVERIFY2(rejected.reason.ends_with("MB of memory for training at batch 64, the limit is 1 MB"),
                 rejected.reason.c_str());
        QCOMPARE(estimate({{"max_memory", 100}}).state, TrialState::Finished);
    }

    void timeLimit_isJudgedByTheGivenCalibration()
    {
        const std::string calibration = estimate::toJson(slowMachine()).dump();
        const estimate::Workload workload = estimate::workloadOf(*architecture());
        const double seconds = double(workload.calls()) * 1e-3 * kSteps;
        const Json settings{{"calibration", calibration}};
        QCOMPARE(estimate(with(settings, "max_seconds", seconds * 1.001)).state, TrialState::Finished);
        const Estimate rejected = estimate(with(settings, "max_seconds", seconds * 0.999));
        QCOMPARE(rejected.state, TrialState::Rejected);
        QVERIFY2(rejected.reason.starts_with("would take "), rejected.reason.c_str());
        Json thrice = with(settings, "max_seconds", seconds * 2);
        thrice["repeats"] = 3;
        QCOMPARE(estimate(thrice).state, TrialState::Rejected);
        // Without a limit nothing is judged.
        QCOMPARE(estimate(settings).state, TrialState::Finished);
    }

    void calibrationOfAnotherMachine_isRefused()
    {
        estimate::Calibration other = slowMachine();
        other.threads = 8;
        const auto estimator =
            m_fixture->make({{"calibration", estimate::toJson(other).dump()}, {"max_seconds", 1000}});
        Context context;
        try {
            estimator->estimate(m_fixture->candidate, TrainFixture::kTiny, context);
            QFAIL("it was taken");
        } catch (const Error& error) {
            QCOMPARE(QString::fromUtf8(error.what()),
                     QString("setting 'calibration': it is of cpu, 8 threads, float32; the training runs on cpu, 1 "
                             "threads, float32"));
        }
    }

    void keptCalibration_isUsed()
    {
        std::string asked;
        Context context{.seed = 1, .trial = 1};
        context.calibrationOf = [&](const std::string& key, const auto& isUsable, const auto&) {
            asked = key;
            Json kept = estimate::toJson(slowMachine());
            if (!isUsable(kept) || isUsable(Json("no calibration")))
                throw std::runtime_error("judged wrongly");
            kept["threads"] = 8;
            if (isUsable(kept))
                throw std::runtime_error("of another number of threads");
            return estimate::toJson(slowMachine());
        };
        const double calls = double(estimate::workloadOf(*architecture()).calls());
        const double seconds = calls * 1e-3 * kSteps;
        for (const double limit : {seconds * 0.999, seconds * 1.001}) {
            const auto estimator = m_fixture->make({{"max_seconds", limit}});
            const Estimate judged = estimator->estimate(m_fixture->candidate, TrainFixture::kTiny, context);
            QCOMPARE(judged.state, limit < seconds ? TrialState::Rejected : TrialState::Finished);
            QCOMPARE(asked, std::string("cpu, 1 threads, float32"));
        }
    }

    void measuredSpeed_isACompleteCalibration()
    {
        const estimate::Calibration measured = train::calibrate("cpu", 1, "float32");
        QCOMPARE(estimate::calibrationFromJson(estimate::toJson(measured), "test").value(), measured);
        // A limit that no measurement reaches, and one that every measurement does.
        QCOMPARE(estimate({{"max_seconds", 1e9}}).state, TrialState::Finished);
        QCOMPARE(estimate({{"max_seconds", 1e-9}}).state, TrialState::Rejected);
    }

    void divergingTraining_failsWithItsReason_data()
    {
        QTest::addColumn<double>("rate");
        for (const double rate : {1e3, 1e6})
            QTest::addRow("%g", rate) << rate;
    }
    void divergingTraining_failsWithItsReason()
    {
        QFETCH(double, rate);
        const auto estimator = m_fixture->make({{"learning_rate", rate}});
        Context context;
        const Estimate failed = estimator->estimate(m_fixture->candidate, TrainFixture::tiny(30), context);
        QCOMPARE(failed.state, TrialState::Failed);
        QVERIFY2(failed.reason.starts_with("diverged: "), failed.reason.c_str());
    }

    void lackOfMemory_isTold()
    {
        QVERIFY(train::isOutOfMemory(std::bad_alloc()));
        QVERIFY(train::isOutOfMemory(std::runtime_error("CUDA out of memory. Tried to allocate 20.00 MiB")));
        QVERIFY(!train::isOutOfMemory(std::runtime_error("expected a float")));
        try {
            torch::empty({std::int64_t(1) << 50});
            QFAIL("it was there");
        } catch (const std::exception& problem) {
            QVERIFY2(train::isOutOfMemory(problem), problem.what());
        }
    }

private:
    static Json with(Json settings, const char* name, double value)
    {
        settings[name] = value;
        return settings;
    }
    std::shared_ptr<const space::Architecture> architecture() const
    {
        return std::make_shared<const space::Architecture>(
            space::realiseOrError(*m_fixture->space, m_fixture->tree, m_fixture->candidate,
                                  {.task = TrainFixture::task(), .width = 0.25, .cells = 1})
                .value());
    }
    Estimate estimate(const Json& settings) const
    {
        Context context{.seed = 1, .trial = 1};
        return m_fixture->make(settings)->estimate(m_fixture->candidate, TrainFixture::kTiny, context);
    }

    std::unique_ptr<TrainFixture> m_fixture;
};

QTEST_GUILESS_MAIN(TestAdmission)
#include "tst_admission.moc"
