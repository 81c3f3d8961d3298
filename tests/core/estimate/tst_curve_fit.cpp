// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <functional>
#include <limits>

#include <QtTest/QtTest>

#include "core/base/normal.h"
#include "core/base/rng.h"
#include "core/estimate/curve_fit.h"

using namespace cw;
using namespace cw::estimate;

namespace {

using Shape = std::function<double(double)>;

std::vector<CurveValue> pointsOf(const Shape& shape, int count, double noise, Rng& rng)
{
    std::vector<CurveValue> points;
    for (int epoch = 1; epoch <= count; ++epoch)
        points.push_back({double(epoch), shape(epoch) + noise * rng.normal()});
    return points;
}

/// A learning curve of accuracies as they occur: from chance to 0.4 .. 0.95, fast or slow, of one of three shapes.
Shape randomShape(Rng& rng)
{
    const double top = 0.4 + 0.55 * rng.uniform();
    const double start = std::min(0.1 + 0.2 * rng.uniform(), top - 0.1);
    const double power = 0.5 + rng.uniform();
    const double rate = 0.1 * std::exp(rng.uniform() * std::log(8.0));
    switch (rng.below(3)) {
    case 0:
        return [=](double x) { return top - (top - start) * std::pow(x, -power); };
    case 1:
        return [=](double x) { return top - (top - start) * std::exp(-std::pow(rate * x, 0.6 + 0.27 * power)); };
    default:
        return [=](double x) { return top - (top - start) / (1 + std::pow(rate * x, power + 0.3)); };
    }
}

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

} // namespace

class TestCurveFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownShape_isContinued_data();
    void knownShape_isContinued();
    void deviations_areCalibrated_data();
    void deviations_areCalibrated();
    void forecast_isBetterThanTheLastValue();
    void morePoints_makeItSurer();
    void falling_isRisingTurnedRound();
    void scale_doesNotMatter();
    void chances_areThoseOfTheMixture();
    void pointsThatAreNoNumbers_areLeftOut();
    void tooFewPoints_sayNothing();
    void reachedEnd_isTheLastValue();
    void flatCurve_staysFlat();
    void extremeCurves_giveNumbers();
};

void TestCurveFit::knownShape_isContinued_data()
{
    QTest::addColumn<int>("seen");
    QTest::addColumn<double>("asymptote");
    QTest::addColumn<double>("rise");
    QTest::addColumn<QString>("shape");
    QTest::addRow("power law") << 10 << 0.9 << 0.6 << "power";
    QTest::addRow("exponential") << 12 << 0.8 << 0.7 << "exponential";
    QTest::addRow("rational") << 10 << 0.85 << 0.6 << "rational";
}

/// Without noise and from a third of the curve or a little more: off by at most 5 % of the rise.
void TestCurveFit::knownShape_isContinued()
{
    QFETCH(int, seen);
    QFETCH(double, asymptote);
    QFETCH(double, rise);
    QFETCH(QString, shape);
    const Shape curve = [&](double x) {
        const double left = shape == "power"         ? std::pow(x, -0.8)
                            : shape == "exponential" ? std::exp(-0.3 * x)
                                                     : 1 / (1 + std::pow(0.4 * x, 1.2));
        return asymptote - rise * left;
    };
    Rng rng(1);
    const FinalPrediction prediction = predictFinal(pointsOf(curve, seen, 0, rng), 30);
    QVERIFY2(std::abs(prediction.mean - curve(30)) < 0.05 * rise,
             qPrintable(QString("%1, true %2").arg(prediction.mean).arg(curve(30))));
    QVERIFY(std::abs(prediction.mean - curve(30)) < 2 * prediction.deviation);
}

void TestCurveFit::deviations_areCalibrated_data()
{
    QTest::addColumn<int>("seen");
    QTest::addColumn<int>("epochs");
    QTest::addColumn<double>("noise");
    QTest::addRow("4 of 12") << 4 << 12 << 0.005;
    QTest::addRow("6 of 20") << 6 << 20 << 0.005;
    QTest::addRow("6 of 50, noisy") << 6 << 50 << 0.01;
    QTest::addRow("9 of 20, noisy") << 9 << 20 << 0.01;
}

/// At least 85 % of the true ends lie within two deviations (95 % would, were the forecasts normal and right).
void TestCurveFit::deviations_areCalibrated()
{
    QFETCH(int, seen);
    QFETCH(int, epochs);
    QFETCH(double, noise);
    Rng rng(5);
    int within = 0;
    constexpr int kCurves = 300;
    for (int i = 0; i < kCurves; ++i) {
        const Shape shape = randomShape(rng);
        const FinalPrediction prediction = predictFinal(pointsOf(shape, seen, noise, rng), epochs);
        const double end = shape(epochs) + noise * rng.normal();
        within += std::abs(end - prediction.mean) < 2 * prediction.deviation ? 1 : 0;
    }
    qInfo("%d of %d within two deviations", within, kCurves);
    QVERIFY(within >= 0.85 * kCurves);
}

void TestCurveFit::forecast_isBetterThanTheLastValue()
{
    Rng rng(6);
    double off = 0;
    double offLast = 0;
    for (int i = 0; i < 200; ++i) {
        const Shape shape = randomShape(rng);
        const std::vector<CurveValue> points = pointsOf(shape, 6, 0.005, rng);
        off += std::abs(predictFinal(points, 20).mean - shape(20)) / 200;
        offLast += std::abs(points.back().value - shape(20)) / 200;
    }
    qInfo("mean error %.4f, of the last value %.4f", off, offLast);
    QVERIFY(off < 0.6 * offLast);
}

void TestCurveFit::morePoints_makeItSurer()
{
    const Shape shape = [](double x) { return 0.9 - 0.6 * std::pow(x, -0.8); };
    Rng rng(2);
    const std::vector<CurveValue> all = pointsOf(shape, 16, 0.002, rng);
    double last = std::numeric_limits<double>::infinity();
    for (const std::size_t seen : {4, 8, 16}) {
        const FinalPrediction prediction = predictFinal({all.begin(), all.begin() + std::ptrdiff_t(seen)}, 20);
        QVERIFY(prediction.deviation < last);
        last = prediction.deviation;
    }
}

void TestCurveFit::falling_isRisingTurnedRound()
{
    Rng rng(3);
    std::vector<CurveValue> points = pointsOf([](double x) { return 0.4 + 1.9 / x; }, 6, 0.01, rng);
    const FinalPrediction falling = predictFinal(points, 12, false);
    for (CurveValue& point : points)
        point.value = -point.value;
    const FinalPrediction rising = predictFinal(points, 12);
    QCOMPARE(falling.mean, -rising.mean);
    QCOMPARE(falling.deviation, rising.deviation);
    QVERIFY(std::abs(falling.mean - (0.4 + 1.9 / 12)) < 0.1);
    QCOMPARE(falling.chanceBelow(0.5), rising.chanceAbove(-0.5));
}

void TestCurveFit::scale_doesNotMatter()
{
    Rng rng(4);
    std::vector<CurveValue> points = pointsOf([](double x) { return 0.9 - 0.7 / x; }, 6, 0.01, rng);
    const FinalPrediction parts = predictFinal(points, 20);
    for (CurveValue& point : points)
        point = {10 * point.step, 5 + 100 * point.value};
    const FinalPrediction percent = predictFinal(points, 200);
    QVERIFY(std::abs(percent.mean - (5 + 100 * parts.mean)) < 1e-6);
    QVERIFY(std::abs(percent.deviation - 100 * parts.deviation) < 1e-6);
}

void TestCurveFit::chances_areThoseOfTheMixture()
{
    FinalPrediction prediction{0.7, 0.1, {{0.25, 0.5, 0.1}, {0.75, 0.8, 0.2}}};
    QCOMPARE(prediction.chanceAbove(0.7), 0.25 * normalCumulative(-2) + 0.75 * normalCumulative(0.5));
    QVERIFY(std::abs(prediction.chanceAbove(0.7) + prediction.chanceBelow(0.7) - 1) < 1e-12);
}

void TestCurveFit::pointsThatAreNoNumbers_areLeftOut()
{
    Rng rng(4);
    std::vector<CurveValue> points = pointsOf([](double x) { return 0.9 - 0.7 / x; }, 6, 0.01, rng);
    const FinalPrediction clean = predictFinal(points, 20);
    points.insert(points.begin() + 2, {2.5, kNaN});
    points.push_back({7, std::numeric_limits<double>::infinity()});
    points.push_back({kNaN, 0.5});
    points.push_back({0, 0.5});
    const FinalPrediction dirty = predictFinal(points, 20);
    QCOMPARE(dirty.mean, clean.mean);
    QCOMPARE(dirty.deviation, clean.deviation);
}

void TestCurveFit::tooFewPoints_sayNothing()
{
    const FinalPrediction prediction = predictFinal({{1, 0.2}, {2, 0.3}, {3, kNaN}}, 10);
    QVERIFY(!prediction.isKnown());
    QVERIFY(std::isnan(prediction.mean) && std::isnan(prediction.deviation));
    QVERIFY(!predictFinal({}, 10).isKnown());
}

void TestCurveFit::reachedEnd_isTheLastValue()
{
    const FinalPrediction prediction = predictFinal({{1, 0.2}, {10, 0.7}}, 10);
    QCOMPARE(prediction.mean, 0.7);
    QCOMPARE(prediction.deviation, 0.0);
    QCOMPARE(prediction.chanceAbove(0.69), 1.0);
    QCOMPARE(prediction.chanceAbove(0.7), 0.0);
}

void TestCurveFit::flatCurve_staysFlat()
{
    const FinalPrediction prediction = predictFinal({{1, 0.1}, {2, 0.1}, {3, 0.1}, {4, 0.1}}, 12);
    QCOMPARE(prediction.mean, 0.1);
    QVERIFY(prediction.chanceAbove(0.5) < 1e-6);
    QCOMPARE(predictFinal({{1, 0.0}, {2, 0.0}, {3, 0.0}}, 12).mean, 0.0);
}

void TestCurveFit::extremeCurves_giveNumbers()
{
    for (const std::vector<CurveValue>& points : {std::vector<CurveValue>{{1, 0.9}, {2, 0.5}, {3, 0.1}},
                                                  {{1, 0.1}, {2, 0.9}, {3, 0.1}, {4, 0.9}},
                                                  {{1, -1e9}, {2, 0}, {3, 1e9}},
                                                  {{1, 1e-12}, {2, 2e-12}, {3, 2.5e-12}},
                                                  {{1, 0.1}, {1, 0.2}, {1, 0.3}},
                                                  {{1e6, 0.1}, {2e6, 0.2}, {3e6, 0.25}}}) {
        const FinalPrediction prediction = predictFinal(points, 1e7);
        QVERIFY(std::isfinite(prediction.mean) && std::isfinite(prediction.deviation));
    }
}

QTEST_APPLESS_MAIN(TestCurveFit)
#include "tst_curve_fit.moc"
