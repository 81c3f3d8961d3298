// SPDX-License-Identifier: GPL-3.0-or-later
// Every part of a fidelity, and what is said about one that cannot be.
#include <QTest>

#include "tests/core/train/train_fixture.h"

using namespace cw;
using estimate::Context;
using estimate::Estimate;
using estimate::Fidelity;
using test::TrainFixture;

class TestFidelities : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!TrainFixture::dataIsThere())
            QSKIP("skipped: data not found");
        m_fixture = std::make_unique<TrainFixture>();
        m_estimator = m_fixture->make({{"max_params", 50'000'000}});
        m_usual = estimate({});
        QCOMPARE(m_usual.state, TrialState::Finished);
    }

    void epochs_areTheLengthOfTheCurve()
    {
        const Estimate two = estimate({.epochs = 2});
        QCOMPARE(two.curve.size(), 2 * m_usual.curve.size());
        QCOMPARE(two.metrics.at("params"), m_usual.metrics.at("params"));
    }

    void data_areTheStepsOfAnEpoch()
    {
        // 48,000 training samples in ten equal classes: 0.004 are 19 of each, 0.02 are 96; batches of 64.
        QCOMPARE(steps({.data = 0.004}), 190 / 64);
        QCOMPARE(steps({.data = 0.02}), 960 / 64);
    }

    void resolution_leavesParametersAndScalesMacs()
    {
        const Estimate half = estimate({.resolution = 14});
        QCOMPARE(half.state, TrialState::Finished);
        QCOMPARE(half.metrics.at("params"), m_usual.metrics.at("params"));
        const double ratio = m_usual.metrics.at("macs") / half.metrics.at("macs"); // 4, but for sizes rounded up
        QVERIFY(ratio > 3.5 && ratio < 4.1);
    }

    void width_scalesParametersAndMacsInItsSquare()
    {
        const Estimate wide = estimate({.width = 0.5}); // the fixture has 0.25
        const double params = wide.metrics.at("params") / m_usual.metrics.at("params");
        const double macs = wide.metrics.at("macs") / m_usual.metrics.at("macs");
        QVERIFY(params > 3 && params < 4.1);
        QVERIFY(macs > 3 && macs < 4.1);
    }

    void cells_areTheCopiesOfAStage()
    {
        // A cell of the candidate has two 3x3 and one 1x1 convolutions with their norms: 19 c^2 + 6 c parameters, at
        // 4, 8 and 16 channels.
        const Estimate two = estimate({.cells = 2});
        double more = 0;
        for (const double c : {4.0, 8.0, 16.0})
            more += 19 * c * c + 6 * c;
        QCOMPARE(two.metrics.at("params") - m_usual.metrics.at("params"), more);
    }

    void resolutionBelowTheStride_isRejectedNamingThePlace()
    {
        // Two pools that halve: of two pixels the second one finds one.
        const auto chain = std::make_shared<const space::SearchSpace>(space::openSpace("chain-cnn").value());
        estimate::EstimatorSetup setup;
        setup.space = chain;
        setup.tree = space::compileOrError(*chain).value();
        setup.dataset = TrainFixture::kDataSet;
        setup.task = TrainFixture::task();
        setup.settings = TrainFixture::settings(Json::object());
        Rng rng(1, 1, "test");
        const space::Candidate candidate = space::TreeCandidates(setup.tree).sample(rng);
        train::TrainEstimator estimator(setup);
        estimator.prepare();
        Context context;
        const Estimate rejected = estimator.estimate(candidate, {.data = 0.004, .resolution = 2}, context);
        QCOMPARE(rejected.state, TrialState::Rejected);
        QVERIFY2(rejected.reason.find("pool2") != std::string::npos, rejected.reason.c_str());
        QVERIFY2(rejected.reason.find("a window of 2 px, but its padded input has only 1 px") != std::string::npos,
                 rejected.reason.c_str());
        QVERIFY2(rejected.reason.find('\n') == std::string::npos, rejected.reason.c_str());
        QVERIFY(rejected.metrics.empty());
    }

    void partThatCannotBe_failsNamingIt_data()
    {
        QTest::addColumn<double>("epochs");
        QTest::addColumn<double>("data");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no data") << 1.0 << 0.0 << "data part: expected a number above 0, at most 1, found 0";
        QTest::newRow("negative") << 1.0 << -0.5 << "found -0.5";
        QTest::newRow("more than all") << 1.0 << 1.5 << "found 1.5";
        QTest::newRow("not a number") << 1.0 << double(NAN) << "found nan";
        QTest::newRow("no epoch") << 0.0 << 0.1 << "fidelity 'epochs': expected at least 1, found 0";
    }
    void partThatCannotBe_failsNamingIt()
    {
        QFETCH(double, epochs);
        QFETCH(double, data);
        QFETCH(QString, reason);
        Context context;
        const Fidelity fidelity{.epochs = epochs, .data = data, .width = 0.25, .cells = 1};
        const Estimate failed = m_estimator->estimate(m_fixture->candidate, fidelity, context);
        QCOMPARE(failed.state, TrialState::Failed);
        QVERIFY2(QString::fromStdString(failed.reason).contains(reason), failed.reason.c_str());
    }

    void fewerSamplesThanClasses_failNamingBoth()
    {
        auto few = std::make_shared<data::DataSet>(*data::loadDataSet(TrainFixture::kDataSet).value());
        const std::size_t size = 28 * 28;
        data::Split cut;
        std::vector<std::uint8_t> bytes;
        for (std::size_t i = 0; cut.labels.size() < 12; ++i) { // four of each of three classes
            const std::int64_t label = few->train.labels[i];
            if (label > 2 || std::count(cut.labels.begin(), cut.labels.end(), label) == 4)
                continue;
            cut.labels.push_back(label);
            const auto from = few->train.bytes().begin() + std::ptrdiff_t(i * size);
            bytes.insert(bytes.end(), from, from + std::ptrdiff_t(size));
        }
        cut.values = std::move(bytes);
        few->train = std::move(cut);
        const auto data = std::make_shared<train::TrainingData>(few, 0.25, 1); // three of each to train
        const auto network = std::make_shared<const space::Architecture>(
            space::realiseOrError(*m_fixture->space, m_fixture->tree, m_fixture->candidate,
                                  {.task = TrainFixture::task(), .width = 0.25, .cells = 1})
                .value());
        try {
            train::trainSession({.architecture = network,
                                 .data = data,
                                 .settings = TrainFixture::settings(Json::object()),
                                 .fidelity = {.data = 0.5}});
            QFAIL("it was trained");
        } catch (const Error& error) {
            QCOMPARE(
                QString::fromUtf8(error.what()),
                QString("fashion-mnist: the fidelity data=0.5 leaves 6 training samples, expected at least one for "
                        "each of 10 classes"));
        }
    }

private:
    /// As small as the fixture's, but for what is given.
    Estimate estimate(Fidelity given, Context context = {}) const
    {
        const Fidelity usual;
        const Fidelity& small = TrainFixture::kTiny;
        if (given.data == usual.data)
            given.data = small.data;
        if (given.width == usual.width)
            given.width = small.width;
        if (given.cells == usual.cells)
            given.cells = small.cells;
        return m_estimator->estimate(m_fixture->candidate, given, context);
    }
    int steps(const Fidelity& fidelity) const
    {
        int count = 0;
        Context context;
        context.progress = [&](const estimate::Progress& news) { count += news.points.empty(); };
        estimate(fidelity, context);
        return count;
    }

    std::unique_ptr<TrainFixture> m_fixture;
    std::unique_ptr<train::TrainEstimator> m_estimator;
    Estimate m_usual;
};

QTEST_GUILESS_MAIN(TestFidelities)
#include "tst_fidelities.moc"
