// SPDX-License-Identifier: GPL-3.0-or-later
// The setting `repeats`: several trainings of one candidate.
#include <cmath>
#include <filesystem>
#include <map>

#include <QTemporaryDir>
#include <QTest>

#include "core/train/repeats.h"
#include "tests/core/train/train_fixture.h"

using namespace cw;
using estimate::Context;
using estimate::Estimate;
using test::TrainFixture;

class TestRepeats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deviation_isThatOfASample()
    {
        QCOMPARE(train::deviationOf({}), 0.0);
        QCOMPARE(train::deviationOf({3}), 0.0);
        // Mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32 over 7.
        QVERIFY(std::abs(train::deviationOf({2, 4, 4, 4, 5, 5, 7, 9}) - std::sqrt(32.0 / 7)) < 1e-12);
    }

    void initTestCase()
    {
        if (!TrainFixture::dataIsThere())
            QSKIP("skipped: data not found");
        m_fixture = std::make_unique<TrainFixture>();
    }

    void means_areOfTrainingsWithSeedsOfTheirOwn()
    {
        std::vector<Estimate> grown;
        for (const int repeats : {1, 2, 3})
            grown.push_back(run(repeats, 2, m_context));
        QVERIFY(!grown[0].metrics.contains("valid_accuracy_sd"));
        // From the means of 1, 2 and 3 trainings, what each training got.
        const double first = accuracy(grown[0]);
        const double second = 2 * accuracy(grown[1]) - first;
        const double third = 3 * accuracy(grown[2]) - first - second;
        QVERIFY(first != second || grown[0].metrics.at("train_loss") != grown[1].metrics.at("train_loss"));
        for (const double value : {second * 50, third * 50}) // 50 samples are judged
            QVERIFY(std::abs(value - std::round(value)) < 1e-9);
        QVERIFY(std::abs(grown[2].metrics.at("valid_accuracy_sd") - train::deviationOf({first, second, third})) < 1e-9);
        QCOMPARE(grown[2].curve.size(), std::size_t(4));
        QCOMPARE(grown[2].curve[2].value, accuracy(grown[2]));
        QCOMPARE(grown[2].metrics.at("params"), grown[0].metrics.at("params"));
    }

    void pausedTrial_continuesAsIfItHadNot_data()
    {
        QTest::addColumn<int>("batches");
        for (const int batches : {2, 3, 4, 7}) // three in each of three trainings
            QTest::addRow("after %d batches", batches) << batches;
    }
    void pausedTrial_continuesAsIfItHadNot()
    {
        QFETCH(int, batches);
        const Estimate expected = run(3, 1, m_context);
        const QTemporaryDir folder;
        int asked = 0;
        Context context = m_context;
        context.pausing = [&] { return asked++ == batches; };
        context.checkpoint = folder.filePath("trial.ckpt").toStdString();
        QCOMPARE(run(3, 1, context).state, TrialState::Paused);
        context.pausing = nullptr;
        const Estimate finished = run(3, 1, context);
        QVERIFY(finished.metrics == expected.metrics && finished.curve == expected.curve);
        QVERIFY(std::filesystem::is_empty(folder.path().toStdString()));
    }

    void continuation_goesOnWithEveryTraining()
    {
        const QTemporaryDir folder;
        Context first = m_context;
        first.horizon = 3;
        first.keep = true;
        first.checkpoint = folder.filePath("one.ckpt").toStdString();
        QCOMPARE(run(2, 1, first).state, TrialState::Finished);
        QVERIFY(std::filesystem::exists(first.checkpoint.string() + ".2"));
        Context goingOn = m_context;
        goingOn.horizon = 3;
        goingOn.continueFrom = first.checkpoint;
        int steps = 0;
        goingOn.progress = [&](const estimate::Progress& news) { steps += news.points.empty(); };
        const Estimate continued = run(2, 2, goingOn);
        QCOMPARE(steps, 2 * 3); // one epoch each; reports at ends have points
        Context whole = m_context;
        whole.horizon = 3;
        const Estimate anew = run(2, 2, whole);
        QVERIFY(continued.metrics == anew.metrics && continued.curve == anew.curve);
    }

    void progress_isOfTheWholeJob()
    {
        double fraction = 0;
        Context context = m_context;
        context.progress = [&](const estimate::Progress& news) {
            QVERIFY(news.fraction >= fraction && news.fraction <= 1);
            fraction = news.fraction;
        };
        run(2, 1, context);
        QCOMPARE(fraction, 1.0);
    }

    /// An epoch shows when it is done, first that of one training, then the mean with the next.
    void curve_growsWithEveryEpoch()
    {
        Context context = m_context;
        std::vector<double> came; // parts of the job that were done when points came
        std::map<std::pair<std::string, std::int64_t>, double> shown;
        context.progress = [&](const estimate::Progress& news) {
            if (!news.points.empty())
                came.push_back(news.fraction);
            for (const estimate::CurvePoint& point : news.points)
                shown[{point.metric, point.step}] = point.value;
        };
        const Estimate estimate = run(2, 2, context);
        // After each epoch, and once more with all that is known when a training is over.
        QCOMPARE(came, (std::vector<double>{0.25, 0.5, 0.5, 0.75, 1, 1}));
        QCOMPARE(shown.size(), estimate.curve.size());
        for (const estimate::CurvePoint& point : estimate.curve)
            QCOMPARE((shown.at({point.metric, point.step})), point.value);
    }

    void trainingThatFails_isNamed()
    {
        const auto estimator = m_fixture->make({{"repeats", 2}, {"learning_rate", 100}, {"weight_decay", 10}});
        Context context = m_context;
        const Estimate failed = estimator->estimate(m_fixture->candidate, TrainFixture::tiny(40), context);
        QCOMPARE(failed.state, TrialState::Failed);
        QVERIFY2(failed.reason.starts_with("repeat 1 of 2: diverged: "), failed.reason.c_str());
    }

private:
    Estimate run(int repeats, double epochs, Context& context) const
    {
        return m_fixture->make({{"repeats", repeats}})
            ->estimate(m_fixture->candidate, TrainFixture::tiny(epochs), context);
    }
    static double accuracy(const Estimate& estimate) { return estimate.metrics.at("valid_accuracy"); }

    std::unique_ptr<TrainFixture> m_fixture;
    Context m_context{.seed = 5, .trial = 2};
};

QTEST_GUILESS_MAIN(TestRepeats)
#include "tst_repeats.moc"
