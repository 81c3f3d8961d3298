// SPDX-License-Identifier: GPL-3.0-or-later
// Judging by statistics of batch norms that are measured anew, against running averages.
#include <QTest>

#include "tests/core/train/train_fixture.h"

using namespace cw;
using estimate::Estimate;
using test::TrainFixture;

class TestNormBatches : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!TrainFixture::dataIsThere())
            QSKIP("skipped: data not found");
    }

    /// The weights of a training do not depend on how it is judged.
    void training_isTheSame()
    {
        const std::vector<double> expected = losses(trained({{"norm_batches", 0}}));
        QCOMPARE(expected.size(), std::size_t(4));
        for (const int batches : {1, 3, 10000})
            QCOMPARE(losses(trained({{"norm_batches", batches}})), expected);
    }

    void moreBatchesThanAnEpochHas_areThoseOfTheEpoch()
    {
        const Estimate three = trained({{"norm_batches", 3}}); // steps of an epoch
        const Estimate many = trained({{"norm_batches", 10000}});
        QCOMPARE(many.metrics, three.metrics);
    }

    /// After 12 steps running averages still hold 0.9^12 = 28 % of where they began, and the rest of older weights.
    void shortTraining_isJudgedByWhatItsWeightsMake()
    {
        const Estimate running = trained({{"norm_batches", 0}});
        const Estimate measured = trained({{"norm_batches", 3}});
        QVERIFY2(measured.metrics.at("valid_loss") < running.metrics.at("valid_loss"),
                 qPrintable(QString("%1, with running averages %2")
                                .arg(measured.metrics.at("valid_loss"))
                                .arg(running.metrics.at("valid_loss"))));
    }

private:
    static Estimate trained(const Json& settings)
    {
        const TrainFixture fixture;
        estimate::Context context;
        context.seed = 1;
        context.trial = 1;
        return fixture.make(settings)->estimate(fixture.candidate, TrainFixture::tiny(4), context);
    }
    static std::vector<double> losses(const Estimate& estimate)
    {
        std::vector<double> values;
        for (const estimate::CurvePoint& point : estimate.curve) {
            if (point.metric == "train_loss")
                values.push_back(point.value);
        }
        return values;
    }
};

QTEST_APPLESS_MAIN(TestNormBatches)
#include "tst_norm_batches.moc"
