// SPDX-License-Identifier: GPL-3.0-or-later
// A network of a template for every kind of data, from the file to one trained epoch.
#include <QTest>

#include "core/data/dataset.h"
#include "core/space/realise.h"
#include "core/train/session.h"
#include "tests/core/train/digit_files.h"

using namespace cw;

namespace {

/// A cell network of DARTS (second order, figures 4 and 5).
const char* const kDartsV2 = "normal/0-2=sep_conv_3x3;normal/1-2=sep_conv_3x3;normal/3=0-3+1-3;normal/0-3=sep_conv_3x3;"
                             "normal/1-3=sep_conv_3x3;normal/4=0-4+1-4;normal/0-4=skip_connect;normal/1-4=sep_conv_3x3;"
                             "normal/5=0-5+2-5;normal/0-5=skip_connect;normal/2-5=dil_conv_3x3;"
                             "reduce/0-2=max_pool_3x3;reduce/1-2=max_pool_3x3;reduce/3=1-3+2-3;reduce/1-3=max_pool_3x3;"
                             "reduce/2-3=skip_connect;reduce/4=0-4+2-4;reduce/0-4=max_pool_3x3;reduce/2-4=skip_connect;"
                             "reduce/5=1-5+2-5;reduce/1-5=max_pool_3x3;reduce/2-5=skip_connect";

space::Task taskOf(const data::DataSet& set)
{
    space::Task task{.input = {space::ShapeKind::Image, set.shape}, .classes = std::int64_t(set.classes.size())};
    if (set.kind == data::DataKind::Vectors)
        task.input.kind = space::ShapeKind::Vector;
    if (set.kind == data::DataKind::Sequences)
        task.input.kind = space::ShapeKind::Sequence;
    if (set.kind == data::DataKind::Text) {
        task.input.kind = space::ShapeKind::Tokens;
        task.kind = space::TaskKind::LanguageModel;
        task.vocabulary = task.classes;
    }
    return task;
}

struct Template {
    space::SearchSpace space;
    space::TreeCandidates set;

    explicit Template(const std::string& id)
        : space(space::openSpace(id).value())
        , set(space::compileOrError(space).value())
    {
    }
    space::Candidate candidate(const std::string& text) const
    {
        return space::candidateFromText(set.tree(), text, "test").value();
    }
};

train::SessionResult trained(const Template& network, const space::Candidate& candidate, const std::string& path,
                             const estimate::Fidelity& fidelity, const Json& settings = Json::object())
{
    const auto set = data::loadDataSet(path).value();
    const auto architecture =
        space::realiseOrError(network.space, network.set.tree(), candidate,
                              {.task = taskOf(*set), .width = fidelity.width, .cells = fidelity.cells})
            .value();
    Json given = {{"batch", 32}};
    given.update(settings);
    auto result = train::trainSession({.architecture = std::make_shared<const space::Architecture>(architecture),
                                       .data = std::make_shared<train::TrainingData>(set, 0.2, 1),
                                       .settings = estimate::trainEstimatorInfo().schema.resolve(given, "test").value(),
                                       .fidelity = fidelity,
                                       .threads = 2,
                                       .seed = 1,
                                       .test = true});
    if (result.state == TrialState::Finished)
        qInfo("%s on %s: %lld parameters, valid accuracy %.4f, test accuracy %.4f", network.space.name.c_str(),
              set->title.c_str(), static_cast<long long>(architecture.costs.parameters),
              result.epochs.back().validAccuracy, *result.testAccuracy);
    return result;
}

bool has(const std::string& path)
{
    return data::describeDataSet(path).has_value();
}

} // namespace

class TestTemplateTraining : public QObject {
    Q_OBJECT

    static void expectAbove(const train::SessionResult& result, double accuracy)
    {
        QCOMPARE(result.state, TrialState::Finished);
        QVERIFY(result.epochs.back().validAccuracy > accuracy);
        QVERIFY(*result.testAccuracy > accuracy);
    }

private Q_SLOTS:
    void oneEpoch_isBetterThanChance_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("candidate");
        QTest::addColumn<QString>("path");
        QTest::addColumn<double>("data");
        QTest::addColumn<double>("chance"); // the most common class
        QTest::addColumn<double>("margin");
        const QString data = QString::fromStdString(test::kTestData);
        const QString layer = "layer=1;layer[0]/linear.features=100;layer[0]/norm=batch-norm;"
                              "layer[0]/activation.kind=relu;layer[0]/dropout.probability=0";
        QTest::newRow("fashion-mnist, resnet") << "resnet"
                                               << "stem=conv_3x3;block=basic;stage1=2;stage2=2;stage3=2;stage4=2"
                                               << "fashion-mnist" << 0.1 << 0.1 << 0.4;
        QTest::newRow("cifar10 16 px, darts-cnn")
            << "darts-cnn" << kDartsV2 << data + "/images/cifar10-16px" << 1.0 << 0.1 << 0.1;
        QTest::newRow("cifar10 16 px, nas-bench-macro")
            << "nas-bench-macro"
            << "layer1=mb3_k3;layer2=identity;layer3=mb3_k3;layer4=identity;layer5=identity;layer6=mb6_k5;"
               "layer7=identity;layer8=identity"
            << data + "/images/cifar10-16px" << 1.0 << 0.1 << 0.1;
        QTest::newRow("digits, mlp") << "mlp" << layer << data + "/tables/digits8x8.csv.gz" << 1.0 << 0.1 << 0.6;
        QTest::newRow("spam, mlp") << "mlp" << layer << data + "/tables/spam.csv.gz" << 1.0 << 0.606 << 0.2;
    }
    void oneEpoch_isBetterThanChance()
    {
        QFETCH(QString, id);
        QFETCH(QString, candidate);
        QFETCH(QString, path);
        QFETCH(double, data);
        QFETCH(double, chance);
        QFETCH(double, margin);
        if (!has(path.toStdString()))
            QSKIP("skipped: data not found");
        const Template network(id.toStdString());
        const bool image = id != "mlp";
        expectAbove(trained(network, network.candidate(candidate.toStdString()), path.toStdString(),
                            {.data = data, .width = image ? 0.25 : 1.0, .cells = image ? 1 : 0}),
                    chance + margin);
    }

    void folderOfPngs_isLearntByAChain()
    {
        if (!test::hasTestData())
            QSKIP("skipped: data not found");
        test::DataFolder folder;
        test::writeDigitPictures(folder);
        const Template network("chain-cnn");
        expectAbove(trained(network,
                            network.candidate("conv1=1;conv1[0].filters=32;conv1[0].kernel=3;pool1=max;conv2=1;"
                                              "conv2[0].filters=64;conv2[0].kernel=3;pool2=max;conv3=0;"
                                              "collapse=flatten;dropout.probability=0;hidden=none"),
                            folder.path(), {}, {{"learning_rate", 0.03}}), // 0.1 is too much for a long flat layer
                    0.1 + 0.6);
    }

    void sequences_areLearntByConvolutions()
    {
        if (!test::hasTestData())
            QSKIP("skipped: data not found");
        test::DataFolder folder;
        const std::string path = test::writeDigitSteps(folder);
        const Template network("cnn-1d");
        expectAbove(trained(network,
                            network.candidate("layer1=conv;layer1/conv.filters=128;layer1/conv.kernel=3;pool1=none;"
                                              "layer2=conv;layer2/conv.filters=128;layer2/conv.kernel=3;pool2=none;"
                                              "layer3=conv;layer3/conv.filters=128;layer3/conv.kernel=3;"
                                              "context=none;dropout.probability=0"),
                            path, {}),
                    0.1 + 0.6);
    }

    void text_isForeseenByATransformer()
    {
        const std::string path = "/usr/share/common-licenses/GPL-3";
        if (!has(path))
            QSKIP("skipped: data not found");
        const Template network("transformer");
        const auto result = trained(
            network,
            network.candidate("embedding.size=96;positions.kind=sinusoidal;layers=2;layers.activation=gelu;"
                              "layers.dropout=0;layers.ffn=2;layers.heads=3;layers.norm=first"),
            path + ":32", {}, {{"batch", 8}, {"optimiser", "adam"}, {"learning_rate", 0.003}, {"weight_decay", 0.0}});
        QCOMPARE(result.state, TrialState::Finished);
        const train::EpochResult& epoch = result.epochs.back();
        qInfo("valid perplexity %.2f", epoch.validPerplexity());
        // The frequencies of its letters alone give a perplexity of 23.8 and, by always saying "space", 0.166 right.
        QVERIFY(epoch.validPerplexity() < 23.8 - 3);
        QVERIFY(epoch.validAccuracy > 0.166 + 0.05);
    }

    void cellFoundOnSmallImages_isTrainedOnOthers()
    {
        const std::string small = test::kTestData + "/images/cifar10-16px";
        if (!has(small) || !has("fashion-mnist"))
            QSKIP("skipped: data not found");
        const Template network("nas-bench-201");
        Rng rng(5);
        space::Candidate best;
        double accuracy = -1;
        for (int i = 0; i < 3; ++i) {
            const space::Candidate candidate = network.set.sample(rng);
            const auto result = trained(network, candidate, small, {.data = 0.25, .width = 0.5, .cells = 1});
            QCOMPARE(result.state, TrialState::Finished);
            if (result.epochs.back().validAccuracy > accuracy)
                best = candidate;
            accuracy = std::max(accuracy, result.epochs.back().validAccuracy);
        }
        QVERIFY(accuracy > 0.1 + 0.05);
        expectAbove(trained(network, best, "fashion-mnist", {.data = 0.1, .cells = 1}), 0.1 + 0.4);
    }
};

QTEST_APPLESS_MAIN(TestTemplateTraining)
#include "tst_template_training.moc"
