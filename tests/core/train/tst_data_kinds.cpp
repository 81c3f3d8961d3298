// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of data, from its file to one trained epoch, on a small network of primitives.
#include <cmath>

#include <QTest>

#include "core/data/dataset.h"
#include "core/train/session.h"
#include "tests/core/net/net_builder.h"
#include "tests/core/train/digit_files.h"

using namespace cw;
using test::NetBuilder;

namespace {

using ArchitecturePointer = std::shared_ptr<const space::Architecture>;

space::Task taskOf(const data::DataSet& set, space::ShapeKind kind)
{
    return {.input = {kind, set.shape}, .classes = std::int64_t(set.classes.size())};
}

/// Two convolutions with a pool between them.
ArchitecturePointer imageNet(const data::DataSet& set)
{
    NetBuilder net(taskOf(set, space::ShapeKind::Image));
    const int first = net.relu(net.norm(net.conv(0, 16, 3)));
    const int pooled = net.add(space::Pool{.kernel = 2, .stride = 2, .padding = 0}, {first});
    net.head(net.relu(net.norm(net.conv(pooled, 32, 3))));
    return net.build();
}

/// One hidden layer.
ArchitecturePointer vectorNet(const data::DataSet& set)
{
    NetBuilder net(taskOf(set, space::ShapeKind::Vector));
    const int hidden = net.relu(net.norm(net.add(space::Linear{.outFeatures = 64}, {0})));
    net.add(space::Linear{.outFeatures = net.build()->task.classes}, {hidden});
    return net.build();
}

/// Convolution over time.
ArchitecturePointer sequenceNet(const data::DataSet& set)
{
    NetBuilder net(taskOf(set, space::ShapeKind::Sequence));
    const space::Conv conv{.outChannels = 32, .kernelWidth = 3};
    net.head(net.relu(net.norm(net.add(conv, {net.relu(net.norm(net.add(conv, {0})))}))));
    return net.build();
}

space::Task textTask(const data::DataSet& set)
{
    space::Task task = taskOf(set, space::ShapeKind::Tokens);
    task.kind = space::TaskKind::LanguageModel;
    task.vocabulary = task.classes;
    return task;
}

/// One recurrent layer.
ArchitecturePointer recurrentNet(const data::DataSet& set)
{
    NetBuilder net(textTask(set));
    const auto tokens = std::int64_t(set.classes.size());
    const int embedded = net.add(space::Embedding{.vocabulary = tokens, .size = 32}, {0});
    const int hidden = net.add(space::Gru{.hidden = 64}, {embedded});
    net.add(space::Linear{.outFeatures = tokens}, {hidden});
    return net.build();
}

/// One layer of attention that sees no later token.
ArchitecturePointer attentionNet(const data::DataSet& set)
{
    NetBuilder net(textTask(set));
    const auto tokens = std::int64_t(set.classes.size());
    const int placed = net.add(space::Position{}, {net.add(space::Embedding{.vocabulary = tokens, .size = 32}, {0})});
    const int projected = net.add(space::Linear{.outFeatures = 96}, {placed});
    const int attended = net.add(space::Attention{.heads = 2, .causal = true}, {projected});
    const int hidden = net.relu(net.add(space::Linear{.outFeatures = 64}, {net.sum({placed, attended})}));
    net.add(space::Linear{.outFeatures = tokens}, {hidden});
    return net.build();
}

struct Training {
    std::string path;
    Json settings = Json::object();
    estimate::Fidelity fidelity = {};
    int threads = 2;
};

std::shared_ptr<const data::DataSet> load(const std::string& path)
{
    return data::loadDataSet(path).value();
}

train::SessionResult trained(const Training& training, ArchitecturePointer (*net)(const data::DataSet&))
{
    const auto set = load(training.path);
    Json given = {{"batch", 32}};
    given.update(training.settings);
    return train::trainSession({.architecture = net(*set),
                                .data = std::make_shared<train::TrainingData>(set, 0.2, 1),
                                .settings = estimate::trainEstimatorInfo().schema.resolve(given, "test").value(),
                                .fidelity = training.fidelity,
                                .threads = training.threads,
                                .seed = 1,
                                .test = true});
}

} // namespace

class TestDataKinds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneEpoch_isBetterThanChance_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("image");
        QTest::addColumn<double>("data");
        QTest::addColumn<double>("chance"); // the most common class
        QTest::addColumn<double>("margin");
        const QString data = QString::fromStdString(test::kTestData);
        QTest::newRow("fashion-mnist") << "fashion-mnist" << true << 0.04 << 0.1 << 0.3;
        QTest::newRow("cifar10 16 px") << data + "/images/cifar10-16px" << true << 1.0 << 0.1 << 0.15;
        QTest::newRow("cifar10 32 px") << data + "/images/cifar10-32px" << true << 1.0 << 0.1 << 0.05;
        QTest::newRow("digits") << data + "/tables/digits8x8.csv.gz" << false << 1.0 << 0.1 << 0.6;
        QTest::newRow("spam") << data + "/tables/spam.csv.gz" << false << 1.0 << 0.606 << 0.2;
    }
    void oneEpoch_isBetterThanChance()
    {
        QFETCH(QString, path);
        QFETCH(bool, image);
        QFETCH(double, data);
        QFETCH(double, chance);
        QFETCH(double, margin);
        if (!data::describeDataSet(path.toStdString()))
            QSKIP("skipped: data not found");
        const auto result =
            trained({.path = path.toStdString(), .fidelity = {.data = data}}, image ? imageNet : vectorNet);
        QCOMPARE(result.state, TrialState::Finished);
        qInfo("valid accuracy %.4f, test accuracy %.4f, chance %.3f", result.epochs.back().validAccuracy,
              *result.testAccuracy, chance);
        QVERIFY(result.epochs.back().validAccuracy > chance + margin);
        QVERIFY(*result.testAccuracy > chance + margin);
        QVERIFY(!result.testPerplexity.has_value());
    }

    void folderOfPngs_isLearnt()
    {
        if (!test::hasTestData())
            QSKIP("skipped: data not found");
        test::DataFolder folder;
        test::writeDigitPictures(folder);
        const auto result = trained({.path = folder.path()}, imageNet);
        QCOMPARE(result.state, TrialState::Finished);
        qInfo("valid accuracy %.4f, chance 0.1", result.epochs.back().validAccuracy);
        QVERIFY(result.epochs.back().validAccuracy > 0.1 + 0.4);
    }

    void columnsOfSteps_areLearntAsSequences()
    {
        if (!test::hasTestData())
            QSKIP("skipped: data not found");
        test::DataFolder folder;
        const std::string path = test::writeDigitSteps(folder);
        QCOMPARE(load(path)->shape, (std::vector<std::int64_t>{8, 8}));
        const auto result = trained({.path = path}, sequenceNet);
        QCOMPARE(result.state, TrialState::Finished);
        qInfo("valid accuracy %.4f, chance 0.1", result.epochs.back().validAccuracy);
        QVERIFY(result.epochs.back().validAccuracy > 0.1 + 0.4);
    }

    void text_isForeseenBetterThanByItsLettersAlone_data()
    {
        QTest::addColumn<bool>("recurrent");
        QTest::newRow("recurrent") << true;
        QTest::newRow("attention") << false;
    }
    void text_isForeseenBetterThanByItsLettersAlone()
    {
        QFETCH(bool, recurrent);
        const std::string path = "/usr/share/common-licenses/GPL-3";
        if (!data::describeDataSet(path))
            QSKIP("skipped: data not found");
        const auto result =
            trained({.path = path + ":32",
                     .settings = {{"batch", 8}, {"optimiser", "adam"}, {"learning_rate", 0.01}, {"weight_decay", 0.0}}},
                    recurrent ? recurrentNet : attentionNet);
        QCOMPARE(result.state, TrialState::Finished);
        const train::EpochResult& epoch = result.epochs.back();
        qInfo("valid accuracy %.4f, perplexity %.2f, test perplexity %.2f", epoch.validAccuracy,
              epoch.validPerplexity(), *result.testPerplexity);
        // The frequencies of its letters alone give a perplexity of 23.8 and, by always saying "space", 0.166 right.
        QVERIFY(epoch.validPerplexity() < 23.8 - 3);
        QVERIFY(epoch.validAccuracy > 0.166 + 0.05);
        QVERIFY(*result.testPerplexity < 76 / 2.0); // of 76 characters, and the end of the licence is another text
        QVERIFY(std::abs(epoch.validPerplexity() - std::exp(epoch.validLoss)) < 1e-9);
    }

    void pausedText_continuesAsIfItHadNot()
    {
        test::DataFolder folder;
        QByteArray text;
        for (int i = 0; i < 2000; ++i)
            text += QByteArray::number(i * i % 997);
        const auto set = load(folder.write("numbers.txt", text));
        const Json given{{"batch", 8}, {"optimiser", "adamw"}, {"learning_rate", 0.01}, {"clip_gradient", 1.0}};
        train::SessionRequest request{.architecture = recurrentNet(*set),
                                      .data = std::make_shared<train::TrainingData>(set, 0.2, 1),
                                      .settings = estimate::trainEstimatorInfo().schema.resolve(given, "test").value(),
                                      .fidelity = {.epochs = 2},
                                      .seed = 1};
        const train::SessionResult whole = train::trainSession(request);
        request.checkpoint = folder.path("x.ckpt");
        int asked = 0;
        request.pausing = [&asked] { return asked++ == 7; };
        QCOMPARE(train::trainSession(request).state, TrialState::Paused);
        request.pausing = nullptr;
        const train::SessionResult parts = train::trainSession(request);
        QCOMPARE(parts.epochs.size(), std::size_t(2));
        for (std::size_t i = 0; i < 2; ++i) {
            QCOMPARE(parts.epochs[i].trainLoss, whole.epochs[i].trainLoss);
            QCOMPARE(parts.epochs[i].validLoss, whole.epochs[i].validLoss);
        }
    }

    void everyOptimiser_learns_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("rate");
        QTest::newRow("sgd") << "sgd" << 0.1;
        QTest::newRow("adam") << "adam" << 0.005;
        QTest::newRow("adamw") << "adamw" << 0.005;
        QTest::newRow("rmsprop") << "rmsprop" << 0.001;
    }
    void everyOptimiser_learns()
    {
        if (!test::hasTestData())
            QSKIP("skipped: data not found");
        QFETCH(QString, name);
        QFETCH(double, rate);
        const auto result = trained({.path = test::kTestData + "/tables/digits8x8",
                                     .settings = {{"optimiser", name.toStdString()},
                                                  {"learning_rate", rate},
                                                  {"label_smoothing", 0.1},
                                                  {"clip_gradient", 5.0}}},
                                    vectorNet);
        qInfo("valid accuracy %.4f", result.epochs.back().validAccuracy);
        QVERIFY(result.epochs.back().validAccuracy > 0.5);
    }

    void augmentation_changesTrainingAndIsRepeatable()
    {
        if (!test::hasTestData())
            QSKIP("skipped: data not found");
        Training training{.path = test::kTestData + "/images/cifar10-16px", .fidelity = {.data = 0.1}, .threads = 1};
        const auto plain = trained(training, imageNet);
        training.settings = {{"augment_shift", 2}, {"augment_flip", true}, {"cutout", 4}};
        const auto first = trained(training, imageNet);
        const auto second = trained(training, imageNet);
        QVERIFY(first.epochs.back().trainLoss != plain.epochs.back().trainLoss);
        QCOMPARE(first.epochs.back().trainLoss, second.epochs.back().trainLoss);
        QCOMPARE(first.epochs.back().validLoss, second.epochs.back().validLoss);
    }

    void resolutionAndAugmentation_areForImages()
    {
        if (!test::hasTestData())
            QSKIP("skipped: data not found");
        const auto refused = [](const Training& training, const char* message) {
            try {
                (void)trained(training, vectorNet);
                QFAIL("it was taken");
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::Config);
                QVERIFY2(QString::fromUtf8(error.what()).contains(message), error.what());
            }
        };
        const std::string path = test::kTestData + "/tables/iris";
        refused({.path = path, .fidelity = {.resolution = 8}},
                "the fidelity 'resolution' needs images, the data set has vectors");
        refused({.path = path, .settings = {{"cutout", 2}}}, "cutout need images, the data set has vectors");
    }
};

QTEST_APPLESS_MAIN(TestDataKinds)
#include "tst_data_kinds.moc"
