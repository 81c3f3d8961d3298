// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch before Qt: their headers use each other's words.
#include <torch/types.h>

#include <QTest>

#include "core/space/candidate_set.h"
#include "core/space/variation/change.h"
#include "net_builder.h"
#include "transfer_pairs.h"

using namespace cw;
using cw::test::Family;
using cw::test::NetBuilder;
using cw::test::SharedNetwork;
using cw::test::SpaceUnderTest;

namespace {

constexpr net::TransferOptions kOptions{.seed = 1, .trial = 2, .noise = 0.05};
constexpr double kSame = 1e-5;
/// In double precision, where nothing is left but the rounding of doubles: of how much outputs differ between inputs.
constexpr double kExact = 1e-9;

space::Task taskFor(const std::string& id)
{
    if (id == "cnn-1d")
        return {space::Shape::sequence(12, 6), 5};
    if (id == "darts-rnn" || id == "transformer")
        return {
            .input = space::Shape::tokens(7), .classes = 11, .kind = space::TaskKind::LanguageModel, .vocabulary = 11};
    return {space::Shape::image(3, id == "resnet" || id == "mobilenet" ? 32 : 16,
                                id == "resnet" || id == "mobilenet" ? 32 : 16),
            10};
}

SharedNetwork mlp(const std::vector<std::int64_t>& hidden, std::int64_t inputs, std::int64_t outputs)
{
    NetBuilder net({space::Shape::vector(inputs), outputs});
    int x = 0;
    for (const std::int64_t size : hidden)
        x = net.relu(net.add(space::Linear{.outFeatures = size}, {x}));
    net.add(space::Linear{.outFeatures = outputs}, {x});
    return net.build();
}

} // namespace

class TestTransfer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void growing_keepsTheFunction_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("parent");
        QTest::addColumn<QString>("child");
        const auto row = [](const char* name, const char* id, const char* parent, const char* child) {
            QTest::newRow(name) << id << parent << child;
        };
        const char* chain = "conv1[0].kernel=3;conv2[0].kernel=3";
        row("chain, one layer wider", "chain-cnn", chain, "conv1[0].kernel=3;conv2[0].kernel=3;conv1[0].filters=32");
        row("chain, all wider, flattened", "chain-cnn", "collapse=flatten;hidden=linear",
            "collapse=flatten;hidden=linear;conv1[0].filters=64;conv2[0].filters=128;linear.features=256");
        row("chain, deeper", "chain-cnn", chain, "conv1[0].kernel=3;conv2[0].kernel=3;conv1=3;conv1[1].kernel=3");
        row("chain, deeper in each part", "chain-cnn", "conv3=0",
            "conv1=2;conv2=3;conv2[2].kernel=5;conv1[1].kernel=3");
        row("chain, deeper behind the pool", "chain-cnn", "conv3=0", "conv3=2");
        row("chain, deeper and wider", "chain-cnn", chain,
            "conv1[0].kernel=3;conv2[0].kernel=3;conv1=2;conv1[0].filters=32;conv1[1].filters=64;conv2[0].filters=64");
        row("chain, kernel 3 to 5", "chain-cnn", chain, "conv1[0].kernel=5;conv2[0].kernel=3");
        row("chain, kernels 1 to 3 and 5", "chain-cnn", "", "conv1[0].kernel=5;conv2[0].kernel=3");
        row("resnet, wider", "resnet", "width=0.0625;stem=conv_3x3", "width=0.125;stem=conv_3x3");
        row("resnet, not twice as wide", "resnet", "width=0.125;stem=conv_3x3", "width=0.1875;stem=conv_3x3");
        row("resnet, deeper", "resnet", "width=0.125", "width=0.125;stage1=3;stage3=4");
        row("bottlenecks, deeper and wider", "resnet", "width=0.0625;block=bottleneck",
            "width=0.125;block=bottleneck;stage2=3");
        row("mobilenet, wider", "mobilenet", "width=0.25", "width=0.375");
        row("mobilenet, expanded more, squeezed", "mobilenet", "width=0.25;stage3.expand=3;stage3.se=0.25",
            "width=0.25;stage3.expand=6;stage3.se=0.25");
        row("mobilenet, kernel 3 to 7", "mobilenet", "width=0.25", "width=0.25;stage2.kernel=7;stage3.kernel=5");
        row("mobilenet, deeper", "mobilenet", "width=0.25", "width=0.25;stage2=3;stage4=4");
        row("mlp, wider", "mlp", "layer=2", "layer=2;layer[0]/linear.features=100;layer[1]/linear.features=300");
        row("mlp, deeper", "mlp", "layer=1", "layer=3;layer[1]/linear.features=150;layer[2]/linear.features=150");
        row("mlp, a batch norm", "mlp", "layer=2", "layer=2;layer[0]/norm=batch-norm;layer[1]/norm=batch-norm");
        row("mlp with layer norm, twice as wide", "mlp", "layer=1;layer[0]/norm=layer-norm",
            "layer=1;layer[0]/norm=layer-norm;layer[0]/linear.features=100");
        row("transformer, wider inside", "transformer", "", "layers.ffn=4");
        row("transformer, deeper", "transformer", "", "layers=3");
        row("branches, wider", "multi-branch-cnn", "width=0.25", "width=0.5");
        row("nas-bench-201, wider", "nas-bench-201", "width=0.25;0-1=nor_conv_3x3;0-2=skip_connect;1-3=avg_pool_3x3",
            "width=0.5;0-1=nor_conv_3x3;0-2=skip_connect;1-3=avg_pool_3x3");
        row("nas-bench-201, an edge more", "nas-bench-201", "width=0.25;0-1=nor_conv_3x3;1-3=skip_connect",
            "width=0.25;0-1=nor_conv_3x3;1-3=skip_connect;0-3=nor_conv_3x3");
        const std::string cells = "normal/0-2=sep_conv_3x3;normal/1-2=skip_connect;normal/0-3=dil_conv_3x3;"
                                  "normal/1-4=max_pool_3x3;normal/0-5=sep_conv_5x5;normal/1-5=avg_pool_3x3;"
                                  "reduce/0-2=max_pool_3x3;reduce/1-2=sep_conv_3x3;reduce/0-3=skip_connect;"
                                  "reduce/0-4=dil_conv_5x5;reduce/1-5=avg_pool_3x3;width=";
        row("darts-cnn, wider", "darts-cnn", (cells + "0.125").c_str(), (cells + "0.25").c_str());
        row("nasnet, wider", "nasnet", "width=0.125", "width=0.25");
    }
    void growing_keepsTheFunction()
    {
        QFETCH(QString, id);
        QFETCH(QString, parent);
        QFETCH(QString, child);
        const SpaceUnderTest space(id.toStdString());
        const space::Task task = taskFor(id.toStdString());
        const Family family(space.network(parent.toStdString(), task), space.network(child.toStdString(), task),
                            kOptions);
        const net::TransferReport& report = family.report;
        qInfo("difference %.1e, in double %.1e of the spread, spread %.2f; copied %d, widened %d, partial %d, identity "
              "%d, zero %d, fresh %d; "
              "inherited %.2f",
              family.difference(), family.differenceInDouble(), family.spread(), report.copied, report.widened,
              report.partial, report.identity, report.zero, report.fresh, report.inheritedPart);
        QVERIFY2(report.preserved, report.firstChange.c_str());
        QVERIFY(report.firstChange.empty());
        QVERIFY(family.difference() < kSame);
        QVERIFY(family.differenceInDouble() < kExact);
        QVERIFY(family.parent.parameters.size() <= family.child.parameters.size());
    }

    void wherePreservingIsImpossible_whatOverlapsIsCopied_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("parent");
        QTest::addColumn<QString>("child");
        QTest::addColumn<double>("least"); // part of the parameters that must come from the parent
        const auto row = [](const char* name, const char* id, const char* parent, const char* child, double least) {
            QTest::newRow(name) << id << parent << child << least;
        };
        row("narrower", "chain-cnn", "conv1[0].filters=64", "", 1.0);
        row("a smaller kernel", "chain-cnn", "conv1[0].kernel=5", "conv1[0].kernel=3", 1.0);
        row("a layer less", "chain-cnn", "conv3=2", "conv3=1", 1.0);
        row("another pool", "chain-cnn", "pool1=max", "pool1=average", 1.0);
        // Two convolutions (80 + 576) and what the classifier has in common (64 x 10 + 10); new are 512 x 64 + 64.
        row("a layer that mixes what it cannot hold", "chain-cnn", "collapse=flatten", "collapse=flatten;hidden=linear",
            1306.0 / 34138);
        row("pooled instead of flattened", "chain-cnn", "collapse=flatten", "collapse=global-pool", 0.9);
        row("another activation", "mlp", "layer=1", "layer=1;layer[0]/activation.kind=tanh", 1.0);
        row("a deeper network with tanh", "mlp", "layer=1;layer[0]/activation.kind=tanh",
            "layer=2;layer[0]/activation.kind=tanh;layer[1]/activation.kind=tanh", 0.9);
        row("layer norm, unevenly wider", "mlp", "layer=1;layer[0]/norm=layer-norm;layer[0]/linear.features=100",
            "layer=1;layer[0]/norm=layer-norm;layer[0]/linear.features=150", 1.0);
        // Stem 116, blocks between stages 928 + 3648, head 202; new are 3 x 3 convolutions, 5 (152 + 592 + 2336).
        row("a convolution for a skip", "nas-bench-201", "width=0.25;0-3=skip_connect", "width=0.25;0-3=nor_conv_3x3",
            4894.0 / 20294);
        row("squeezed", "mobilenet", "width=0.25", "width=0.25;stage3.se=0.25", 0.9);
        row("more heads", "transformer", "", "layers.heads=8", 1.0);
    }
    void wherePreservingIsImpossible_whatOverlapsIsCopied()
    {
        QFETCH(QString, id);
        QFETCH(QString, parent);
        QFETCH(QString, child);
        QFETCH(double, least);
        const SpaceUnderTest space(id.toStdString());
        const space::Task task = taskFor(id.toStdString());
        const SharedNetwork childNetwork = space.network(child.toStdString(), task);
        const Family family(space.network(parent.toStdString(), task), childNetwork, kOptions);
        QVERIFY(!family.report.preserved);
        QVERIFY(!family.report.firstChange.empty());
        QVERIFY2(family.difference() > kSame, "it is preserved, but not said to be");
        QVERIFY(torch::isfinite(family.childOutput).all().item<bool>());
        QVERIFY2(family.report.inheritedPart >= least - 1e-9, std::to_string(family.report.inheritedPart).c_str());
        QVERIFY(family.report.inheritedPart <= 1);
    }

    void anyTwoCandidates_whatIsSaidToBePreservedIs_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("fixed");
        QTest::addColumn<int>("pairs");
        QTest::newRow("chain-cnn") << "chain-cnn"
                                   << "" << 30;
        QTest::newRow("mlp") << "mlp"
                             << "" << 30;
        QTest::newRow("nas-bench-201") << "nas-bench-201"
                                       << "width=0.25" << 20;
        QTest::newRow("cnn-1d") << "cnn-1d"
                                << "width=0.25" << 20;
        QTest::newRow("transformer") << "transformer"
                                     << "width=0.25" << 12;
        QTest::newRow("darts-rnn") << "darts-rnn"
                                   << "width=0.1" << 10;
        QTest::newRow("multi-branch-cnn") << "multi-branch-cnn"
                                          << "width=0.25" << 20;
        QTest::newRow("mobilenet") << "mobilenet"
                                   << "width=0.125" << 6;
        QTest::newRow("nasnet") << "nasnet"
                                << "width=0.125" << 2;
    }
    void anyTwoCandidates_whatIsSaidToBePreservedIs()
    {
        QFETCH(QString, id);
        QFETCH(QString, fixed);
        QFETCH(int, pairs);
        const SpaceUnderTest space(id.toStdString());
        const space::Task task = taskFor(id.toStdString());
        const space::TreeCandidates set(space.tree);
        const auto choices = cw::test::choicesOf(fixed.toStdString());
        const double width = choices.contains("width") ? std::stod(choices.at("width")) : 1.0;
        Rng rng(11);
        int preserved = 0;
        for (int pair = 0; pair < pairs; ++pair) {
            const space::Candidate parent = set.sample(rng);
            const space::Candidate child = pair % 3 == 0 ? set.sample(rng) : set.mutate(parent, rng);
            const auto build = [&](const space::Candidate& candidate, double wide) {
                return std::make_shared<const space::Architecture>(
                    space::realiseOrError(space.space, space.tree, candidate, {.task = task, .width = wide}).value());
            };
            const Family family(build(parent, width), build(child, pair % 2 == 0 ? width : 2 * width), kOptions);
            QVERIFY(torch::isfinite(family.childOutput).all().item<bool>());
            QVERIFY(family.report.inheritedPart > 0 && family.report.inheritedPart <= 1);
            preserved += family.report.preserved ? 1 : 0;
            const std::string text = std::to_string(family.difference()) + ": " + space::toText(space.tree, parent) +
                                     " -> " + space::toText(space.tree, child);
            QVERIFY2(!family.report.preserved || family.difference() < kSame, text.c_str());
            QVERIFY2(!family.report.preserved || family.differenceInDouble() < kExact, text.c_str());
        }
        qInfo("%d of %d preserved", preserved, pairs);
    }

    /// A layer more in a chain of ReLU layers, anywhere: those behind it move up, so that names alone do not find them.
    void layerAddedByTheSearch_keepsTheFunction_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("times");
        QTest::newRow("chain-cnn") << "chain-cnn" << 30;
        QTest::newRow("mobilenet") << "mobilenet" << 5;
    }
    void layerAddedByTheSearch_keepsTheFunction()
    {
        QFETCH(QString, id);
        QFETCH(int, times);
        const SpaceUnderTest space(id.toStdString());
        const space::TreeCandidates set(space.tree);
        Rng rng(7);
        const auto build = [&](const space::Candidate& candidate) {
            const space::RealiseOptions options{.task = taskFor(id.toStdString()), .width = 0.25};
            return std::make_shared<const space::Architecture>(
                space::realiseOrError(space.space, space.tree, candidate, options).value());
        };
        for (int done = 0; done < times;) {
            const space::Candidate parent = set.sample(rng);
            const auto child = space::change(set, parent, space::ChangeKind::AddCopy, rng);
            // A first layer of an empty part has no layer before it that it could be like.
            const bool likeAnother = child && space::toText(space.tree, parent).find("conv3=0") == std::string::npos;
            if (!likeAnother)
                continue;
            ++done;
            const Family family(build(parent), build(*child), kOptions);
            const std::string text = space::toText(space.tree, parent) + " -> " + space::toText(space.tree, *child);
            QVERIFY2(family.report.preserved, text.c_str());
            QVERIFY2(family.difference() < kSame, text.c_str());
            QVERIFY2(family.differenceInDouble() < kExact, text.c_str());
        }
    }

    void sameNetwork_isCopied()
    {
        for (const char* id : {"chain-cnn", "mobilenet", "nas-bench-201", "darts-cnn", "transformer", "darts-rnn"}) {
            const SpaceUnderTest space(id);
            const SharedNetwork network = space.network("width=0.25", taskFor(id));
            const Family family(network, network, kOptions);
            QVERIFY2(family.report.preserved, id);
            QCOMPARE(family.report.inheritedPart, 1.0);
            QVERIFY(family.child.parameters == family.parent.parameters);
            QVERIFY(family.child.buffers == family.parent.buffers);
            QCOMPARE(family.report.widened + family.report.partial + family.report.identity + family.report.zero +
                         family.report.fresh,
                     0);
        }
    }

    /// Two units become three: the third is a copy of one of the first two, and both have half of its outgoing weight.
    void widening_isNet2NetsByHand()
    {
        const SharedNetwork parent = mlp({2}, 2, 1);
        const SharedNetwork child = mlp({3}, 2, 1);
        const net::Weights given{{1, 2, 3, 4, 5, 6, 7, 8, 9}, {}}; // W1, b1, W2, b2
        net::Weights made{std::vector<float>(13, 0.0F), {}};
        const net::Transfer transfer(parent, child, {.seed = 1, .trial = 1});
        transfer.fill(given, made);
        const std::vector<float> ofFirst{1, 2, 3, 4, 1, 2, 5, 6, 5, 3.5F, 8, 3.5F, 9};
        const std::vector<float> ofSecond{1, 2, 3, 4, 3, 4, 5, 6, 6, 7, 4, 4, 9};
        QVERIFY(made.parameters == ofFirst || made.parameters == ofSecond);
        QCOMPARE(transfer.report().widened, 3);
        QCOMPARE(transfer.report().copied, 1); // the last bias
        QCOMPARE(transfer.report().inheritedPart, 1.0);
    }

    void doubling_copiesEveryUnitOnce()
    {
        const SharedNetwork parent = mlp({5}, 3, 2);
        const SharedNetwork child = mlp({10}, 3, 2);
        const net::Kinship kinship(*parent, *child, net::AlignBy::Names);
        net::ChannelMaps maps(kinship, 4, 9);
        const net::ChannelMap map = maps.map(1, 1);
        QCOMPARE(net::copiesOf(map, 5), std::vector<int>(5, 2));
    }

    void deepening_isAnIdentityMatrix()
    {
        const SharedNetwork parent = mlp({2}, 2, 1);
        const SharedNetwork child = mlp({2, 2}, 2, 1);
        const net::Weights given{{1, 2, 3, 4, 5, 6, 7, 8, 9}, {}};
        net::Weights made{std::vector<float>(15, 0.5F), {}};
        const net::Transfer transfer(parent, child, {});
        transfer.fill(given, made);
        QCOMPARE(made.parameters, std::vector<float>({1, 2, 3, 4, 5, 6, 1, 0, 0, 1, 0, 0, 7, 8, 9}));
        QVERIFY(transfer.report().preserved);
        QCOMPARE(transfer.report().identity, 2);
        QCOMPARE(transfer.report().copied, 4);
        QCOMPARE(transfer.report().inheritedPart, 9.0 / 15.0);
    }

    void noise_makesCopiesDiffer_butNotTheFunction()
    {
        const SharedNetwork parent = mlp({4}, 3, 2);
        const SharedNetwork child = mlp({8}, 3, 2);
        const net::Kinship kinship(*parent, *child, net::AlignBy::Names);
        const net::ChannelMap map = net::ChannelMaps(kinship, 1, 2).map(1, 1);
        const std::size_t copy = std::size_t(std::find(map.begin() + 4, map.end(), 0) - map.begin());
        for (const double noise : {0.0, 0.3}) {
            const Family family(parent, child, {.seed = 1, .trial = 2, .noise = noise});
            QVERIFY(family.report.preserved);
            QVERIFY(family.difference() < kSame);
            QVERIFY(family.differenceInDouble() < kExact);
            const float* outgoing = family.child.parameters.data() + 8 * 3 + 8;
            QCOMPARE(outgoing[0] == outgoing[copy], noise == 0.0);
        }
    }

    void recurrentLayers_growWithoutAChange_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("LSTM") << 0;
        QTest::newRow("GRU") << 1;
        QTest::newRow("searched cell") << 2;
    }
    void recurrentLayers_growWithoutAChange()
    {
        QFETCH(int, kind);
        const auto network = [&](std::int64_t hidden) {
            NetBuilder net({space::Shape::sequence(6, 3), 4});
            const int wide = net.add(space::Linear{.outFeatures = hidden - 1}, {0});
            const space::Recurrence cell{.hidden = hidden,
                                         .nodes = {{space::StateFunction::Relu, 0}, {space::StateFunction::Tanh, 1}}};
            net.head(kind == 0   ? net.add(space::Lstm{.hidden = hidden}, {wide})
                     : kind == 1 ? net.add(space::Gru{.hidden = hidden}, {wide})
                                 : net.add(cell, {wide}));
            return net.build();
        };
        const Family family(network(4), network(7), kOptions);
        QVERIFY(family.report.preserved);
        QVERIFY(family.difference() < kSame);
        QVERIFY(family.differenceInDouble() < kExact);
    }

    void sums_ofConcatenationsAgreeOnTheirChannels()
    {
        const auto network = [&](std::int64_t a, std::int64_t b) {
            NetBuilder net({space::Shape::image(3, 8, 8), 4});
            const int x = net.relu(net.norm(net.conv(0, a, 3)));
            const int y = net.norm(net.conv(0, b, 1));
            const int both = net.add(space::Concat{}, {x, y});
            const int beside = net.norm(net.conv(x, a + b, 3)); // takes the order of the concatenation
            net.head(net.relu(net.sum({beside, both})));
            return net.build();
        };
        const Family family(network(3, 5), network(7, 6), kOptions);
        QVERIFY(family.report.preserved);
        QVERIFY(family.difference() < kSame);
        QVERIFY(family.differenceInDouble() < kExact);
    }

    /// What Elsken et al. call a convex combination, at its end point.
    void insertedBlock_besideAShortcut_addsNothing_andStartsFresh()
    {
        const auto network = [&](int blocks) {
            NetBuilder net({space::Shape::image(3, 8, 8), 4});
            int x = net.relu(net.norm(net.conv(0, 6, 3)));
            for (int i = 0; i < blocks; ++i)
                x = net.sum({net.reluConvNorm(net.reluConvNorm(x, 6, 3), 6, 3), x});
            net.head(x);
            return net.build();
        };
        const Family family(network(1), network(3), kOptions);
        QVERIFY(family.report.preserved);
        QVERIFY(family.difference() < kSame);
        QVERIFY(family.differenceInDouble() < kExact);
        QCOMPARE(family.report.zero, 4);  // two norms of two tensors
        QCOMPARE(family.report.fresh, 8); // two convolutions with their first norm... of each block
    }

    void weightsOfAnotherNetwork_areRefused()
    {
        const SharedNetwork parent = mlp({2}, 2, 1);
        const net::Transfer transfer(parent, parent, {});
        net::Weights child{std::vector<float>(9, 0.0F), {}};
        QVERIFY_THROWS_EXCEPTION(Error, transfer.fill({std::vector<float>(8, 0.0F), {}}, child));
        QVERIFY_THROWS_EXCEPTION(Error, transfer.fill({std::vector<float>(9, 0.0F), {1}}, child));
        std::vector<float> bad(9, 0.0F);
        bad[4] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY_THROWS_EXCEPTION(Error, transfer.fill({bad, {}}, child));
    }

    void sameSeedAndTrial_giveTheSameChild_anotherTrialDoesNot()
    {
        const SpaceUnderTest space("chain-cnn");
        const SharedNetwork parent = space.network("", taskFor("chain-cnn"));
        const SharedNetwork child = space.network("conv1[0].filters=64", taskFor("chain-cnn"));
        const auto made = [&](std::int64_t trial) {
            return Family(parent, child, {.seed = 1, .trial = trial, .noise = 0.05}).child.parameters;
        };
        QVERIFY(made(2) == made(2));
        QVERIFY(made(2) != made(3));
    }
};

QTEST_GUILESS_MAIN(TestTransfer)
#include "tst_transfer.moc"
