// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <fstream>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/estimate/estimator.h"
#include "tests/core/estimate/curve_player.h"
#include "tests/core/estimate/told_list.h"

using namespace cw;
using namespace cw::estimate;

namespace {

constexpr int kEpochs = 20;
constexpr Fidelity kFull{.epochs = kEpochs};

std::vector<double> saturating(double top, double rise, double rate)
{
    std::vector<double> curve;
    for (int epoch = 1; epoch <= kEpochs; ++epoch)
        curve.push_back(top - rise * std::exp(-rate * epoch));
    return curve;
}

/// 0: the best; 1: hopeless; 2: as good, but slow; 3: not a number from epoch 3 on.
std::map<int, std::vector<double>> curves()
{
    std::map<int, std::vector<double>> all{{0, saturating(0.9, 0.8, 0.4)},
                                           {1, saturating(0.5, 0.4, 0.6)},
                                           {2, saturating(0.93, 0.8, 0.2)},
                                           {3, saturating(0.5, 0.4, 0.6)}};
    for (std::size_t i = 2; i < all[3].size(); ++i)
        all[3][i] = std::nan("");
    return all;
}

struct Made {
    std::unique_ptr<Estimator> estimator;
    test::CurvePlayer* player = nullptr;
};

Made made(std::map<int, std::vector<double>> all, const Objective& objective = {}, const Json& settings = {},
          const std::string& metric = "")
{
    const EstimatorRegistry registry = builtInEstimators();
    const EstimatorEntry* entry = registry.get("curve").value();
    auto player = std::make_unique<test::CurvePlayer>(std::move(all), metric.empty() ? objective.metric : metric);
    Made made;
    made.player = player.get();
    EstimatorSetup setup;
    setup.objectives = {objective};
    setup.full = kFull;
    setup.settings = entry->schema.resolve(settings, "test").value();
    setup.other = [&](const std::string&, const Json&, const EstimatorSetup&) { return std::move(player); };
    made.estimator = entry->make(setup);
    made.estimator->prepare();
    return made;
}

/// The best curve, told as finished.
test::ToldList best(const Objective& objective = {}, double sign = 1)
{
    test::ToldList list;
    ToldResult result;
    result.trial = 1;
    result.candidate = {{0}};
    result.fidelity = kFull;
    const std::vector<double> curve = curves()[0];
    result.estimate.metrics[objective.metric] = sign * curve.back();
    for (std::size_t i = 0; i < curve.size(); ++i)
        result.estimate.curve.push_back({objective.metric, std::int64_t(i + 1), sign * curve[i]});
    list.add(result);
    return list;
}

Estimate played(const Made& made, int which, const Told& told)
{
    Context context;
    context.trial = 2;
    context.told = &told;
    return made.estimator->estimate({{double(which)}}, kFull, context);
}

QString problemOf(const Json& settings, const Objective& objective = {})
{
    try {
        made({}, objective, settings);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

} // namespace

class TestCurveEstimator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hopelessTraining_isStoppedWithItsPrediction();
    void nothing_isStoppedBeforeSomethingHasFinished();
    void goodOnes_areLeftAlone();
    void minEpochs_areAlwaysGiven();
    void thresholdZero_stopsNothing();
    void minimisedObjective_isStoppedToo();
    void otherFidelities_areNoMeasure();
    void stopOfTheUser_isNoPruning();
    void paused_remembersWhatItHasSeen();
    void continuedTrial_isJudgedByItsWholeCurve();
    void damagedMemory_failsClearly();
    void curveThatComesAtTheEnd_isCut();
    void notANumber_stopsNothing();
    void curveWithoutTheObjective_failsTheTrialEarly();
    void noCurveAtAll_failsTheTrial();
    void estimatorsWithoutCurve_areRefused();
    void progress_isPassedOn();
};

void TestCurveEstimator::hopelessTraining_isStoppedWithItsPrediction()
{
    const Made made = ::made(curves());
    const Estimate estimate = played(made, 1, best());
    QCOMPARE(estimate.state, TrialState::Pruned);
    QVERIFY2(made.player->epochsPlayed < kEpochs / 2, qPrintable(QString::number(made.player->epochsPlayed)));
    const double epoch = estimate.metrics.at("epochs_done");
    QCOMPARE(epoch, double(made.player->epochsPlayed));
    QCOMPARE(estimate.curve.size(), std::size_t(epoch));
    QVERIFY(std::abs(estimate.metrics.at("valid_accuracy") - 0.5) < 0.05); // its asymptote
    QCOMPARE(estimate.metrics.at("predicted_final"), estimate.metrics.at("valid_accuracy"));
    QVERIFY(estimate.metrics.at("predicted_sd") > 0);
    QVERIFY(estimate.metrics.at("chance_of_best") < 0.05);
    QCOMPARE(estimate.metrics.at("params"), 1000.0);
    const QString reason = QString::fromStdString(estimate.reason);
    QVERIFY2(reason.startsWith(QString("stopped at epoch %1 of 20: chance ").arg(epoch)) &&
                 reason.endsWith("to beat valid_accuracy 0.8997"),
             qPrintable(reason));
}

void TestCurveEstimator::nothing_isStoppedBeforeSomethingHasFinished()
{
    const Made made = ::made(curves());
    QCOMPARE(played(made, 1, test::ToldList()).state, TrialState::Finished);
    test::ToldList failed;
    ToldResult result = best().at(0);
    result.estimate.state = TrialState::Pruned; // its value is a prediction
    failed.add(result);
    QCOMPARE(played(made, 1, failed).state, TrialState::Finished);
}

void TestCurveEstimator::goodOnes_areLeftAlone()
{
    const Made made = ::made(curves());
    for (const int which : {0, 2}) {
        const Estimate estimate = played(made, which, best());
        QCOMPARE(estimate.state, TrialState::Finished);
        QCOMPARE(estimate.metrics.at("valid_accuracy"), curves()[which].back());
        QVERIFY(!estimate.metrics.contains("predicted_final"));
    }
}

void TestCurveEstimator::minEpochs_areAlwaysGiven()
{
    const Made made = ::made(curves(), {}, {{"min_epochs", 12}});
    QCOMPARE(played(made, 1, best()).metrics.at("epochs_done"), 12.0);
}

void TestCurveEstimator::thresholdZero_stopsNothing()
{
    QCOMPARE(played(made(curves(), {}, {{"threshold", 0}}), 1, best()).state, TrialState::Finished);
}

void TestCurveEstimator::minimisedObjective_isStoppedToo()
{
    const Objective loss{"valid_loss", false};
    auto turned = curves();
    for (auto& [which, curve] : turned) {
        for (double& value : curve)
            value = -value;
    }
    const Made made = ::made(turned, loss);
    const Estimate hopeless = played(made, 1, best(loss, -1));
    QCOMPARE(hopeless.state, TrialState::Pruned);
    QVERIFY(std::abs(hopeless.metrics.at("valid_loss") + 0.5) < 0.05);
    QCOMPARE(played(made, 2, best(loss, -1)).state, TrialState::Finished);
    // The same epoch as when it is maximised.
    QCOMPARE(hopeless.metrics.at("epochs_done"), played(::made(curves()), 1, best()).metrics.at("epochs_done"));
}

void TestCurveEstimator::otherFidelities_areNoMeasure()
{
    ToldResult result = best().at(0);
    result.fidelity.epochs = 100;
    test::ToldList list;
    list.add(result);
    QCOMPARE(played(made(curves()), 1, list).state, TrialState::Finished);
}

void TestCurveEstimator::stopOfTheUser_isNoPruning()
{
    const Made made = ::made(curves());
    const test::ToldList list = best();
    std::stop_source user;
    Context context;
    context.stop = user.get_token();
    context.told = &list;
    context.progress = [&](const Progress& progress) {
        if (progress.step == 2)
            user.request_stop();
    };
    QCOMPARE(made.estimator->estimate({{1}}, kFull, context).state, TrialState::Stopped);
    QCOMPARE(made.player->epochsPlayed, 2);
}

void TestCurveEstimator::paused_remembersWhatItHasSeen()
{
    const Estimate uninterrupted = played(made(curves()), 1, best());
    const auto stopped = std::int64_t(uninterrupted.metrics.at("epochs_done"));
    QTemporaryDir folder;
    const test::ToldList list = best();
    Context context;
    context.trial = 2;
    context.told = &list;
    context.checkpoint = folder.filePath("trial2.ckpt").toStdString();
    context.pausing = [] { return true; };
    const Made first = ::made(curves());
    first.player->pauseAt = stopped;
    QCOMPARE(first.estimator->estimate({{1}}, kFull, context).state, TrialState::Paused);
    std::ofstream(context.checkpoint) << "weights";
    // Another program goes on: the training shows only what is new.
    context.pausing = nullptr;
    const Made second = ::made(curves());
    second.player->shownFrom = stopped;
    const Estimate resumed = second.estimator->estimate({{1}}, kFull, context);
    QCOMPARE(resumed.state, TrialState::Pruned);
    QCOMPARE(resumed.reason, uninterrupted.reason);
    QVERIFY(resumed.metrics == uninterrupted.metrics);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"trial2.ckpt"}); // nothing of its own is left
}

void TestCurveEstimator::continuedTrial_isJudgedByItsWholeCurve()
{
    const Estimate whole = played(made(curves()), 1, best());
    const auto stopped = std::int64_t(whole.metrics.at("epochs_done"));
    test::ToldList list = best();
    ToldResult earlier;
    earlier.trial = 2;
    earlier.candidate = {{1}};
    earlier.fidelity.epochs = double(stopped - 1);
    for (std::int64_t epoch = 1; epoch < stopped; ++epoch)
        earlier.estimate.curve.push_back({"valid_accuracy", epoch, curves()[1][std::size_t(epoch - 1)]});
    list.add(earlier);
    Context context;
    context.trial = 2;
    context.told = &list;
    context.continueFrom = "trial2.ckpt";
    const Made made = ::made(curves());
    made.player->shownFrom = stopped;
    const Estimate continued = made.estimator->estimate({{1}}, kFull, context);
    QCOMPARE(continued.reason, whole.reason);
}

void TestCurveEstimator::damagedMemory_failsClearly()
{
    QTemporaryDir folder;
    Context context;
    context.checkpoint = folder.filePath("trial2.ckpt").toStdString();
    std::ofstream(context.checkpoint) << "weights";
    for (const char* text : {"{}", "[[1]]", "[[0, 0.5]]", "[[1, \"x\"]]", "nothing"}) {
        std::ofstream(context.checkpoint.string() + ".curve") << text;
        QVERIFY_THROWS_EXCEPTION(Error, made(curves()).estimator->estimate({{1}}, kFull, context));
    }
}

void TestCurveEstimator::curveThatComesAtTheEnd_isCut()
{
    const Made made = ::made(curves());
    made.player->showsProgress = false;
    const Estimate cut = played(made, 1, best());
    const Estimate stopped = played(::made(curves()), 1, best());
    QCOMPARE(cut.state, TrialState::Pruned);
    QCOMPARE(cut.reason, stopped.reason);
    QVERIFY(cut.curve == stopped.curve);
    QCOMPARE(cut.seconds, cut.metrics.at("epochs_done")); // of 20 s for 20 epochs
}

void TestCurveEstimator::notANumber_stopsNothing()
{
    // Two numbers are too few to foretell anything; what becomes of it is for the other estimator to say.
    QCOMPARE(played(made(curves()), 3, best()).state, TrialState::Finished);
}

void TestCurveEstimator::curveWithoutTheObjective_failsTheTrialEarly()
{
    const Made made = ::made(curves(), {"valid_perplexity", false}, {}, "valid_accuracy");
    const Estimate estimate = played(made, 1, best());
    QCOMPARE(estimate.state, TrialState::Failed);
    QCOMPARE(QString::fromStdString(estimate.reason),
             QString("expected a learning curve of 'valid_perplexity', estimator 'train' gives that of "
                     "valid_accuracy"));
    QCOMPARE(made.player->epochsPlayed, 3);
}

void TestCurveEstimator::noCurveAtAll_failsTheTrial()
{
    class Silent final : public Estimator {
    public:
        Estimate estimate(const space::Candidate&, const Fidelity&, Context&) override
        {
            Estimate estimate;
            estimate.metrics["valid_accuracy"] = 0.5;
            return estimate;
        }
    };
    const EstimatorRegistry registry = builtInEstimators();
    const EstimatorEntry* entry = registry.get("curve").value();
    EstimatorSetup setup;
    setup.full = kFull;
    setup.settings = entry->schema.resolve({}, "test").value();
    setup.other = [](auto&&...) { return std::make_unique<Silent>(); };
    Context context;
    const Estimate estimate = entry->make(setup)->estimate({{0}}, kFull, context);
    QCOMPARE(estimate.state, TrialState::Failed);
    QVERIFY(QString::fromStdString(estimate.reason).contains("gave none"));
}

void TestCurveEstimator::estimatorsWithoutCurve_areRefused()
{
    QVERIFY(problemOf({{"inner", "curve"}}).contains("'curve' itself"));
    QVERIFY(problemOf({{"inner", "surrogate"}})
                .contains("expected an estimator with a learning curve, 'surrogate' has none"));
    QVERIFY(problemOf({{"inner", "latency"}}).contains("'latency' has none"));
    QVERIFY(problemOf({{"inner", "latency"}, {"inner_settings", "also=zero-cost"}}).contains("'latency' has none"));
    QVERIFY(problemOf({{"inner", "latency"}, {"inner_settings", "also=train"}}).isEmpty());
    QVERIFY(problemOf({{"min_epochs", kEpochs}})
                .contains("expected a fidelity of more epochs, found " + QString::number(kEpochs)));
    QVERIFY(problemOf({}, {"params", false}).contains("'params' is known without training"));
    QVERIFY(problemOf({}).isEmpty());
}

void TestCurveEstimator::progress_isPassedOn()
{
    const Made made = ::made(curves());
    Context context;
    std::vector<std::int64_t> steps;
    context.progress = [&](const Progress& progress) { steps.push_back(progress.step); };
    made.estimator->estimate({{0}}, kFull, context);
    QCOMPARE(steps.size(), std::size_t(kEpochs));
    QCOMPARE(steps.back(), std::int64_t(kEpochs));
}

QTEST_APPLESS_MAIN(TestCurveEstimator)
#include "tst_curve_estimator.moc"
