// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "core/estimate/preflight.h"

using namespace cw;
using namespace cw::estimate;

namespace {

/// An image of 2 channels, 4 x 4 pixels: a convolution to 8 channels (3 x 3, so sums of 18), ReLU, mean, classifier.
space::Architecture network()
{
    space::Architecture net;
    net.task = {space::Shape::image(2, 4, 4), 10};
    net.primitives.push_back({space::Input{}, {}, net.task.input, 0});
    for (const space::Primitive& primitive :
         {space::Primitive(space::Conv{.outChannels = 8, .kernelHeight = 3, .kernelWidth = 3}),
          space::Primitive(space::Activation{}), space::Primitive(space::GlobalPool{}),
          space::Primitive(space::Linear{.outFeatures = 10})}) {
        const std::vector<space::Shape> inputs{net.primitives.back().shape};
        const space::Shape shape = space::outputShape(primitive, inputs).value();
        net.primitives.push_back({primitive, {int(net.primitives.size()) - 1}, shape, 0});
    }
    net.costs.parameters = 8 * 18 + 8 * 10 + 10;
    return net;
}

Calibration calibration()
{
    return {.device = "cpu",
            .threads = 2,
            .precision = "float32",
            .secondsPerCall = 1e-5,
            .secondsPerNumber = 1e-9,
            .secondsPerParameter = 2e-9,
            .rates = {{10, 1e9}, {1000, 1e11}}};
}

} // namespace

class TestPreflight : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workload_isCountedByHand()
    {
        const Workload workload = workloadOf(network());
        QCOMPARE(workload.calls, std::int64_t(4));
        QCOMPARE(workload.numbers, std::int64_t(32 + 128 + 128 + 8 + 10));
        QCOMPARE(workload.parameters, std::int64_t(234));
        QCOMPARE(workload.layers.size(), std::size_t(2));
        QCOMPARE(workload.layers[0], (Workload::Layer{128 * 18, 18}));
        QCOMPARE(workload.layers[1], (Workload::Layer{80, 8}));
    }

    void recurrentLayer_startsOperatorsAtEveryStep()
    {
        space::Architecture net;
        net.task.input = {space::ShapeKind::Sequence, {12, 3}};
        net.primitives.push_back({space::Input{}, {}, net.task.input, 0});
        const space::Primitive lstm = space::Lstm{.hidden = 5};
        net.primitives.push_back({lstm, {0}, space::outputShape(lstm, {net.task.input}).value(), 0});
        QCOMPARE(workloadOf(net).calls, std::int64_t(24));
        QCOMPARE(workloadOf(net).layers.at(0).macs, 12.0 * 4 * 5 * (3 + 5));
    }

    void rates_areInterpolatedOnALogScale()
    {
        const Calibration measured = calibration();
        QCOMPARE(measured.macsPerSecond(10), 1e9);
        QCOMPARE(measured.macsPerSecond(1), 1e9);
        QCOMPARE(measured.macsPerSecond(1e6), 1e11);
        QVERIFY(std::abs(measured.macsPerSecond(100) / 1e10 - 1) < 1e-12);
    }

    void seconds_areThoseOfAHandCalculation()
    {
        const Workload workload{.layers = {{1e6, 10}, {4e6, 100}}, .calls = 20, .numbers = 5000, .parameters = 100'000};
        // One sample: 1e6 / 1e9 + 4e6 / 1e10 + 5000 * 1e-9 = 1.405e-3; calls 2e-4; update 2e-4.
        const double step = 64 * 1.405e-3 + 2e-4 + 2e-4;
        QVERIFY(std::abs(secondsOfStep(workload, calibration(), 64) / step - 1) < 1e-9);
        // 256 samples are judged in two batches of 128, each a third of the work without update.
        const double judging = 2 * (128 * 1.405e-3 + 2e-4) / 3;
        const TrainingPlan plan{.batch = 64, .steps = 30, .validSamples = 256, .epochs = 5, .repeats = 2};
        const double expected = 2 * 5 * (30 * step + judging);
        QVERIFY(std::abs(secondsOfTraining(workload, calibration(), plan) / expected - 1) < 1e-9);
    }

    void problems_nameWhatIsNeededAndWhatThereIs()
    {
        QCOMPARE(parametersProblem(1'200'000, 1'000'000),
                 std::string("has 1,200,000 parameters, the limit is 1,000,000"));
        QCOMPARE(memoryProblem(103.2e9, 12.4e9, true, 64),
                 std::string("needs 103 GB of memory for training at batch 64, 12 GB are free"));
        QCOMPARE(memoryProblem(2.25e9, 500e6, false, 8),
                 std::string("needs 2.2 GB of memory for training at batch 8, the limit is 500 MB"));
        QCOMPARE(timeProblem(1240.4, 600), std::string("would take 1,240 s, the limit is 600 s"));
        QCOMPARE(timeProblem(0.012345, 0.001), std::string("would take 0.012 s, the limit is 0.001 s"));
        for (const std::string& none : {parametersProblem(5, 5), parametersProblem(5, 0), memoryProblem(5, 5, true, 1),
                                        memoryProblem(5, 0, true, 1), timeProblem(5, 5), timeProblem(5, 0)})
            QCOMPARE(none, std::string());
    }

    void calibration_isReadAsItIsWritten()
    {
        const Json json = toJson(calibration());
        QCOMPARE(calibrationFromJson(Json::parse(json.dump()), "test").value(), calibration());
    }

    void badCalibration_isRefused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("message");
        QTest::newRow("no device") << "/device"
                                   << "null"
                                   << "a text 'device'";
        QTest::newRow("threads") << "/threads"
                                 << "1.5"
                                 << "a whole number 'threads'";
        QTest::newRow("zero") << "/seconds_per_call"
                              << "0"
                              << "a number above 0 for 'seconds_per_call', found 0";
        QTest::newRow("text") << "/seconds_per_number"
                              << "\"x\""
                              << "found \"x\"";
        QTest::newRow("no rates") << "/rates"
                                  << "[]"
                                  << "expected a list 'rates'";
        QTest::newRow("bad rate") << "/rates/0"
                                  << "[1]"
                                  << "found [1]";
        QTest::newRow("negative rate") << "/rates/1/1"
                                       << "-1"
                                       << "found -1";
        QTest::newRow("falling") << "/rates/1/0"
                                 << "9"
                                 << "rising MACs per number, found 9 after 10";
    }
    void badCalibration_isRefused()
    {
        QFETCH(QString, path);
        QFETCH(QString, value);
        QFETCH(QString, message);
        Json json = toJson(calibration());
        json[Json::json_pointer(path.toStdString())] = Json::parse(value.toStdString());
        const auto read = calibrationFromJson(json, "the run");
        QVERIFY(!read);
        QCOMPARE(read.error().code(), ErrorCode::Format);
        QVERIFY2(QString::fromUtf8(read.error().what()).contains(message), read.error().what());
        QVERIFY(QString::fromUtf8(read.error().what()).startsWith("the run: "));
    }
};

QTEST_APPLESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
