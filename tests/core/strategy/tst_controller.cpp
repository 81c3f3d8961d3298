// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QtTest/QtTest>

#include "core/strategy/controller.h"
#include "core/strategy/ppo.h"
#include "core/strategy/rank_window.h"
#include "tests/core/strategy/learner_fixture.h"

using namespace cw;
using namespace cw::strategy;
using space::Candidate;

namespace {

double sigmoid(double x)
{
    return 1 / (1 + std::exp(-x));
}

bool near(double a, double b, double tolerance = 1e-12)
{
    return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

/// What addGradient() claims to be the gradient of.
double objective(const Controller& controller, const std::vector<int>& arms, const std::vector<double>& weights,
                 double entropyWeight)
{
    const Controller::Trace trace = controller.trace(arms);
    double sum = 0;
    for (std::size_t t = 0; t < trace.size(); ++t)
        sum += weights[t] * trace.logProbability(t) + entropyWeight * trace.entropy(t);
    return sum;
}

std::vector<double> weightsOf(const Strategy& strategy)
{
    const Json state = strategy.state(); // the list below lives in it
    std::vector<double> weights;
    for (const Json& weight : state["weights"])
        weights.push_back(decodeNumber(weight, "test").value());
    return weights;
}

void addControllers()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addRow("reinforce") << QByteArray("reinforce");
    QTest::addRow("ppo") << QByteArray("ppo");
}

} // namespace

class TestController : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void forward_isThatOfAHandCalculation();
    void zeroWeights_areUniform();
    void walk_drawsWithTheProbabilitiesOfTheTrace();
    void gradient_isThatOfFiniteDifferences_data();
    void gradient_isThatOfFiniteDifferences();
    void adam_takesTheStepsOfAHandCalculation();
    void clippedSlope_isFlatOutsideTheClip();
    void twoArms_areLearnt_data() { addControllers(); }
    void twoArms_areLearnt();
    void chainOfChoices_isLearnt_data() { addControllers(); }
    void chainOfChoices_isLearnt();
    void entropyBonus_keepsChoicesEven_data() { addControllers(); }
    void entropyBonus_keepsChoicesEven();
    void scaleOfTheObjective_doesNotMatter_data() { addControllers(); }
    void scaleOfTheObjective_doesNotMatter();
    void baseline_isTheMovingAverageOfRewards_data() { addControllers(); }
    void baseline_isTheMovingAverageOfRewards();
    void baseline_decidesWhatIsReinforced_data() { addControllers(); }
    void baseline_decidesWhatIsReinforced();
    void emptySpace_isSurvived_data() { addControllers(); }
    void emptySpace_isSurvived();
};

void TestController::forward_isThatOfAHandCalculation()
{
    const Slots slots(test::smallSpace(2, 2)->tree());
    Rng rng(1);
    Controller controller(slots, 1, 0.1, rng);
    // Embeddings of four arms and of the start; input, recurrent and bias of the four gates; heads; their biases.
    controller.weights() = {0.1, 0.2,  0.3, 0.4, 0.5,  1.0, -1.0, 2.0,  0.5, 0.3,  0.2, -0.4, 0.1,
                            0.0, 0.25, 0.5, 0.0, -1.0, 1.0, 2.0,  -2.0, 0.1, -0.1, 0.0, 0.2};
    QCOMPARE(controller.weightCount(), std::size_t(25));
    const Controller::Trace trace = controller.trace({1, 0});
    // First step: the start's embedding 0.5, nothing remembered.
    const double c1 = sigmoid(0.5) * std::tanh(1.5);
    const double h1 = sigmoid(0.25) * std::tanh(c1);
    const double first = 1 / (1 + std::exp((-h1 + 0.1) - (h1 - 0.1)));
    QVERIFY(near(trace.probabilities[0][1], first));
    // Second step: the embedding 0.2 of the second arm of the first slot.
    const double c2 = sigmoid(-0.2 + 0.2 * h1 + 0.25) * c1 + sigmoid(0.2 + 0.3 * h1) * std::tanh(0.4 - 0.4 * h1 + 0.5);
    const double h2 = sigmoid(0.1 + 0.1 * h1) * std::tanh(c2);
    const double second = 1 / (1 + std::exp((-2 * h2 + 0.2) - 2 * h2));
    QVERIFY(near(trace.cells[1][0], c2));
    QVERIFY(near(trace.hidden[1][0], h2));
    QVERIFY(near(trace.probabilities[1][0], second));
    QVERIFY(near(trace.logProbability(0) + trace.logProbability(1), std::log(first) + std::log(second)));
}

void TestController::zeroWeights_areUniform()
{
    const Slots slots(test::conditionalTree());
    Rng rng(1);
    const Controller controller(slots, 8, 0, rng);
    const Controller::Trace trace = controller.trace({2, Slots::kNoArm, Slots::kNoArm, 1, 0, 7});
    QCOMPARE(trace.slots, (std::vector<std::size_t>{0, 3, 4, 5})); // inactive ones are passed over
    for (std::size_t t = 0; t < trace.size(); ++t) {
        QVERIFY(near(trace.probabilities[t][0], 1.0 / slots[trace.slots[t]].arms));
        QVERIFY(near(trace.entropy(t), 1));
    }
}

void TestController::walk_drawsWithTheProbabilitiesOfTheTrace()
{
    const Slots slots(test::smallSpace(2, 3)->tree());
    Rng rng(2);
    const Controller controller(slots, 4, 2, rng);
    const int n = 20000;
    std::vector<int> counts(9);
    for (int i = 0; i < n; ++i) {
        Controller::Walk walk(controller);
        const int first = walk.choose(0, rng);
        ++counts[std::size_t(3 * first + walk.choose(1, rng))];
    }
    for (int pair = 0; pair < 9; ++pair) {
        const Controller::Trace trace = controller.trace({pair / 3, pair % 3});
        const double p = std::exp(trace.logProbability(0) + trace.logProbability(1));
        QVERIFY(std::abs(counts[std::size_t(pair)] - n * p) <= 5 * std::sqrt(n * p * (1 - p)) + 1);
    }
}

void TestController::gradient_isThatOfFiniteDifferences_data()
{
    QTest::addColumn<double>("entropyWeight");
    QTest::addRow("choices alone") << 0.0;
    QTest::addRow("with entropy") << 0.7;
}

void TestController::gradient_isThatOfFiniteDifferences()
{
    QFETCH(double, entropyWeight);
    const Slots slots(test::conditionalTree());
    Rng rng(3);
    Controller controller(slots, 5, 0.8, rng);
    const std::vector<int> arms{0, 2, 1, 3, 7, Slots::kNoArm};
    const std::vector<double> weights{0.7, -1.2, 0.3, 2.0, -0.5};
    std::vector<double> gradient(controller.weightCount(), 0);
    controller.addGradient(controller.trace(arms), weights, entropyWeight, gradient);
    const double step = 1e-5;
    double largest = 0;
    for (std::size_t i = 0; i < gradient.size(); ++i) {
        const double weight = controller.weights()[i];
        controller.weights()[i] = weight + step;
        const double above = objective(controller, arms, weights, entropyWeight);
        controller.weights()[i] = weight - step;
        const double below = objective(controller, arms, weights, entropyWeight);
        controller.weights()[i] = weight;
        QVERIFY2(near(gradient[i], (above - below) / (2 * step), 1e-8), QByteArray::number(int(i)));
        largest = std::max(largest, std::abs(gradient[i]));
    }
    QVERIFY(largest > 0.1);
    // It is added: twice is twice.
    std::vector<double> twice = gradient;
    controller.addGradient(controller.trace(arms), weights, entropyWeight, twice);
    for (std::size_t i = 0; i < gradient.size(); ++i)
        QVERIFY(near(twice[i], 2 * gradient[i]));
}

void TestController::adam_takesTheStepsOfAHandCalculation()
{
    Adam adam(2, 0.1);
    std::vector<double> weights{1, 1};
    std::vector<double> gradient{0.5, -0.25};
    adam.ascend(weights, gradient, 10);
    QVERIFY(near(weights[0], 1.1, 1e-6)); // the first step is the rate, whatever the slope
    QVERIFY(near(weights[1], 0.9, 1e-6));
    gradient = {-0.5, -0.25};
    adam.ascend(weights, gradient, 10);
    // Mean (0.9 x 0.05 - 0.05) / 0.19 = -0.0263158, root of the mean square 0.5.
    QVERIFY(near(weights[0], 1.1 - 0.1 * 0.0263158 / 0.5, 1e-6));
    QVERIFY(near(weights[1], 0.8, 1e-6));
    // Norm 5 shortened to 1: (0.6, 0.8), then the bias of the means is that of the first step.
    Adam shortened(2, 0.1);
    Adam plain(2, 0.1);
    std::vector<double> a{0, 0};
    std::vector<double> b{0, 0};
    for (const double scale : {1.0, 0.5}) {
        std::vector<double> far{3 * scale, 4 * scale};
        std::vector<double> close{0.6, 0.8};
        shortened.ascend(a, far, 1);
        plain.ascend(b, close, 1.5);
    }
    QVERIFY(near(a[0], b[0]) && near(a[1], b[1]));
}

void TestController::clippedSlope_isFlatOutsideTheClip()
{
    QCOMPARE(clippedSlope(1.0, 0.5, 0.2), 0.5);
    QCOMPARE(clippedSlope(1.19, 2.0, 0.2), 2.38);
    QCOMPARE(clippedSlope(1.21, 2.0, 0.2), 0.0);  // good, and already more likely by more than the clip
    QCOMPARE(clippedSlope(0.5, 2.0, 0.2), 1.0);   // good, but less likely: pulled back
    QCOMPARE(clippedSlope(0.79, -2.0, 0.2), 0.0); // bad, and already less likely
    QCOMPARE(clippedSlope(1.5, -2.0, 0.2), -3.0);
}

void TestController::twoArms_areLearnt()
{
    QFETCH(QByteArray, id);
    const auto strategy = test::learner(id.constData(), {{"redraws", 0}}, test::smallSpace(1, 2));
    CW_VERIFY_ABOVE(test::lastMean(test::search(*strategy, 400, test::zeros), 100, test::zeros), 0.8);
}

void TestController::chainOfChoices_isLearnt()
{
    QFETCH(QByteArray, id);
    // 1 of 5 steps by chance, standard error 0.09.
    const auto strategy = test::learner(id.constData(), {{"redraws", 0}});
    CW_VERIFY_ABOVE(test::lastMean(test::search(*strategy, 600, test::steps), 100, test::steps), 2.5);
}

void TestController::entropyBonus_keepsChoicesEven()
{
    QFETCH(QByteArray, id);
    const auto distinct = [&](double entropy) {
        const auto strategy = test::learner(id.constData(), {{"redraws", 0}, {"entropy", entropy}});
        const auto proposed = test::search(*strategy, 600, test::zeros);
        return test::distinct({proposed.end() - 100, proposed.end()});
    };
    const std::size_t even = distinct(3);
    const std::size_t settled = distinct(0);
    QVERIFY2(even > 80 && settled < 40, qPrintable(QStringLiteral("%1 and %2").arg(even).arg(settled)));
}

void TestController::scaleOfTheObjective_doesNotMatter()
{
    QFETCH(QByteArray, id);
    const auto unit = test::search(*test::learner(id.constData()), 100, test::zeros);
    const auto other = test::search(*test::learner(id.constData()), 100,
                                    [](const Candidate& c) { return 1e9 * test::zeros(c) - 7e9; });
    QVERIFY(unit == other);
}

/// After every batch, by a rank window of its own: nine tenths of what it was, one of the mean reward of the batch.
void TestController::baseline_isTheMovingAverageOfRewards()
{
    QFETCH(QByteArray, id);
    const std::size_t batch = 4;
    const auto strategy = test::learner(id.constData(), {{"baseline", 0.9}, {"batch", batch}});
    RankWindow window(500);
    std::vector<double> fitness;
    double baseline = 0.5;
    double furthest = 0;
    for (std::int64_t trial = 1; trial <= 40; ++trial) {
        const Candidate candidate = strategy->ask(1).front().candidate;
        fitness.push_back(double(trial)); // better and better, so rewards are far from one half
        window.add(fitness.back());
        strategy->tell({.trial = trial, .candidate = candidate, .values = {fitness.back()}});
        if (fitness.size() == batch) {
            double mean = 0;
            for (const double value : fitness)
                mean += window.rank(value) / double(batch);
            baseline = 0.9 * baseline + 0.1 * mean;
            fitness.clear();
        }
        QVERIFY(near(strategy->state()["baseline"].get<double>(), baseline));
        furthest = std::max(furthest, baseline - 0.5);
    }
    CW_VERIFY_ABOVE(furthest, 0.1);
}

/// The same result after the same past: above the baseline it is made likelier, below it less likely.
void TestController::baseline_decidesWhatIsReinforced()
{
    QFETCH(QByteArray, id);
    const Json settings{{"batch", 1}, {"entropy", 0.0}};
    const Json past = test::learner(id.constData(), settings)->state();
    const auto moved = [&](double baseline) {
        Json state = past;
        state["baseline"] = baseline;
        const auto strategy = test::learner(id.constData(), settings);
        strategy->restore(state);
        // The first result of all has a reward of one half.
        strategy->tell({.trial = 1, .candidate = Candidate{{0, 1, 2, 3, 4, 0}}, .values = {1.0}});
        return weightsOf(*strategy);
    };
    const std::vector<double> before = weightsOf(*test::learner(id.constData(), settings));
    const std::vector<double> above = moved(0.1);
    const std::vector<double> below = moved(0.9);
    const std::vector<double> level = moved(0.5);
    double along = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        along += (above[i] - before[i]) * (below[i] - before[i]);
    QVERIFY2(along < -1e-6, QByteArray::number(along));
    QVERIFY(level == before); // neither better nor worse than expected
}

void TestController::emptySpace_isSurvived()
{
    QFETCH(QByteArray, id);
    const auto strategy = test::learner(id.constData(), nullptr, test::smallSpace(2, 1));
    QCOMPARE(test::search(*strategy, 30, test::zeros).back(), (Candidate{{0, 0}}));
}

QTEST_APPLESS_MAIN(TestController)
#include "tst_controller.moc"
