// SPDX-License-Identifier: GPL-3.0-or-later
// Trainings that go on from what a job with fewer epochs, or a pause, left behind.
#include <filesystem>

#include <QTemporaryDir>
#include <QTest>

#include "tests/core/train/train_fixture.h"

using namespace cw;
using estimate::Context;
using estimate::Estimate;
using test::TrainFixture;

namespace {

constexpr double kHorizon = 6;

bool sameMetrics(const Estimate& a, const Estimate& b)
{
    return a.state == b.state && a.metrics == b.metrics && a.curve == b.curve;
}

} // namespace

class TestContinuation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!TrainFixture::dataIsThere())
            QSKIP("skipped: data not found");
        m_fixture = std::make_unique<TrainFixture>();
        m_estimator = m_fixture->make();
    }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void continuedTraining_equalsOneBegunAnew_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::newRow("sgd, cosine") << "{}";
        QTest::newRow("adam, linear") << R"({"optimiser": "adam", "learning_rate": 0.001, "schedule": "linear"})";
    }
    void continuedTraining_equalsOneBegunAnew()
    {
        QFETCH(QString, settings);
        const auto estimator = m_fixture->make(Json::parse(settings.toStdString()));
        Context first = context("two");
        first.keep = true;
        QCOMPARE(estimator->estimate(m_fixture->candidate, TrainFixture::tiny(2), first).state, TrialState::Finished);
        QVERIFY(std::filesystem::exists(first.checkpoint));
        Context goingOn = context("five");
        goingOn.continueFrom = first.checkpoint;
        std::int64_t steps = 0;
        goingOn.progress = [&](const estimate::Progress& progress) { steps += progress.points.empty(); };
        const Estimate continued = estimator->estimate(m_fixture->candidate, TrainFixture::tiny(5), goingOn);
        QCOMPARE(steps, std::int64_t(9)); // three epochs of three steps
        Context whole = context("");
        const Estimate anew = estimator->estimate(m_fixture->candidate, TrainFixture::tiny(5), whole);
        QVERIFY2(continued.reason.empty(), continued.reason.c_str());
        QVERIFY(sameMetrics(continued, anew));
        QCOMPARE(continued.curve.size(), std::size_t(10)); // two metrics, all epochs from the first
        QCOMPARE(continued.curve.front().step, std::int64_t(1));
        QVERIFY(std::filesystem::exists(first.checkpoint)); // it is not ours
        QVERIFY(!std::filesystem::exists(goingOn.checkpoint));
    }

    void pauseWithinAContinuation_changesNothing_data()
    {
        QTest::addColumn<int>("batches");
        for (const int batches : {0, 1, 3, 5}) // three in each of two epochs
            QTest::addRow("after %d batches", batches) << batches;
    }
    void pauseWithinAContinuation_changesNothing()
    {
        QFETCH(int, batches);
        const std::filesystem::path left = finished("two", 2);
        Context whole = context("");
        const Estimate expected = estimate(4, whole);
        int asked = 0;
        Context goingOn = context("four");
        goingOn.continueFrom = left;
        goingOn.keep = true;
        goingOn.pausing = [&] { return asked++ == batches; };
        QCOMPARE(estimate(4, goingOn).state, TrialState::Paused);
        QVERIFY(std::filesystem::exists(goingOn.checkpoint));
        goingOn.pausing = nullptr;
        std::filesystem::remove(left); // the pause holds all that is needed
        QVERIFY(sameMetrics(estimate(4, goingOn), expected));
        QVERIFY(std::filesystem::exists(goingOn.checkpoint));
    }

    void threeRungs_equalOneTraining()
    {
        std::filesystem::path left = finished("one", 1);
        Context second = context("two");
        second.continueFrom = left;
        second.keep = true;
        QCOMPARE(estimate(2, second).state, TrialState::Finished);
        Context third = context("six");
        third.continueFrom = second.checkpoint;
        Context whole = context("");
        QVERIFY(sameMetrics(estimate(6, third), estimate(6, whole)));
    }

    void oneFileForAllRungs_isGoneOnFrom()
    {
        Context same = context("trial");
        same.keep = true;
        QCOMPARE(estimate(2, same).state, TrialState::Finished);
        const Estimate continued = estimate(4, same);
        Context whole = context("");
        QVERIFY(sameMetrics(continued, estimate(4, whole)));
    }

    void sameEpochsAgain_areAnsweredWithoutTraining()
    {
        Context first = context("a");
        first.keep = true;
        const Estimate expected = estimate(2, first);
        Context again = context("b");
        again.continueFrom = first.checkpoint;
        again.keep = true;
        bool trained = false;
        again.progress = [&](const estimate::Progress&) { trained = true; };
        QVERIFY(sameMetrics(estimate(2, again), expected));
        QVERIFY(!trained);
        QVERIFY(std::filesystem::exists(again.checkpoint));
    }

    void schedule_stretchesOverTheHorizon()
    {
        Context own = context("");
        own.horizon = 0;
        Context equal = context("");
        equal.horizon = 2;
        Context longer = context("");
        const Estimate ownEpochs = estimate(2, own);
        QVERIFY(sameMetrics(ownEpochs, estimate(2, equal)));
        QVERIFY(!sameMetrics(ownEpochs, estimate(2, longer)));
    }

    void missingFile_beginsAnew()
    {
        Context missing = context("");
        missing.continueFrom = m_folder->filePath("none.ckpt").toStdString();
        Context whole = context("");
        QVERIFY(sameMetrics(estimate(2, missing), estimate(2, whole)));
    }

    void checkpointFurtherThanAsked_beginsAnew()
    {
        Context shorter = context("");
        shorter.continueFrom = finished("four", 4);
        Context whole = context("");
        const Estimate expected = estimate(2, whole);
        QVERIFY(sameMetrics(estimate(2, shorter), expected));
        shorter.checkpoint = shorter.continueFrom;
        QVERIFY(sameMetrics(estimate(2, shorter), expected));
    }

    void truncatedFile_failsNamingIt()
    {
        const std::filesystem::path left = finished("two", 2);
        std::filesystem::resize_file(left, std::filesystem::file_size(left) - 4);
        Context goingOn = context("four");
        goingOn.continueFrom = left;
        const Estimate failed = estimate(4, goingOn);
        QCOMPARE(failed.state, TrialState::Failed);
        QVERIFY2(failed.reason.find("damaged checkpoint") != std::string::npos, failed.reason.c_str());
        QVERIFY2(failed.reason.find(left.string()) != std::string::npos, failed.reason.c_str());
        QVERIFY(!failed.metrics.contains("valid_accuracy"));
    }

    void fileOfAnotherTraining_failsNamingWhatDiffers_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what : {"architecture", "settings", "fidelity", "seed", "trial", "horizon"})
            QTest::newRow(what) << what;
    }
    void fileOfAnotherTraining_failsNamingWhatDiffers()
    {
        QFETCH(QString, what);
        const std::filesystem::path left = finished("two", 2);
        space::Candidate candidate = m_fixture->candidate;
        auto estimator = m_fixture->make(what == "settings" ? Json{{"momentum", 0.5}} : Json::object());
        estimate::Fidelity fidelity = TrainFixture::tiny(4);
        Context other = context("four");
        other.continueFrom = left;
        if (what == "architecture") // as many weights, elsewhere
            candidate = m_fixture->parse(
                "|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|");
        if (what == "fidelity")
            fidelity.data *= 1.01;
        other.seed += what == "seed";
        other.trial += what == "trial";
        other.horizon += what == "horizon";
        const Estimate failed = estimator->estimate(candidate, fidelity, other);
        QCOMPARE(failed.state, TrialState::Failed);
        const std::string expected =
            "the checkpoint belongs to another training, which differs in " + what.toStdString();
        QVERIFY2(failed.reason.find(expected) != std::string::npos, failed.reason.c_str());
        QVERIFY2(failed.reason.find(left.string()) != std::string::npos, failed.reason.c_str());
        other.checkpoint = left; // a pause is judged likewise
        QCOMPARE(estimator->estimate(candidate, fidelity, other).reason, failed.reason);
    }

private:
    Context context(const std::string& file) const
    {
        Context context{.seed = 5, .trial = 7, .horizon = kHorizon};
        if (!file.empty())
            context.checkpoint = m_folder->filePath(QString::fromStdString(file + ".ckpt")).toStdString();
        return context;
    }
    Estimate estimate(double epochs, Context& context) const
    {
        return m_estimator->estimate(m_fixture->candidate, TrainFixture::tiny(epochs), context);
    }
    /// What a finished training of so many epochs leaves behind.
    std::filesystem::path finished(const std::string& file, double epochs) const
    {
        Context kept = context(file);
        kept.keep = true;
        estimate(epochs, kept);
        return kept.checkpoint;
    }

    std::unique_ptr<TrainFixture> m_fixture;
    std::unique_ptr<train::TrainEstimator> m_estimator;
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestContinuation)
#include "tst_continuation.moc"
