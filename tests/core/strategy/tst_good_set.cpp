// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <QtTest/QtTest>

#include "core/strategy/good_set.h"
#include "core/strategy/tpe_model.h"

using namespace cw;
using namespace cw::strategy;

namespace {

using Points = std::vector<std::vector<double>>;
using Places = std::vector<std::size_t>;

constexpr double kInf = std::numeric_limits<double>::infinity();

/// Three fronts: the first four, then one, then one.
const Points kPoints{{1, 0}, {0.8, 0.5}, {0.5, 0.8}, {0, 1}, {0.4, 0.4}, {0, 0}};

std::vector<Record> recordsOf(const Points& scores)
{
    std::vector<Record> records;
    for (const auto& score : scores)
        records.push_back({.candidate = {{double(records.size())}}, .scores = score});
    return records;
}

} // namespace

class TestGoodSet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fronts_comeWhole();
    void lastFront_isCutByHypervolume();
    void weights_areWhatEachAloneAdds();
    void unitBox_scalesAndClips();
    void share_isRoundedUpAndLimited();
    void failed_areNeverGood();
    void equals_theFirstAreGood();
    void severalObjectives_splitByFrontAndVolume();
};

void TestGoodSet::fronts_comeWhole()
{
    Places five = bestByHypervolume(kPoints, 5);
    QCOMPARE(five.back(), std::size_t(4));
    std::sort(five.begin(), five.end());
    QCOMPARE(five, (Places{0, 1, 2, 3, 4}));
    QCOMPARE(bestByHypervolume(kPoints, 6).back(), std::size_t(5));
    QCOMPARE(bestByHypervolume(kPoints, 9).size(), std::size_t(6));
    QVERIFY(bestByHypervolume(kPoints, 0).empty());
}

void TestGoodSet::lastFront_isCutByHypervolume()
{
    // Above (-0.1, -0.1) point 1 has 0.9 * 0.6, as 2 has; then 2 adds 0.6 * 0.3 = 0.18, 0 adds 0.2 * 0.1 and 3 adds
    // 0.1 * 0.5.
    QCOMPARE(bestByHypervolume(kPoints, 1), (Places{1}));
    QCOMPARE(bestByHypervolume(kPoints, 2), (Places{1, 2}));
    // Point 0 adds more than point 3 once it reaches higher: 0.3 * 0.1 against 0.1 * 0.2.
    Points wider = kPoints;
    wider[0] = {1.1, 0};
    QCOMPARE(bestByHypervolume(wider, 3), (Places{1, 2, 0}));
}

void TestGoodSet::weights_areWhatEachAloneAdds()
{
    // Alone: point 0 adds 0.2 * 0.1, point 1 has 0.54 of which others have 0.36 + 0.09 - 0.06, so adds 0.15; the other
    // two mirror them.
    const auto weights = hypervolumeWeights({kPoints.begin(), kPoints.begin() + 4});
    const std::vector<double> expected{0.02 / 0.15, 1, 1, 0.02 / 0.15};
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY2(std::abs(weights[i] - expected[i]) < 1e-12, QByteArray::number(weights[i]));
    // Two equal points add nothing to each other, yet weigh something.
    const auto twins = hypervolumeWeights({{1, 1}, {1, 1}});
    QVERIFY(twins[0] > 0 && twins[1] > 0);
}

void TestGoodSet::unitBox_scalesAndClips()
{
    const auto points = toUnitBox({{10, 7}, {20, 7}, {kInf, 7}, {-kInf, 7}, {12.5, 7}});
    QVERIFY((points == Points{{0, 1}, {1, 1}, {1, 1}, {0, 1}, {0.25, 1}}));
    const double huge = std::numeric_limits<double>::max();
    QVERIFY((toUnitBox({{-huge}, {huge}, {0}}) == Points{{0}, {1}, {0.5}}));
    QVERIFY(toUnitBox({}).empty());
}

void TestGoodSet::share_isRoundedUpAndLimited()
{
    Points scores;
    for (int i = 0; i < 300; ++i) {
        scores.push_back({double((i * 7) % 300)});
        const auto good = goodTrials(recordsOf(scores), {.share = 0.1, .most = 25});
        QCOMPARE(good.places.size(), std::size_t(std::min(25, (i + 10) / 10)));
        QCOMPARE(good.weights.size(), good.places.size());
    }
    const auto good = goodTrials(recordsOf(scores), {.share = 0.01, .most = 25});
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(scores[good.places[i]].front(), 299.0 - double(i));
}

void TestGoodSet::failed_areNeverGood()
{
    const auto records = recordsOf({{}, {1}, {}, {2}, {}});
    QCOMPARE(goodTrials(records, {.share = 0.9, .most = 25}).places, (Places{3, 1}));
    QVERIFY(goodTrials(recordsOf({{}, {}}), {}).places.empty());
    QVERIFY(goodTrials({}, {}).places.empty());
}

void TestGoodSet::equals_theFirstAreGood()
{
    QCOMPARE(goodTrials(recordsOf({{1}, {2}, {2}, {2}, {-kInf}}), {.share = 0.4, .most = 25}).places, (Places{1, 2}));
}

void TestGoodSet::severalObjectives_splitByFrontAndVolume()
{
    // The points above in other units: the split does not depend on them. One failed trial in front.
    std::vector<Record> records = recordsOf({{}});
    for (const auto& point : kPoints)
        records.push_back({.candidate = {{0}}, .scores = {80 + 10 * point[0], -1e6 + 1e5 * point[1]}});
    const auto good = goodTrials(records, {.share = 0.3, .most = 25}); // 2 of 6
    QCOMPARE(good.places, (Places{2, 3}));
    QVERIFY(std::abs(good.weights[0] - good.weights[1]) < 1e-9);
}

QTEST_APPLESS_MAIN(TestGoodSet)
#include "tst_good_set.moc"
