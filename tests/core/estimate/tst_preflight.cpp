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
    Calibration measured{.device = "cpu", .threads = 2, .precision = "float32", .secondsPerParameter = 2e-9};
    for (std::size_t kind = 0; kind < kWorkKinds; ++kind) {
        measured.speeds[kind].secondsPerCall = 1e-5 * double(kind + 1);
        if (hasRates(WorkKind(kind)))
            measured.speeds[kind].rates = {{10, 1e9}, {1000, 1e11}};
        else
            measured.speeds[kind].secondsPerNumber = 1e-9 * double(kind + 1);
    }
    return measured;
}

} // namespace

class TestPreflight : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workload_isCountedByHand()
    {
        const Workload workload = workloadOf(network());
        QCOMPARE(workload.calls(), std::int64_t(4));
        QCOMPARE(workload.parameters, std::int64_t(234));
        // Two channels are too few for the vectors of the plain kernels.
        QCOMPARE(workload.of(WorkKind::Convolution).layers, (std::vector<Work::Layer>{{128 * 18, 18}}));
        QCOMPARE(workload.of(WorkKind::Matrix).layers, (std::vector<Work::Layer>{{80, 8}}));
        QCOMPARE(workload.of(WorkKind::Light).numbers, std::int64_t(128));
        QCOMPARE(workload.of(WorkKind::Pool).numbers, std::int64_t(8));
        QCOMPARE(workload.of(WorkKind::Norm).calls, std::int64_t(0));
    }

    void convolutions_areOfFiveKinds_data()
    {
        using space::Conv;
        QTest::addColumn<Conv>("layer");
        QTest::addColumn<QString>("kind");
        const Conv plain{.outChannels = 8, .kernelHeight = 3, .kernelWidth = 3};
        const auto changed = [&](auto&& change) {
            Conv layer = plain;
            change(layer);
            return layer;
        };
        QTest::newRow("3 x 3") << plain << "plain";
        QTest::newRow("1 x 1") << Conv{.outChannels = 8} << "plain";
        QTest::newRow("12 channels") << changed([](Conv& layer) { layer.outChannels = 12; }) << "plain-uneven";
        QTest::newRow("5 x 5") << Conv{.outChannels = 8, .kernelHeight = 5, .kernelWidth = 5} << "convolution";
        QTest::newRow("1 x 3") << Conv{.outChannels = 8, .kernelWidth = 3} << "convolution";
        QTest::newRow("stride") << changed([](Conv& layer) { layer.stride = 2; }) << "convolution";
        QTest::newRow("dilation") << changed([](Conv& layer) { layer.dilation = 2; }) << "convolution";
        QTest::newRow("bias") << changed([](Conv& layer) { layer.bias = true; }) << "convolution";
        QTest::newRow("6 channels") << changed([](Conv& layer) { layer.outChannels = 6; }) << "convolution";
        QTest::newRow("depthwise") << changed([](Conv& layer) { layer.groups = 8; }) << "grouped";
        QTest::newRow("dilated depthwise")
            << changed([](Conv& layer) { layer.groups = 8, layer.dilation = 2; }) << "dilated";
    }
    void convolutions_areOfFiveKinds()
    {
        QFETCH(space::Conv, layer);
        QFETCH(QString, kind);
        space::Architecture net;
        net.task.input = space::Shape::image(8, 6, 6);
        net.primitives.push_back({space::Input{}, {}, net.task.input, 0});
        net.primitives.push_back({layer, {0}, space::outputShape(layer, {net.task.input}).value(), 0});
        const Workload workload = workloadOf(net);
        for (std::size_t i = 0; i < kWorkKinds; ++i)
            QCOMPARE(workload.works[i].layers.size(), std::size_t(kind == nameOf(WorkKind(i)) ? 1 : 0));
    }

    void zerosAndDeadEnds_areNoWork()
    {
        // 0 input, 1 conv to nowhere, 2 zero, 3 conv of zero, 4 conv, 5 the sum of 3 and 4.
        space::Architecture net;
        const space::Shape shape = space::Shape::image(8, 6, 6);
        const space::Primitive conv = space::Conv{.outChannels = 8};
        net.task.input = shape;
        net.primitives = {{space::Input{}, {}, shape, 0}, {conv, {0}, shape, 0}, {space::Zero{}, {0}, shape, 0},
                          {conv, {2}, shape, 0},          {conv, {0}, shape, 0}, {space::Add{}, {3, 4}, shape, 0}};
        const Workload workload = workloadOf(net);
        QCOMPARE(workload.of(WorkKind::Plain).layers.size(), std::size_t(1));
        QCOMPARE(workload.of(WorkKind::Norm).calls, std::int64_t(1));
        QCOMPARE(workload.calls(), std::int64_t(2));
    }

    void recurrentLayer_startsOperatorsAtEveryStep()
    {
        space::Architecture net;
        net.task.input = {space::ShapeKind::Sequence, {12, 3}};
        net.primitives.push_back({space::Input{}, {}, net.task.input, 0});
        const space::Primitive lstm = space::Lstm{.hidden = 5};
        net.primitives.push_back({lstm, {0}, space::outputShape(lstm, {net.task.input}).value(), 0});
        QCOMPARE(workloadOf(net).of(WorkKind::Matrix).calls, std::int64_t(24));
        QCOMPARE(workloadOf(net).of(WorkKind::Matrix).layers.at(0).macs, 12.0 * 4 * 5 * (3 + 5));
    }

    void rates_areInterpolatedOnALogScale()
    {
        const Calibration::Speed speed = calibration().of(WorkKind::Plain);
        QCOMPARE(speed.macsPerSecond(10), 1e9);
        QCOMPARE(speed.macsPerSecond(1), 1e9);
        QCOMPARE(speed.macsPerSecond(1e6), 1e11);
        QVERIFY(std::abs(speed.macsPerSecond(100) / 1e10 - 1) < 1e-12);
    }

    void seconds_areThoseOfAHandCalculation()
    {
        Workload workload;
        workload.parameters = 100'000;
        workload.of(WorkKind::Norm) = {.calls = 10, .numbers = 5000};
        workload.of(WorkKind::Plain) = {.calls = 5, .layers = {{1e6, 10}, {4e6, 100}}};
        // One sample: 5000 * 2e-9 + 1e6 / 1e9 + 4e6 / 1e10 = 1.41e-3; calls 10 * 2e-5 + 5 * 5e-5; update 2e-4.
        const double step = 64 * 1.41e-3 + 4.5e-4 + 2e-4;
        QVERIFY(std::abs(secondsOfStep(workload, calibration(), 64) / step - 1) < 1e-9);
        // 256 samples are judged in two batches of 128, each a third of the work without update.
        // Before it 8 batches of 64 are looked at, likewise.
        const double judging = (2 * (128 * 1.41e-3 + 4.5e-4) + 8 * (64 * 1.41e-3 + 4.5e-4)) / 3;
        const TrainingPlan plan{
            .batch = 64, .steps = 30, .validSamples = 256, .normBatches = 8, .epochs = 5, .repeats = 2};
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
        QTest::newRow("zero") << "/speeds/norm/seconds_per_call"
                              << "0"
                              << "a number above 0 for 'seconds_per_call', found 0";
        QTest::newRow("text") << "/speeds/norm/seconds_per_number"
                              << "\"x\""
                              << "found \"x\"";
        QTest::newRow("kind missing") << "/speeds/pool"
                                      << "null"
                                      << "expected an object for 'pool', found null";
        QTest::newRow("no speeds") << "/speeds"
                                   << "[]"
                                   << "expected an object 'speeds', found array";
        QTest::newRow("no rates") << "/speeds/plain/rates"
                                  << "[]"
                                  << "expected a list 'rates'";
        QTest::newRow("bad rate") << "/speeds/plain/rates/0"
                                  << "[1]"
                                  << "found [1]";
        QTest::newRow("negative rate") << "/speeds/plain/rates/1/1"
                                       << "-1"
                                       << "found -1";
        QTest::newRow("falling") << "/speeds/plain/rates/1/0"
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
