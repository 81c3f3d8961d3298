// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch before Qt: their headers use each other's words.
#include <torch/types.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <vector>

#include <QTest>

#include "digit_files.h"
#include "inherit_lab.h"

using namespace cw;
using cw::test::FakePast;
using cw::test::InheritLab;
using estimate::Context;
using estimate::Estimate;
using estimate::Fidelity;

namespace {

constexpr int kSeeds = 10;
constexpr double kByChance = 0.011;
constexpr Fidelity kTraining{.epochs = 9};

/// The first epoch at which the validation accuracy is at least that; one more than there are: never.
int epochsTo(const Estimate& estimate, double accuracy)
{
    int epochs = 0;
    for (const estimate::CurvePoint& point : estimate.curve) {
        if (point.metric != "valid_accuracy")
            continue;
        ++epochs;
        if (point.value >= accuracy)
            return epochs;
    }
    return epochs + 1;
}

/// Wilcoxon's signed-rank test (Wilcoxon, Biometrics 1945): how likely differences are as much above 0 as these, or
/// more, where both signs are equally likely. Exact; zeros are left out, equal sizes share the mean of their ranks.
double signedRankProbability(const std::vector<int>& differences)
{
    std::vector<int> sizes;
    for (const int difference : differences) {
        if (difference != 0)
            sizes.push_back(std::abs(difference));
    }
    const auto twiceRank = [&](int size) { // of 1 for the smallest
        const auto below = std::count_if(sizes.begin(), sizes.end(), [&](int other) { return other < size; });
        const auto same = std::count(sizes.begin(), sizes.end(), size);
        return std::size_t(2 * below + same + 1);
    };
    std::size_t negative = 0;
    for (const int difference : differences)
        negative += difference < 0 ? twiceRank(-difference) : 0;
    std::vector<double> ways{1}; // of choosing signs, by the sum of the ranks below 0
    for (const int size : sizes) {
        const std::size_t rank = twiceRank(size);
        std::vector<double> more(ways.size() + rank);
        for (std::size_t sum = 0; sum < ways.size(); ++sum) {
            more[sum] += ways[sum] / 2;
            more[sum + rank] += ways[sum] / 2;
        }
        ways = std::move(more);
    }
    return std::accumulate(ways.begin(), ways.begin() + std::ptrdiff_t(std::min(negative + 1, ways.size())), 0.0);
}

double lastAccuracy(const Estimate& estimate)
{
    double accuracy = 0;
    for (const estimate::CurvePoint& point : estimate.curve) {
        if (point.metric == "valid_accuracy")
            accuracy = point.value;
    }
    return accuracy;
}

} // namespace

/// Digits, 8 x 8 pixels, 1,437 for training and 360 for validation: a parent trains for eight epochs; a child that
/// differs by one decision then trains once from its weights and once from scratch, otherwise alike.
class TestInheritedStart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!test::hasTestData())
            QSKIP("skipped: data not found");
        test::writeDigitPictures(m_pictures);
    }

    /// Wilcoxon's own table: of ten pairs a sum of 5 or less has a probability of 10 / 1024.
    void signedRanks_areThoseOfTheTable()
    {
        QCOMPARE(signedRankProbability({-5, 1, 2, 3, 4, 6, 7, 8, 9, 10}), 10.0 / 1024);
        QCOMPARE(signedRankProbability({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), 1.0 / 1024);
        QCOMPARE(signedRankProbability({0, 1, 1, -1}), 4.0 / 8); // three ranks of 2: none or one of them negative
        QCOMPARE(signedRankProbability({0, 0}), 1.0);
    }

    void childThatInherits_reachesItsParentsAccuracyInFewerSteps_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("parent");
        QTest::addColumn<QString>("child");
        const auto row = [](const char* name, const char* id, const char* parent, const char* child) {
            QTest::newRow(name) << id << parent << child;
        };
        row("mlp, wider", "mlp", "layer=1;layer[0]/linear.features=50", "layer=1;layer[0]/linear.features=100");
        row("mlp, deeper", "mlp", "layer=1;layer[0]/linear.features=50",
            "layer=2;layer[0]/linear.features=50;layer[1]/linear.features=50");
        row("chain, wider", "chain-cnn", "conv1[0].kernel=3;conv3=0", "conv1[0].kernel=3;conv3=0;conv1[0].filters=32");
        row("chain, deeper", "chain-cnn", "conv1[0].kernel=3;conv3=0",
            "conv1[0].kernel=3;conv3=0;conv1=2;conv1[1].kernel=3");
        row("chain, larger kernel", "chain-cnn", "conv1[0].kernel=3;conv3=0", "conv1[0].kernel=5;conv3=0");
    }
    void childThatInherits_reachesItsParentsAccuracyInFewerSteps()
    {
        QFETCH(QString, id);
        QFETCH(QString, parent);
        QFETCH(QString, child);
        const bool images = id == "chain-cnn";
        const InheritLab lab(id.toStdString(),
                             images ? m_pictures.path() : test::kTestData + "/tables/digits8x8.csv.gz",
                             {images ? space::Shape::image(1, 8, 8) : space::Shape::vector(64), 10});
        const space::Candidate of = lab.candidate(child.toStdString());
        std::vector<int> sooner; // by so many epochs
        for (int seed = 1; seed <= kSeeds; ++seed) {
            const auto number = std::uint64_t(seed);
            const std::filesystem::path file = m_folder.filePath("parent.ckpt").toStdString();
            std::filesystem::remove(file);
            const space::Candidate from = lab.candidate(parent.toStdString());
            const Estimate trained = lab.parent(kSettings, from, kTraining, number, 1, file);
            QCOMPARE(trained.state, TrialState::Paused);
            FakePast past;
            past.add(1, from, lastAccuracy(trained), file, kTraining);
            Context context = past.context(number, 2);
            const Estimate inherited = lab.inherit(kSettings, number)->estimate(of, kTraining, context);
            Context alone{.seed = number, .trial = 2};
            const Estimate scratch = lab.train(kSettings, number)->estimate(of, kTraining, alone);
            QCOMPARE(inherited.metrics.at("inherited_from"), 1.0);
            const int with = epochsTo(inherited, lastAccuracy(trained));
            const int without = epochsTo(scratch, lastAccuracy(trained));
            sooner.push_back(without - with);
            qInfo("seed %d: parent %.3f; reached after %d epochs, from scratch after %d; at the end %.3f and %.3f",
                  seed, lastAccuracy(trained), with, without, lastAccuracy(inherited), lastAccuracy(scratch));
        }
        const double byChance = signedRankProbability(sooner);
        qInfo("by chance with a probability of %.4f", byChance);
        QVERIFY(byChance <= kByChance);
    }

private:
    const Json kSettings{{"batch", 32}};
    QTemporaryDir m_folder;
    test::DataFolder m_pictures;
};

QTEST_GUILESS_MAIN(TestInheritedStart)
#include "tst_inherited_start.moc"
