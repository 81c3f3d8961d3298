// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <QtTest/QtTest>

#include "core/base/learn/random_forest.h"

using namespace cw;

namespace {

using Prediction = RandomForest::Prediction;

Prediction at(const RandomForest& forest, std::vector<double> row)
{
    return forest.predict(row.data());
}

} // namespace

/// A forest against functions whose trees are known.
class TestRandomForest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void step_isFittedExactly();
    void categories_areSplitByTheirMeans();
    void categories_maybeMany();
    void inactive_isToldFromActive();
    void leaf_hasMeanAndVarianceOfItsRows();
    void variance_isThatOfTreesAndLeaves();
    void deviation_isLargerAwayFromTheData();
    void sameRng_growsTheSameForest();
    void equalTargets_areOneLeaf();
};

void TestRandomForest::step_isFittedExactly()
{
    RandomForest forest({0}, {.trees = 5, .leastSplit = 2, .bootstrap = false});
    std::vector<double> rows;
    std::vector<double> targets;
    for (int i = 0; i < 20; ++i) {
        rows.push_back(i / 20.0);
        targets.push_back(i < 7 ? -1 : 2);
    }
    Rng rng(1);
    forest.fit(rows, targets, rng);
    for (int i = 0; i < 20; ++i) {
        const Prediction seen = forest.predict(&rows[std::size_t(i)]);
        QCOMPARE(seen.mean, targets[std::size_t(i)]);
        QCOMPARE(seen.deviation, 0.0);
    }
    QCOMPARE(at(forest, {-5}).mean, -1.0);
    QCOMPARE(at(forest, {5}).mean, 2.0);
    // Each tree has its own place for the step, all between the two rows that it separates.
    QVERIFY(at(forest, {0.325}).deviation > 0 || at(forest, {0.34}).deviation > 0 || at(forest, {0.31}).deviation > 0);
}

void TestRandomForest::categories_areSplitByTheirMeans()
{
    // {0, 2} against {1, 3}: no order of the numbers separates them, one split of the categories does.
    RandomForest forest({4}, {.trees = 1, .leastSplit = 8, .bootstrap = false});
    const std::vector<double> rows{0, 1, 2, 3, 0, 1, 2, 3};
    const std::vector<double> targets{1, 5, 1, 5, 1, 5, 1, 5};
    Rng rng(2);
    forest.fit(rows, targets, rng);
    for (std::size_t i = 0; i < rows.size(); ++i)
        QCOMPARE(forest.predict(&rows[i]).mean, targets[i]);
}

void TestRandomForest::categories_maybeMany()
{
    RandomForest forest({200}, {.trees = 1, .leastSplit = 2, .bootstrap = false});
    std::vector<double> rows;
    std::vector<double> targets;
    for (int i = 0; i < 200; ++i) {
        rows.push_back(i);
        targets.push_back(i * 37 % 200);
    }
    Rng rng(3);
    forest.fit(rows, targets, rng);
    for (std::size_t i = 0; i < rows.size(); ++i)
        QCOMPARE(forest.predict(&rows[i]).mean, targets[i]);
}

void TestRandomForest::inactive_isToldFromActive()
{
    // An ordered column with -1 for "inactive", as features.h has it.
    RandomForest forest({0}, {.trees = 1, .leastSplit = 2, .bootstrap = false});
    const std::vector<double> rows{-1, 0, 0.5, 1, -1};
    const std::vector<double> targets{7, 1, 1, 1, 7};
    Rng rng(4);
    forest.fit(rows, targets, rng);
    QCOMPARE(at(forest, {-1}).mean, 7.0);
    QCOMPARE(at(forest, {0}).mean, 1.0);
    QCOMPARE(at(forest, {1}).mean, 1.0);
}

void TestRandomForest::leaf_hasMeanAndVarianceOfItsRows()
{
    RandomForest forest({0}, {.trees = 3, .leastSplit = 10, .bootstrap = false});
    const std::vector<double> rows{0, 1, 2, 3};
    const std::vector<double> targets{1, 2, 3, 6};
    Rng rng(5);
    forest.fit(rows, targets, rng);
    QCOMPARE(at(forest, {1}).mean, 3.0);
    QVERIFY(std::abs(at(forest, {1}).deviation - std::sqrt(14.0 / 4)) < 1e-14); // 4 + 1 + 0 + 9 over 4
}

void TestRandomForest::variance_isThatOfTreesAndLeaves()
{
    // Two targets, 0 and 1, each tree a single leaf over two rows drawn with replacement: a share p of ones gives mean
    // p and variance p (1 - p). By the law of total variance the whole has mean m and variance m (1 - m).
    RandomForest forest({0}, {.trees = 400, .leastSplit = 3});
    Rng rng(6);
    forest.fit(std::vector<double>{0, 1}, std::vector<double>{0, 1}, rng);
    const Prediction seen = at(forest, {0});
    QVERIFY(std::abs(seen.deviation * seen.deviation - seen.mean * (1 - seen.mean)) < 1e-12);
    // 800 draws of 0 or 1: mean 1/2 with a standard error of 0.0177.
    QVERIFY(std::abs(seen.mean - 0.5) < 4 * 0.0177);
}

void TestRandomForest::deviation_isLargerAwayFromTheData()
{
    // A line, known at both ends, in six columns of which the first alone counts.
    RandomForest forest({0, 0, 0}, {.trees = 50});
    std::vector<double> rows;
    std::vector<double> targets;
    Rng data(7);
    for (int i = 0; i < 100; ++i) {
        const double x = i < 50 ? 0.2 * data.uniform() : 0.8 + 0.2 * data.uniform();
        rows.insert(rows.end(), {x, data.uniform(), data.uniform()});
        targets.push_back(10 * x);
    }
    Rng rng(8);
    forest.fit(rows, targets, rng);
    const double between = at(forest, {0.5, 0.5, 0.5}).deviation;
    QVERIFY(between > 5 * at(forest, {0.1, 0.5, 0.5}).deviation);
    QVERIFY(between > 5 * at(forest, {0.9, 0.5, 0.5}).deviation);
}

void TestRandomForest::sameRng_growsTheSameForest()
{
    std::vector<double> rows;
    std::vector<double> targets;
    Rng data(9);
    for (int i = 0; i < 60; ++i) {
        rows.insert(rows.end(), {data.uniform(), double(data.below(5))});
        targets.push_back(data.normal());
    }
    RandomForest first({0, 5});
    RandomForest second({0, 5});
    RandomForest third({0, 5});
    Rng rng(10);
    Rng same(10);
    Rng other(11);
    first.fit(rows, targets, rng);
    second.fit(rows, targets, rng);  // another one ...
    second.fit(rows, targets, same); // ... leaves nothing behind
    third.fit(rows, targets, other);
    bool differs = false;
    for (int i = 0; i < 200; ++i) {
        const std::vector<double> row{data.uniform(), double(data.below(5))};
        QCOMPARE(at(first, row).mean, at(second, row).mean);
        QCOMPARE(at(first, row).deviation, at(second, row).deviation);
        differs = differs || at(first, row).mean != at(third, row).mean;
    }
    QVERIFY(differs);
}

void TestRandomForest::equalTargets_areOneLeaf()
{
    RandomForest forest({0, 3});
    Rng rng(12);
    forest.fit(std::vector<double>{0, 1, 1, 2, 2, 0}, std::vector<double>{0.1, 0.1, 0.1}, rng);
    QVERIFY(std::abs(at(forest, {0.5, 1}).mean - 0.1) < 1e-15);
    QCOMPARE(at(forest, {0.5, 1}).deviation, 0.0);
}

QTEST_APPLESS_MAIN(TestRandomForest)
#include "tst_random_forest.moc"
