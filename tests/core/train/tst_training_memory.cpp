// SPDX-License-Identifier: GPL-3.0-or-later
// Many trials in one program: what one of them needed is there for the next.
#include <QTest>

#include "core/base/heap.h"
#include "tests/core/train/train_fixture.h"

using namespace cw;
using test::TrainFixture;

class TestTrainingMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoHundredTrials_leaveNoMemoryBehind()
    {
        if (!TrainFixture::dataIsThere())
            QSKIP("skipped: data not found");
        const TrainFixture fixture;
        const auto estimator = fixture.make({{"batch", 32}, {"valid_min", 100}});
        const char* cells[] = {
            "|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|",
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|",
            "|none~0|+|avg_pool_3x3~0|skip_connect~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2|",
            "|skip_connect~0|+|skip_connect~0|skip_connect~1|+|none~0|none~1|skip_connect~2|"};
        std::int64_t trial = 0;
        const auto run = [&](int trials) {
            for (int i = 0; i < trials; ++i, ++trial) {
                estimate::Context context{.seed = 1, .trial = trial};
                const estimate::Fidelity fidelity{.data = 0.0015, .width = 0.5, .cells = 1};
                const auto estimate = estimator->estimate(fixture.parse(cells[trial % 4]), fidelity, context);
                QCOMPARE(estimate.state, TrialState::Finished);
            }
        };
        run(40);
        const std::int64_t before = allocatedBytes();
        run(200);
        const auto grown = double(allocatedBytes() - before);
        qInfo("%.0f kB more after 200 trials", grown / 1e3);
        // The weights, gradients and momentum of the four networks have 12 bytes a parameter, 370 kB on average: one
        // such set left behind by each trial would be 70 MB, one activation of 32 images 40 MB and more.
#ifndef __SANITIZE_ADDRESS__ // which holds back what was freed
        QVERIFY(grown < 1e6);
#endif
    }
};

QTEST_GUILESS_MAIN(TestTrainingMemory)
#include "tst_training_memory.moc"
