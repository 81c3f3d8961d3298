// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QtTest/QtTest>

#include "core/base/learn/mlp.h"

using namespace cw;

namespace {

std::vector<float> randomNumbers(std::size_t count, Rng& rng)
{
    std::vector<float> numbers;
    for (std::size_t i = 0; i < count; ++i)
        numbers.push_back(float(rng.normal()));
    return numbers;
}

} // namespace

class TestMlp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void predict_isWhatAHandCalculates();
    void loss_isWhatAHandCalculates();
    void gradient_isThatOfFiniteDifferences_data();
    void gradient_isThatOfFiniteDifferences();
    void training_learnsALinearFunction();
    void training_learnsWhatIsNotLinear();
    void sameSeed_givesTheSameNetwork();
};

void TestMlp::predict_isWhatAHandCalculates()
{
    // Two inputs, two hidden neurons, one output. Weights input by input.
    Mlp mlp({2, 2, 1});
    mlp.setParameters({1, -1, 2, 1, 0.5F, -0.5F, 3, 2, 0.25F});
    // (1, 1): hidden 1 + 2 + 0.5 = 3.5 and -1 + 1 - 0.5 -> 0; output 3 * 3.5 + 0.25.
    // (-1, 2): hidden -1 + 4 + 0.5 = 3.5 and 1 + 2 - 0.5 = 2.5; output 10.5 + 5 + 0.25.
    QCOMPARE(mlp.predict({1, 1, -1, 2}), (std::vector<float>{10.75F, 15.75F}));
}

void TestMlp::loss_isWhatAHandCalculates()
{
    Mlp mlp({1, 2});
    mlp.setParameters({1, 2, 0, 1}); // x -> (x, 2 x + 1)
    std::vector<float> gradient;
    // Errors (1, 2) for x = 3 and (0, -1) for x = 1: (1 + 4 + 0 + 1) / 2 / 2 samples.
    QCOMPARE(mlp.lossAndGradient({3, 1}, {2, 5, 1, 4}, gradient), 1.5);
    // By the weights: (1 * 3 + 0 * 1) / 2 and (2 * 3 - 1 * 1) / 2; by the biases (1 + 0) / 2 and (2 - 1) / 2.
    QCOMPARE(gradient, (std::vector<float>{1.5F, 2.5F, 0.5F, 0.5F}));
}

void TestMlp::gradient_isThatOfFiniteDifferences_data()
{
    QTest::addColumn<QList<int>>("widths");
    QTest::addRow("one layer") << QList<int>{3, 2};
    QTest::addRow("one hidden layer") << QList<int>{4, 6, 1};
    QTest::addRow("two hidden layers, two outputs") << QList<int>{5, 7, 6, 2};
}

void TestMlp::gradient_isThatOfFiniteDifferences()
{
    QFETCH(QList<int>, widths);
    Rng rng(1);
    Mlp mlp(std::vector<std::size_t>(widths.begin(), widths.end()));
    mlp.initialise(rng);
    const auto inputs = randomNumbers(std::size_t(widths.front()) * 9, rng);
    const auto targets = randomNumbers(std::size_t(widths.back()) * 9, rng);
    std::vector<float> gradient;
    std::vector<float> unused;
    mlp.lossAndGradient(inputs, targets, gradient);
    const std::vector<float> parameters = mlp.parameters();
    double wrong = 0;
    double size = 0;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const float step = 2e-3F;
        std::vector<float> moved = parameters;
        moved[i] = parameters[i] + step;
        mlp.setParameters(moved);
        const double above = mlp.lossAndGradient(inputs, targets, unused);
        moved[i] = parameters[i] - step;
        mlp.setParameters(moved);
        const double below = mlp.lossAndGradient(inputs, targets, unused);
        const double slope = (above - below) / (2 * double(step));
        wrong += (slope - double(gradient[i])) * (slope - double(gradient[i]));
        size += slope * slope;
    }
    // Single precision and a few kinks of ReLU inside the steps.
    QVERIFY2(std::sqrt(wrong / size) < 0.02, QByteArray::number(std::sqrt(wrong / size)));
}

void TestMlp::training_learnsALinearFunction()
{
    Rng rng(1);
    const auto inputs = randomNumbers(3 * 200, rng);
    std::vector<float> targets;
    for (std::size_t i = 0; i < 200; ++i)
        targets.push_back(2 * inputs[3 * i] - inputs[3 * i + 1] + 0.5F);
    Mlp mlp({3, 16, 1});
    mlp.initialise(rng);
    mlp.train(inputs, targets, {}, rng);
    // On new points, where guessing the mean errs by 5 on average.
    const auto fresh = randomNumbers(3 * 100, rng);
    const auto predicted = mlp.predict(fresh);
    double error = 0;
    for (std::size_t i = 0; i < 100; ++i)
        error += std::pow(double(predicted[i]) - (2 * fresh[3 * i] - fresh[3 * i + 1] + 0.5), 2) / 100;
    QVERIFY2(error < 0.05, QByteArray::number(error));
}

void TestMlp::training_learnsWhatIsNotLinear()
{
    // Exclusive or: no linear function errs by less than 0.25.
    Rng rng(2);
    Mlp mlp({2, 16, 16, 1});
    mlp.initialise(rng);
    const std::vector<float> inputs{0, 0, 0, 1, 1, 0, 1, 1};
    mlp.train(inputs, {0, 1, 1, 0}, {.epochs = 400, .batch = 4, .decay = 0}, rng);
    const auto predicted = mlp.predict(inputs);
    for (std::size_t i = 0; i < 4; ++i)
        QVERIFY(std::abs(predicted[i] - (i == 1 || i == 2 ? 1 : 0)) < 0.1F);
}

void TestMlp::sameSeed_givesTheSameNetwork()
{
    const auto trained = [](std::uint64_t seed) {
        Rng data(1);
        const auto inputs = randomNumbers(2 * 50, data);
        const auto targets = randomNumbers(50, data);
        Rng rng(seed);
        Mlp mlp({2, 8, 1});
        mlp.initialise(rng);
        mlp.train(inputs, targets, {.epochs = 10}, rng);
        return mlp.parameters();
    };
    QVERIFY(trained(1) == trained(1));
    QVERIFY(trained(1) != trained(2));
}

QTEST_APPLESS_MAIN(TestMlp)
#include "tst_mlp.moc"
