// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch before Qt: their headers use each other's words.
#include <torch/types.h>

#include <QTest>

#include "core/base/rng.h"
#include "core/net/statistics_meter.h"
#include "tests/core/net/net_builder.h"

using namespace cw;
using net::Engine;
using net::Model;
using net::StatisticsMeter;

namespace {

constexpr std::int64_t kBatch = 6;
constexpr std::int64_t kChannels = 3;
constexpr std::int64_t kSide = 12; // 12, 6, 3 in the stages of a network

space::Task task()
{
    return {space::Shape::image(kChannels, kSide, kSide), 4};
}

torch::Tensor batchOf(std::uint64_t seed)
{
    Rng rng(seed);
    torch::Tensor batch = torch::empty({kBatch, kChannels, kSide, kSide});
    for (std::int64_t i = 0; i < batch.numel(); ++i)
        batch.data_ptr<float>()[i] = float(rng.normal() * double(seed) + double(i % 7));
    return batch;
}

/// The norm is the first thing that the input meets.
std::shared_ptr<const space::Architecture> normedInput(double momentum)
{
    test::NetBuilder net(task());
    net.head(net.add(space::BatchNorm{.momentum = momentum}, {0}));
    return net.build();
}

bool near(const torch::Tensor& found, const torch::Tensor& expected)
{
    return (found - expected).abs().max().item<double>() < 1e-5 * expected.abs().max().item<double>();
}

} // namespace

class TestStatisticsMeter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void statistics_areTheMeansOverTheBatches_data()
    {
        QTest::addColumn<int>("engine");
        QTest::addColumn<double>("momentum");
        QTest::newRow("fused") << int(Engine::Fused) << 0.1;
        QTest::newRow("plain") << int(Engine::Plain) << 0.1;
        QTest::newRow("momentum of its own") << int(Engine::Fused) << 0.4;
    }
    void statistics_areTheMeansOverTheBatches()
    {
        QFETCH(int, engine);
        QFETCH(double, momentum);
        Model model(normedInput(momentum), {.engine = Engine(engine)});
        model.forward(batchOf(9), true); // what it leaves is to be forgotten
        torch::Tensor mean = torch::zeros({kChannels});
        torch::Tensor variance = torch::zeros({kChannels});
        StatisticsMeter meter(model);
        QVERIFY(meter.needed());
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            const torch::Tensor batch = batchOf(seed);
            meter.add(batch);
            mean += batch.mean({0, 2, 3}) / 3;
            variance += batch.var({0, 2, 3}, true) / 3;
        }
        meter.finish();
        QVERIFY(near(model.node(1).mean, mean));
        QVERIFY(near(model.node(1).variance, variance));
    }

    /// Deep in a network a norm meets what the norms before it make of the batch, not of the running averages.
    void batchMeasured_isJudgedAsInTraining_data()
    {
        QTest::addColumn<int>("engine");
        QTest::newRow("fused") << int(Engine::Fused);
        QTest::newRow("plain") << int(Engine::Plain);
    }
    void batchMeasured_isJudgedAsInTraining()
    {
        QFETCH(int, engine);
        Model model(test::network201({3, 1, 2, 4, 3, 2}, task(), 8, 1), {.engine = Engine(engine)});
        const torch::Tensor batch = torch::cat({batchOf(1), batchOf(2), batchOf(3)});
        const torch::Tensor inTraining = model.forward(batch, true).detach();
        StatisticsMeter meter(model);
        meter.add(batch);
        meter.finish();
        // But for the variance, which is that of the batch there and one of n - 1 here: 18 images of 9 pixels at least.
        const double difference = (model.forward(batch, false) - inTraining).abs().max().item<double>();
        QVERIFY2(difference < 0.02 * inTraining.abs().max().item<double>(), qPrintable(QString::number(difference)));
    }

    void withoutBatches_nothingChanges()
    {
        Model model(normedInput(0.1), {});
        model.forward(batchOf(2), true);
        const torch::Tensor before = model.buffers().clone();
        StatisticsMeter(model).finish();
        QVERIFY(model.buffers().equal(before));
    }

    void networkWithoutNorm_needsNone()
    {
        test::NetBuilder net(task());
        net.head(net.conv(0, 4, 3));
        Model model(net.build(), {});
        QVERIFY(!StatisticsMeter(model).needed());
    }

    void gradients_areThoseOfAModelThatWasNotMeasured()
    {
        const auto network = test::network201({3, 1, 2, 4, 3, 2}, task(), 8, 1);
        Model measured(network, {});
        Model other(network, {});
        StatisticsMeter meter(measured);
        for (std::uint64_t seed = 1; seed <= 2; ++seed)
            meter.add(batchOf(seed));
        meter.finish();
        const torch::Tensor labels = torch::zeros({kBatch}, torch::kLong);
        QCOMPARE(measured.lossAndGradients(batchOf(5), labels, 0), other.lossAndGradients(batchOf(5), labels, 0));
        QVERIFY(measured.gradients().equal(other.gradients()));
    }
};

QTEST_APPLESS_MAIN(TestStatisticsMeter)
#include "tst_statistics_meter.moc"
