// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <thread>

#include <QTemporaryDir>
#include <QTest>

#include "core/data/dataset.h"
#include "core/space/realise.h"
#include "core/train/session.h"
#include "core/train/train_estimator.h"

using namespace cw;
using estimate::Context;
using estimate::Estimate;
using estimate::Fidelity;

namespace {

constexpr const char* kDataSet = "fashion-mnist";
constexpr Fidelity kQuick{.epochs = 1, .data = 0.04, .width = 0.5, .cells = 1};
constexpr Fidelity kTiny{.epochs = 2, .data = 0.008, .width = 0.5, .cells = 1}; // 380 images, 5 steps an epoch

bool sameMetrics(const Estimate& a, const Estimate& b)
{
    return a.state == b.state && a.metrics == b.metrics && a.curve == b.curve;
}

} // namespace

class TestTrainEstimator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!data::describeDataSet(kDataSet))
            QSKIP("skipped: data not found");
        m_space = std::make_shared<const space::SearchSpace>(space::openSpace("nas-bench-201").value());
        m_tree = space::compileOrError(*m_space).value();
        m_candidate =
            candidate("|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|");
        m_estimator = make({});
    }

    void oneShortEpoch_learns_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 4; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void oneShortEpoch_learns()
    {
        QFETCH(int, seed);
        Context context{.threads = 2, .seed = std::uint64_t(seed)};
        const Estimate estimate = m_estimator->estimate(m_candidate, kQuick, context);
        QCOMPARE(estimate.state, TrialState::Finished);
        const double accuracy = estimate.metrics.at("valid_accuracy");
        qInfo("valid accuracy %.4f after 30 steps", accuracy);
        QVERIFY(accuracy > kLearnt);
        QVERIFY(accuracy <= 1);
        QCOMPARE(estimate.curve.size(), std::size_t(2));
        QVERIFY(estimate.metrics.at("train_loss") < std::log(10.0));
        QVERIFY(estimate.seconds > 0);
    }

    void networkWithoutAnyOp_isJudgedAtChance()
    {
        Context context;
        const Estimate estimate =
            m_estimator->estimate(candidate("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"), kTiny, context);
        QCOMPARE(estimate.state, TrialState::Finished);
        QVERIFY(std::abs(estimate.metrics.at("valid_accuracy") - 0.1) < 0.01);
    }

    void concurrentTrials_equalSerialOnes_bitForBit()
    {
        const auto trial = [&](std::int64_t number) {
            Context context{.seed = 3, .trial = number};
            return m_estimator->estimate(m_candidate, kTiny, context);
        };
        const Estimate first = trial(1);
        const Estimate second = trial(2);
        QVERIFY(first.metrics != second.metrics);
        for (int repeat = 0; repeat < 2; ++repeat) {
            Estimate a;
            Estimate b;
            {
                const std::jthread one([&] { a = trial(1); });
                const std::jthread two([&] { b = trial(2); });
            }
            QVERIFY(sameMetrics(a, first));
            QVERIFY(sameMetrics(b, second));
        }
    }

    void pausedTrial_continuesAsIfItHadNot_data()
    {
        QTest::addColumn<int>("batches");
        for (const int batches : {0, 1, 4, 5, 6, 9}) // five in each of two epochs
            QTest::addRow("after %d batches", batches) << batches;
    }
    void pausedTrial_continuesAsIfItHadNot()
    {
        QFETCH(int, batches);
        const QTemporaryDir folder;
        Context whole{.seed = 5, .trial = 1};
        const Estimate expected = m_estimator->estimate(m_candidate, kTiny, whole);
        int asked = 0;
        Context context{.pausing = [&] { return asked++ == batches; }, .seed = 5, .trial = 1};
        context.checkpoint = folder.filePath("trial.ckpt").toStdString();
        const Estimate paused = m_estimator->estimate(m_candidate, kTiny, context);
        QCOMPARE(paused.state, TrialState::Paused);
        QVERIFY(std::filesystem::exists(context.checkpoint));
        context.pausing = nullptr;
        const Estimate finished = m_estimator->estimate(m_candidate, kTiny, context);
        QVERIFY(sameMetrics(finished, expected));
        QVERIFY(!std::filesystem::exists(context.checkpoint));
    }

    void stop_endsAfterTheBatch()
    {
        std::stop_source source;
        int batches = 0;
        Context context{.stop = source.get_token(), .progress = [&](const estimate::Progress&) {
                            if (++batches == 3)
                                source.request_stop();
                        }};
        const Estimate estimate = m_estimator->estimate(m_candidate, kTiny, context);
        QCOMPARE(estimate.state, TrialState::Stopped);
        QCOMPARE(batches, 3);
        QVERIFY(!estimate.metrics.contains("valid_accuracy"));
    }

    void lossThatIsNotANumber_failsWithTheEpoch()
    {
        const auto estimator = make({{"learning_rate", 100.0}, {"momentum", 0.999}, {"weight_decay", 10.0}});
        Context context;
        const Estimate estimate =
            estimator->estimate(m_candidate, {.epochs = 40, .data = 0.008, .width = 0.5, .cells = 1}, context);
        QCOMPARE(estimate.state, TrialState::Failed);
        QVERIFY2(estimate.reason.starts_with("diverged: loss became "), estimate.reason.c_str());
        QVERIFY2(estimate.reason.find(" in epoch ") != std::string::npos, estimate.reason.c_str());
    }

    void networkTooLargeForTheMemory_isRejectedWithFigures()
    {
        const auto estimator = make({{"batch", 65536}});
        Context context;
        const Estimate estimate = estimator->estimate(m_candidate, {.width = 8}, context);
        QCOMPARE(estimate.state, TrialState::Rejected);
        QVERIFY2(estimate.reason.find(" GB of memory for training at batch 65536, ") != std::string::npos,
                 estimate.reason.c_str());
    }

    void resolution_changesTheNetworksInput()
    {
        Fidelity fidelity = kTiny;
        fidelity.epochs = 1;
        for (const int pixels : {12, 32}) {
            fidelity.resolution = pixels;
            Context context;
            QCOMPARE(m_estimator->estimate(m_candidate, fidelity, context).state, TrialState::Finished);
        }
    }

    void epochs_pointsAndProgressAgree()
    {
        std::vector<estimate::CurvePoint> points;
        double fraction = 0;
        Context context{.progress = [&](const estimate::Progress& progress) {
            points.insert(points.end(), progress.points.begin(), progress.points.end());
            QVERIFY(progress.fraction >= fraction && progress.fraction <= 1);
            fraction = progress.fraction;
        }};
        const Estimate estimate = m_estimator->estimate(m_candidate, kTiny, context);
        QVERIFY(points == estimate.curve);
        QCOMPARE(fraction, 1.0);
        QCOMPARE(estimate.curve.back().step, std::int64_t(2));
    }

    void splits_shareNoImage_andDoNotTouchTheTestPart()
    {
        const std::shared_ptr<const data::DataSet> dataSet = data::loadDataSet(kDataSet).value();
        data::DataSet withoutTest = *dataSet;
        withoutTest.test = {};
        const auto blind =
            std::make_shared<train::TrainingData>(std::make_shared<const data::DataSet>(withoutTest), 0.2, 1);
        const auto sighted = std::make_shared<train::TrainingData>(dataSet, 0.2, 1);
        const std::vector<std::uint32_t> training = sighted->trainIndices(1);
        std::vector<std::uint32_t> both = sighted->validIndices(1, 1);
        QCOMPARE(both.size(), std::size_t(12000));
        both.insert(both.end(), training.begin(), training.end());
        std::sort(both.begin(), both.end());
        QCOMPARE(both.size(), std::size_t(60000));
        QVERIFY(std::adjacent_find(both.begin(), both.end()) == both.end());
        const auto run = [&](const std::shared_ptr<train::TrainingData>& from) {
            return train::trainSession(
                {.architecture = architecture(), .data = from, .settings = settings({}), .fidelity = kTiny, .seed = 1});
        };
        const train::SessionResult a = run(blind);
        const train::SessionResult b = run(sighted);
        QCOMPARE(a.epochs.back().validAccuracy, b.epochs.back().validAccuracy);
        QCOMPARE(a.epochs.back().trainLoss, b.epochs.back().trainLoss);
        QVERIFY(!b.testAccuracy.has_value());
    }

    void testSplit_isMeasuredWhenAsked()
    {
        const auto data = std::make_shared<train::TrainingData>(data::loadDataSet(kDataSet).value(), 0.2, 1);
        const train::SessionResult result = train::trainSession({.architecture = architecture(),
                                                                 .data = data,
                                                                 .settings = settings({}),
                                                                 .fidelity = kTiny,
                                                                 .threads = 2,
                                                                 .seed = 1,
                                                                 .maxSteps = 12,
                                                                 .test = true});
        QVERIFY(result.testAccuracy.has_value());
        QVERIFY(*result.testAccuracy > 0.05 && *result.testAccuracy < 1);
        QVERIFY(result.imagesPerSecond > 0);
    }

    void trainingBlock_setsHowItsCandidatesAreTrained()
    {
        auto space = std::make_shared<space::SearchSpace>(*m_space);
        space->graph.blocks.push_back(
            {.id = "training",
             .kind = space::BlockKind::Training,
             .params = {{"learning_rate", {{}, space::Domain::categorical({"0.02", "0.1"}), {}}},
                        {"batch", {32, {}, {}}}}});
        const space::DecisionTree tree = space::compileOrError(*space).value();
        const auto with = make({}, space, tree);
        for (const char* rate : {"0.02", "0.1"}) {
            const std::string text =
                space::candidateText(*m_space, m_tree, m_candidate) + ";training.learning_rate=" + rate;
            Context one{.seed = 4, .trial = 1};
            Context other{.seed = 4, .trial = 1};
            const Estimate inBlock = with->estimate(space::parseCandidate(*space, tree, text).value(), kTiny, one);
            const Estimate asSetting =
                make({{"learning_rate", std::stod(rate)}, {"batch", 32}})->estimate(m_candidate, kTiny, other);
            QCOMPARE(inBlock.state, TrialState::Finished);
            QVERIFY(sameMetrics(inBlock, asSetting));
        }
    }

private:
    /// Ten classes: chance is 0.1; see oneShortEpoch_learns for what is measured.
    static constexpr double kLearnt = 0.4;

    Settings settings(const Json& given) const
    {
        return estimate::trainEstimatorInfo().schema.resolve(given.is_null() ? Json::object() : given, "test").value();
    }
    space::Candidate candidate(const std::string& text) const
    {
        return space::parseCandidate(*m_space, m_tree, text).value();
    }
    static space::Task task() { return {space::Shape::image(1, 28, 28), 10}; }
    std::shared_ptr<const space::Architecture> architecture() const
    {
        return std::make_shared<const space::Architecture>(
            space::realiseOrError(*m_space, m_tree, m_candidate, {.task = task(), .width = 0.5, .cells = 1}).value());
    }
    std::unique_ptr<train::TrainEstimator> make(const Json& given) const { return make(given, m_space, m_tree); }
    std::unique_ptr<train::TrainEstimator> make(const Json& given, std::shared_ptr<const space::SearchSpace> space,
                                                const space::DecisionTree& tree) const
    {
        auto estimator = std::make_unique<train::TrainEstimator>(estimate::EstimatorSetup{.space = std::move(space),
                                                                                          .tree = tree,
                                                                                          .dataset = kDataSet,
                                                                                          .task = task(),
                                                                                          .settings = settings(given),
                                                                                          .seed = 1});
        estimator->prepare();
        return estimator;
    }

    std::shared_ptr<const space::SearchSpace> m_space;
    space::DecisionTree m_tree;
    space::Candidate m_candidate;
    std::unique_ptr<train::TrainEstimator> m_estimator;
};

QTEST_GUILESS_MAIN(TestTrainEstimator)
#include "tst_train_estimator.moc"
