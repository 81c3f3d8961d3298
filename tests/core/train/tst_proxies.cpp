// SPDX-License-Identifier: GPL-3.0-or-later
// Every proxy on networks small enough to compute it by hand.
#include <cmath>

#include <QTest>

#include "core/net/model.h"
#include "core/train/proxies/probe.h"
#include "tests/core/net/net_builder.h"

using namespace cw;
using test::NetBuilder;

namespace {

struct Sample {
    std::vector<std::int64_t> dims; ///< of the batch
    std::vector<float> values;
    std::vector<std::int64_t> labels;
};

/// The score of a network with these parameters, in the order of its layers.
double score(const char* proxy, const NetBuilder& net, const std::vector<float>& parameters, const Sample& sample)
{
    const train::Proxy* found = train::findProxy(proxy);
    net::Model model(net.build(), {.engine = net::Engine::Plain});
    const torch::NoGradGuard guard;
    model.parameters().copy_(torch::tensor(parameters));
    const train::Batch batch{torch::tensor(sample.values).view(sample.dims), torch::tensor(sample.labels)};
    train::Probe probe(model, batch, found->needs);
    return found->score(probe);
}

/// x -> W x, two numbers to two classes without bias.
NetBuilder linearNet()
{
    NetBuilder net({space::Shape::vector(2), 2});
    net.add(space::Linear{.outFeatures = 2, .bias = false}, {0});
    return net;
}
const std::vector<float> kUnit{1, 0, 0, 1};
/// One sample (1, 2) of class 0: logits (1, 2), probabilities (1 - p, p), p = e / (1 + e); the loss gradient of the
/// logits is (-p, p), that of the weights its outer product with the sample.
const Sample kOne{{1, 2}, {1, 2}, {0}};
const double kP = std::exp(1.0) / (1 + std::exp(1.0));

/// ReLUs before a linear layer: x -> W max(x, 0).
NetBuilder gates()
{
    NetBuilder net({space::Shape::vector(4), 2});
    net.add(space::Linear{.outFeatures = 2, .bias = false}, {net.relu(0)});
    return net;
}
const std::vector<float> kHalves(8, 0.5F); ///< the sum of the logits is that of what the ReLUs let through
/// Open: 1 and 2, and 1 and 3.
const Sample kTwo{{2, 4}, {1, 2, -1, -2, 3, -1, 1, -1}, {0, 1}};

void compare(double found, double expected, double tolerance = 1e-5)
{
    QVERIFY2(std::abs(found - expected) <= tolerance * std::max(1.0, std::abs(expected)),
             qPrintable(QStringLiteral("found %1, expected %2").arg(found, 0, 'g', 10).arg(expected, 0, 'g', 10)));
}

} // namespace

class TestProxies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gradNorm_isTheSumOfTheLayersNorms()
    {
        compare(score("grad_norm", linearNet(), kUnit, kOne), kP * std::sqrt(2.0 * 5.0));
        // A second layer behind the first: both see the loss gradient (-p, p), the first through the unit matrix.
        NetBuilder two = linearNet();
        two.add(space::Linear{.outFeatures = 2, .bias = false}, {1});
        compare(score("grad_norm", two, {1, 0, 0, 1, 1, 0, 0, 1}, kOne), 2 * kP * std::sqrt(2.0 * 5.0));
    }

    void snip_sumsWhatTheLossFeelsOfEveryWeight()
    {
        // |1 * -p * 1| + |1 * p * 2|; the zeros count nothing.
        compare(score("snip", linearNet(), kUnit, kOne), 3 * kP);
    }

    void grasp_isMinusWeightsTimesHessianTimesGradient()
    {
        // The logits move by g x = 5 (-p, p) along the gradient, the probabilities by the softmax's derivative
        // p (1 - p) [[1, -1], [-1, 1]]: H g = 10 p^2 (1 - p) (-1, 1) times x; the weights read -1 + 2 of it.
        compare(score("grasp", linearNet(), kUnit, kOne), -10 * kP * kP * (1 - kP));
    }

    void fisher_countsAChannelOnceForEveryWeight()
    {
        // Outputs (1, 2), gradients (-p, p), halves of squares; two weights each.
        compare(score("fisher", linearNet(), kUnit, kOne), (kP * kP + 4 * kP * kP) / 2 * 2);
    }

    void fisher_sumsAChannelOverItsPositionsFirst()
    {
        NetBuilder net({space::Shape::image(1, 1, 2), 2});
        const int pooled = net.add(space::GlobalPool{}, {net.conv(0, 1, 1)});
        net.add(space::Linear{.outFeatures = 2, .bias = false}, {pooled});
        // Pixels 1 and 3 doubled, mean 4, logits (4, 0), class 1: the loss gradient of the mean is q = e^4 / (1 + e^4),
        // of each pixel q / 2. Both layers have one channel that counts: (2 + 6) q / 2, and 4 q.
        const double q = std::exp(4.0) / (1 + std::exp(4.0));
        compare(score("fisher", net, {2, 1, 0}, {{1, 1, 1, 2}, {1, 3}, {1}}), 16 * q * q / 2 + 16 * q * q / 2);
    }

    void fisher_isAMeanOverSamples()
    {
        const Sample twice{{2, 2}, {1, 2, 1, 2}, {0, 0}};
        // Twice the same sample: the mean loss halves every gradient.
        compare(score("fisher", linearNet(), kUnit, twice), score("fisher", linearNet(), kUnit, kOne) / 4);
    }

    void nwot_isTheLogDeterminantOfEqualGates()
    {
        // Gates 1100 and 1010 agree in the first and the last: K = [[4, 2], [2, 4]].
        compare(score("nwot", gates(), kHalves, kTwo), std::log(12.0));
    }

    void nwot_addsTheGatesOfAllReLUs()
    {
        NetBuilder net({space::Shape::vector(4), 2});
        net.add(space::Linear{.outFeatures = 2, .bias = false}, {net.relu(net.relu(0))});
        compare(score("nwot", net, kHalves, kTwo), std::log(48.0)); // what is open once stays open
    }

    void nwot_ofEqualSamples_isFiniteAndWorse()
    {
        const Sample equal{{2, 4}, {1, 2, -1, -2, 2, 4, -3, -1}, {0, 1}};
        compare(score("nwot", gates(), kHalves, equal), std::log(8.0) + std::log(1e-3));
    }

    void nwot_countsManyUnitsAsFew()
    {
        NetBuilder net({space::Shape::vector(130), 2});
        net.add(space::Linear{.outFeatures = 2, .bias = false}, {net.relu(0)});
        Sample sample{{2, 130}, std::vector<float>(260, -1), {0, 1}};
        for (const std::size_t open : {0, 63, 64, 129, 130 + 63, 130 + 128})
            sample.values[open] = 1;
        // Different in units 0, 64, 128 and 129.
        compare(score("nwot", net, std::vector<float>(260, 1), sample), std::log(130.0 * 130 - 126.0 * 126));
    }

    void jacov_ofUncorrelatedSamples_isTheBest()
    {
        // Input gradients 1100 and 1010: no correlation, both eigenvalues 1.
        compare(score("jacov", gates(), kHalves, kTwo), -2 * (std::log(1 + 1e-5) + 1 / (1 + 1e-5)), 1e-9);
    }

    void jacov_ofSamplesTreatedAlike_isTheWorst()
    {
        const Sample alike{{2, 4}, {1, 2, -1, -2, 2, 4, -3, -1}, {0, 1}};
        const double expected = -(std::log(2 + 1e-5) + 1 / (2 + 1e-5) + std::log(1e-5) + 1e5);
        compare(score("jacov", gates(), kHalves, alike), expected);
        // No input reaches the logits: no correlation is defined, and it counts as full.
        compare(score("jacov", gates(), std::vector<float>(8, 0), alike), expected);
    }

    void synflow_isTheFlowThroughEveryLayer()
    {
        NetBuilder net({space::Shape::image(2, 1, 1), 2});
        const int hidden = net.relu(net.norm(net.conv(0, 2, 1)));
        net.add(space::Linear{.outFeatures = 2}, {net.add(space::GlobalPool{}, {hidden})});
        // Without signs, norm and bias: ones -> (3, 7) -> 1 * 3 and 2 * 3 + 5 * 7; both layers carry all of it.
        const std::vector<float> parameters{1, -2, 3, 4, /* norm */ 9, 9, 5, 5, /* head */ -1, 0, 2, -5, -1, 1};
        const Sample sample{{2, 2, 1, 1}, {1, 5, -3, 2}, {0, 1}};
        compare(score("synflow", net, parameters, sample), std::log(2 * 44.0), 1e-9);
        const Sample other{{2, 2, 1, 1}, {0, 1, 7, -2}, {1, 1}};
        QCOMPARE(score("synflow", net, parameters, sample), score("synflow", net, parameters, other)); // no data
    }

    void synflow_beyondSinglePrecision_isFinite()
    {
        NetBuilder net({space::Shape::vector(1), 1});
        int x = 0;
        for (int layer = 0; layer < 60; ++layer)
            x = net.add(space::Linear{.outFeatures = 1, .bias = false}, {x});
        const std::vector<float> parameters(60, 100);
        compare(score("synflow", net, parameters, {{1, 1}, {1}, {0}}), 60 * std::log(100.0) + std::log(60.0), 1e-9);
    }

    void synflow_ofACutNetwork_isFinite()
    {
        NetBuilder net({space::Shape::vector(2), 2});
        net.add(space::Linear{.outFeatures = 2, .bias = false}, {net.add(space::Zero{}, {0})});
        compare(score("synflow", net, kUnit, kOne), std::log(std::numeric_limits<double>::min()), 1e-9);
    }

    void gradientProxies_ofWeightsThatReachNothing_areZero()
    {
        NetBuilder net({space::Shape::vector(2), 2});
        const int cut = net.add(space::Zero{}, {net.add(space::Linear{.outFeatures = 2, .bias = false}, {0})});
        net.add(space::Linear{.outFeatures = 2, .bias = false}, {cut});
        for (const char* proxy : {"grad_norm", "snip", "grasp", "fisher"})
            compare(score(proxy, net, {1, 2, 3, 4, 1, 0, 0, 1}, kOne), 0, 1e-12);
    }

    void drop_doesNothing()
    {
        NetBuilder net({space::Shape::vector(2), 2});
        net.add(space::Linear{.outFeatures = 2, .bias = false}, {net.add(space::Drop{.probability = 0.9}, {0})});
        compare(score("snip", net, kUnit, kOne), 3 * kP);
    }
};

QTEST_GUILESS_MAIN(TestProxies)
#include "tst_proxies.moc"
