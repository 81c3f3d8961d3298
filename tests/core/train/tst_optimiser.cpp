// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <torch/torch.h>

#include "core/estimate/trainer.h"
#include "core/train/optimiser.h"

using namespace cw;

namespace {

Settings settings(const Json& given)
{
    return estimate::trainEstimatorInfo().schema.resolve(given, "test").value();
}

/// Two steps of LibTorch's own optimiser and of ours on the same gradients must give the same numbers.
template <class Theirs, class Options>
void compare(const Json& given, const Options& options, double rate)
{
    const torch::Tensor start = torch::tensor({1.0F, -2.0F, 0.5F, 3.0F});
    torch::Tensor theirs = start.clone().requires_grad_(true);
    const torch::Tensor ours = start.clone();
    Theirs expected({theirs}, options);
    const auto optimiser = train::makeOptimiser(ours, settings(given));
    for (int step = 1; step <= 3; ++step) {
        const torch::Tensor gradient = torch::tensor({0.1F, -0.3F, float(step), 0.0F});
        theirs.mutable_grad() = gradient.clone();
        expected.step();
        optimiser->step(ours, gradient, rate, step);
        QVERIFY2(torch::allclose(ours, theirs.detach(), 1e-5, 1e-7), given.dump().c_str());
    }
}

} // namespace

class TestOptimiser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sgd_equalsLibTorch()
    {
        compare<torch::optim::SGD>({{"optimiser", "sgd"}, {"momentum", 0.8}, {"nesterov", true}, {"weight_decay", 0.1}},
                                   torch::optim::SGDOptions(0.2).momentum(0.8).nesterov(true).weight_decay(0.1), 0.2);
    }
    void adam_equalsLibTorch()
    {
        compare<torch::optim::Adam>({{"optimiser", "adam"}, {"weight_decay", 0.1}},
                                    torch::optim::AdamOptions(0.05).weight_decay(0.1), 0.05);
    }
    void adamw_equalsLibTorch()
    {
        compare<torch::optim::AdamW>({{"optimiser", "adamw"}, {"weight_decay", 0.1}},
                                     torch::optim::AdamWOptions(0.05).weight_decay(0.1), 0.05);
    }
    void rmsprop_equalsLibTorch()
    {
        compare<torch::optim::RMSprop>({{"optimiser", "rmsprop"}, {"weight_decay", 0.1}, {"momentum", 0.5}},
                                       torch::optim::RMSpropOptions(0.05).weight_decay(0.1).momentum(0.5), 0.05);
    }

    void adam_firstStepIsTheRateAgainstTheSign()
    {
        const torch::Tensor weights = torch::tensor({1.0F, 1.0F, 1.0F});
        const auto optimiser = train::makeOptimiser(weights, settings({{"optimiser", "adam"}, {"weight_decay", 0.0}}));
        optimiser->step(weights, torch::tensor({5.0F, -0.01F, 0.0F}), 0.1, 1);
        QVERIFY(torch::allclose(weights, torch::tensor({0.9F, 1.1F, 1.0F}), 0, 1e-6));
    }

    void state_carriesEverything_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"sgd", "adam", "adamw", "rmsprop"})
            QTest::newRow(name) << name;
    }
    void state_carriesEverything()
    {
        QFETCH(QString, name);
        const Settings given = settings({{"optimiser", name.toStdString()}});
        const torch::Tensor weights = torch::tensor({1.0F, -2.0F, 0.5F});
        const torch::Tensor gradient = torch::tensor({0.1F, -0.3F, 0.7F});
        const auto first = train::makeOptimiser(weights, given);
        first->step(weights, gradient, 0.01, 1);
        const torch::Tensor copy = weights.clone();
        const auto second = train::makeOptimiser(copy, given);
        const auto from = first->state();
        const auto to = second->state();
        QCOMPARE(from.size(), to.size());
        for (std::size_t i = 0; i < from.size(); ++i)
            to[i].copy_(from[i]);
        first->step(weights, gradient, 0.01, 2);
        second->step(copy, gradient, 0.01, 2);
        QVERIFY(weights.equal(copy));
    }
};

QTEST_APPLESS_MAIN(TestOptimiser)
#include "tst_optimiser.moc"
