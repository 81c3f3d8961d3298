// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "core/estimate/trainer.h"
#include "core/train/schedule.h"

using namespace cw;

class TestSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void schedules_fallAsTheirNamesSay()
    {
        QCOMPARE(schedule({{"schedule", "cosine"}}).factor(0, 0), 1.0);
        QCOMPARE(schedule({{"schedule", "cosine"}}).factor(0.5, 1), 0.5);
        QVERIFY(std::abs(schedule({{"schedule", "cosine"}}).factor(1.0 / 3, 0) - 0.75) < 1e-12);
        QCOMPARE(schedule({{"schedule", "linear"}}).factor(0.25, 0), 0.75);
        QCOMPARE(schedule({{"schedule", "constant"}}).factor(0.9, 3), 1.0);
    }

    // He et al.: a tenth after 30 and after 60 of 90 epochs.
    void steps_fallAfterWholeEpochs()
    {
        const train::Schedule steps = schedule({{"schedule", "step"}, {"step_every", 30}, {"step_factor", 0.1}});
        QCOMPARE(steps.factor(0, 0), 1.0);
        QCOMPARE(steps.factor(29.9 / 90, 29), 1.0);
        QCOMPARE(steps.factor(30.0 / 90, 30), 0.1);
        QCOMPARE(steps.factor(59.9 / 90, 59), 0.1);
        QVERIFY(std::abs(steps.factor(60.0 / 90, 60) - 0.01) < 1e-15);
    }

private:
    static train::Schedule schedule(const Json& given)
    {
        return train::Schedule(estimate::trainEstimatorInfo().schema.resolve(given, "test").value());
    }
};

QTEST_APPLESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
