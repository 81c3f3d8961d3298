// SPDX-License-Identifier: GPL-3.0-or-later
// The estimator `multi-task` with real trainings.
#include <filesystem>

#include <QTemporaryDir>
#include <QTest>

#include "core/estimate/multi_task.h"
#include "tests/core/data/data_folder.h"
#include "tests/core/train/train_fixture.h"

using namespace cw;
using estimate::Context;
using estimate::Estimate;
using estimate::Fidelity;

namespace {

Result<space::Task> taskOf(const std::string& dataset)
{
    const auto info = data::describeDataSet(dataset);
    if (!info)
        return info.error();
    const bool images = info->kind == data::DataKind::Images;
    return space::Task{{images ? space::ShapeKind::Image : space::ShapeKind::Vector, info->shape},
                       std::int64_t(info->classes.size())};
}

/// A template searched on several data sets.
struct Run {
    std::shared_ptr<const space::SearchSpace> space;
    space::DecisionTree tree;
    space::Candidate candidate;
    std::unique_ptr<estimate::Estimator> estimator;

    Run(const std::string& id, Json settings)
        : space(std::make_shared<const space::SearchSpace>(space::openSpace(id).value()))
        , tree(space::compileOrError(*space).value())
    {
        Rng rng(1, 1, "test");
        candidate = space::TreeCandidates(tree).sample(rng);
        const estimate::EstimatorEntry entry = estimate::multiTaskEstimator();
        settings["valid_min"] = 50;
        estimate::EstimatorSetup setup;
        setup.space = space;
        setup.tree = tree;
        setup.settings = entry.schema.resolve(settings, "test").value();
        setup.seed = 1;
        setup.other = other;
        setup.taskOf = taskOf;
        estimator = entry.make(setup);
        estimator->prepare();
    }
    static std::unique_ptr<estimate::Estimator> other(const std::string&, const Json& settings,
                                                      estimate::EstimatorSetup setup)
    {
        setup.settings = estimate::trainEstimatorInfo().schema.resolve(settings, "test").value();
        return std::make_unique<train::TrainEstimator>(std::move(setup));
    }
    Estimate estimate(const Fidelity& fidelity, Context& context) const
    {
        return estimator->estimate(candidate, fidelity, context);
    }
};

bool hasTables()
{
    return std::filesystem::exists(test::kTestData + "/tables");
}
std::string table(const std::string& name)
{
    return test::kTestData + "/tables/" + name + ".csv.gz";
}

} // namespace

class TestMultiTaskTraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tablesOfDifferentShapes_areLearntBoth()
    {
        if (!hasTables())
            QSKIP("skipped: data not found");
        const Run run("mlp", {{"datasets", table("digits8x8") + "," + table("iris")}, {"batch", 16}});
        Context context{.seed = 2, .trial = 1};
        const Estimate estimate = run.estimate({.epochs = 4, .width = 0.25}, context);
        QVERIFY2(estimate.state == TrialState::Finished, estimate.reason.c_str());
        const double digits = estimate.metrics.at("valid_accuracy:" + table("digits8x8"));
        const double iris = estimate.metrics.at("valid_accuracy:" + table("iris"));
        qInfo("digits %.4f, iris %.4f", digits, iris);
        QVERIFY(digits > 0.5); // chance: 0.1
        QVERIFY(iris > 0.5);   // chance: 0.33
        QCOMPARE(estimate.metrics.at("valid_accuracy"), (digits + iris) / 2);
        QCOMPARE(estimate.curve.size(), std::size_t(8));
        QCOMPARE(estimate.curve[6].value, estimate.metrics.at("valid_accuracy"));
    }

    void imagesOfDifferentShapes_fitOneSpace()
    {
        const std::string cifar = test::kTestData + "/images/cifar10-16px";
        if (!hasTables() || !test::TrainFixture::dataIsThere())
            QSKIP("skipped: data not found");
        const Run run("nas-bench-201", {{"datasets", "fashion-mnist," + cifar}});
        Context context{.seed = 2, .trial = 1};
        const Estimate estimate = run.estimate({.data = 0.004, .width = 0.25, .cells = 1}, context);
        QVERIFY2(estimate.state == TrialState::Finished, estimate.reason.c_str());
        QVERIFY(estimate.metrics.contains("valid_accuracy:fashion-mnist"));
        // The stem has 9 weights for each of 4 channels and each channel of the image: one, or three.
        QCOMPARE(estimate.metrics.at("params:" + cifar) - estimate.metrics.at("params:fashion-mnist"), 9.0 * 4 * 2);
    }

    void pausedTrial_continuesAsIfItHadNot_data()
    {
        QTest::addColumn<int>("left"); // batches of the whole trial, the last ones on the second set
        for (const int left : {1, 3, 5, 20})
            QTest::addRow("%d batches before the end", left) << left;
    }
    void pausedTrial_continuesAsIfItHadNot()
    {
        QFETCH(int, left);
        if (!hasTables())
            QSKIP("skipped: data not found");
        const Run run("mlp", {{"datasets", table("digits8x8") + "," + table("iris")}, {"batch", 32}});
        const Fidelity fidelity{.epochs = 2, .width = 0.25};
        int batches = 0;
        Context whole{.pausing = [&] { return ++batches == 0; }, .seed = 2, .trial = 1};
        const Estimate expected = run.estimate(fidelity, whole);
        const QTemporaryDir folder;
        int asked = 0;
        Context context{.pausing = [&] { return ++asked > batches - left; }, .seed = 2, .trial = 1};
        context.checkpoint = folder.filePath("trial.ckpt").toStdString();
        QCOMPARE(run.estimate(fidelity, context).state, TrialState::Paused);
        context.pausing = nullptr;
        const Estimate finished = run.estimate(fidelity, context);
        QVERIFY(finished.metrics == expected.metrics && finished.curve == expected.curve);
        QVERIFY(std::filesystem::is_empty(folder.path().toStdString()));
    }
};

QTEST_GUILESS_MAIN(TestMultiTaskTraining)
#include "tst_multi_task_training.moc"
