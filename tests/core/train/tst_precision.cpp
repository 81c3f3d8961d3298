// SPDX-License-Identifier: GPL-3.0-or-later
// The setting `precision`: what convolutions and linear layers multiply in.
#include <cmath>

#include <QTemporaryDir>
#include <QTest>

#include "core/net/model.h"
#include "tests/core/net/net_builder.h"
#include "tests/core/train/train_fixture.h"

using namespace cw;
using estimate::Context;
using estimate::Estimate;
using test::TrainFixture;

class TestPrecision : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!TrainFixture::dataIsThere())
            QSKIP("skipped: data not found");
        m_fixture = std::make_unique<TrainFixture>();
    }

    void products_areRoundedToEightBits()
    {
        test::NetBuilder net({space::Shape::vector(2), 2});
        net.add(space::Linear{.outFeatures = 2}, {0});
        net::Model model(net.build(), {.precision = net::Precision::BFloat16});
        // Weights [[1, 0], [0, 1]], no bias. 1 + 2^-8 lies between 1 and 1 + 2^-7 and goes to the even one, 1;
        // 1 + 3 * 2^-8 goes to 1 + 2^-6.
        const torch::NoGradGuard guard;
        model.parameters().zero_();
        model.parameters()[0] = 1;
        model.parameters()[3] = 1;
        const torch::Tensor out = model.forward(torch::tensor({{1 + 0.00390625F, 1 + 3 * 0.00390625F}}), false);
        QCOMPARE(out.scalar_type(), torch::kFloat);
        QCOMPARE(out[0][0].item<float>(), 1.0F);
        QCOMPARE(out[0][1].item<float>(), 1.015625F);
    }

    void fusedEngine_refusesIt()
    {
        test::NetBuilder net({space::Shape::vector(2), 2});
        net.add(space::Linear{.outFeatures = 2}, {0});
        QVERIFY_THROWS_EXCEPTION(
            Error, net::Model(net.build(), {.engine = net::Engine::Fused, .precision = net::Precision::BFloat16}));
    }

    void gradients_areThoseOfFloat32ButForRounding()
    {
        const auto network = test::network201({3, 1, 2, 4, 0, 3}, {space::Shape::image(1, 8, 8), 4}, 4, 1);
        const torch::Tensor input = torch::linspace(-1, 1, 8 * 64).view({8, 1, 8, 8}).sin();
        const torch::Tensor labels = torch::arange(8) % 4;
        const auto gradients = [&](net::Precision precision) {
            net::Model model(network, {.engine = net::Engine::Plain, .precision = precision, .seed = 3});
            model.lossAndGradients(input, labels, 0);
            return model.gradients().clone();
        };
        const torch::Tensor exact = gradients(net::Precision::Float32);
        const torch::Tensor low = gradients(net::Precision::BFloat16);
        const double cosine = (exact.dot(low) / (exact.norm() * low.norm())).item<double>();
        qInfo("cosine of the gradients %.5f", cosine);
        QVERIFY(cosine > 0.95);
        QVERIFY(!torch::equal(exact, low));
    }

    void everyKindOfLayer_trains()
    {
        test::NetBuilder net({{space::ShapeKind::Sequence, {6, 4}}, 3});
        const int wide = net.add(space::Linear{.outFeatures = 12}, {0});
        const int seen = net.add(space::Attention{.heads = 2}, {wide});
        const int conv = net.add(space::Conv{.outChannels = 4, .kernelWidth = 3, .bias = true}, {seen});
        const int lstm = net.add(space::Lstm{.hidden = 4}, {net.sum({conv, net.add(space::Gru{.hidden = 4}, {conv})})});
        net.head(net.add(space::LayerNorm{}, {net.add(space::Drop{}, {lstm})}));
        net::Model model(net.build(), {.precision = net::Precision::BFloat16, .seed = 1});
        const double loss = model.lossAndGradients(torch::ones({5, 6, 4}), torch::arange(5) % 3, 0.1, 7);
        QVERIFY(std::isfinite(loss));
        for (std::size_t i = 0; i < model.architecture().primitives.size(); ++i) {
            const torch::Tensor& gradient = model.node(i).weightGradient;
            QVERIFY2(!gradient.defined() || gradient.abs().sum().item<double>() > 0, std::to_string(i).c_str());
        }
    }

    void sameSeed_givesTheSameBits_alsoAcrossAPause()
    {
        const auto estimator = m_fixture->make({{"precision", "bfloat16"}});
        const auto estimate = [&](Context context) {
            return estimator->estimate(m_fixture->candidate, TrainFixture::tiny(2), context);
        };
        const Context usual{.seed = 3, .trial = 1};
        const Estimate first = estimate(usual);
        QCOMPARE(first.state, TrialState::Finished);
        QVERIFY(estimate(usual).metrics == first.metrics);
        Context other = usual;
        const Estimate full = m_fixture->make()->estimate(m_fixture->candidate, TrainFixture::tiny(2), other);
        QVERIFY(full.metrics != first.metrics);
        const QTemporaryDir folder;
        int asked = 0;
        Context paused = usual;
        paused.checkpoint = folder.filePath("trial.ckpt").toStdString();
        paused.pausing = [&] { return asked++ == 4; };
        QCOMPARE(estimate(paused).state, TrialState::Paused);
        paused.pausing = nullptr;
        const Estimate finished = estimate(paused);
        QVERIFY(finished.metrics == first.metrics && finished.curve == first.curve);
    }

private:
    std::unique_ptr<TrainFixture> m_fixture;
};

QTEST_GUILESS_MAIN(TestPrecision)
#include "tst_precision.moc"
