// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include <QTest>

#include "core/base/pareto.h"
#include "core/base/rng.h"

using namespace cw;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

/// From a coarse grid every other time, so that points share values and repeat.
std::vector<Scores> randomPoints(Rng& rng, std::size_t objectives)
{
    std::vector<Scores> points(1 + rng.below(25));
    const bool coarse = rng.chance(0.5);
    for (Scores& point : points) {
        for (std::size_t i = 0; i < objectives; ++i)
            point.push_back(coarse ? double(rng.below(6)) / 5 : rng.uniform());
    }
    return points;
}

/// The same volume from its definition: the grid that all coordinates span, cell by cell.
double volumeByCells(const std::vector<Scores>& points, const Scores& reference)
{
    const std::size_t objectives = reference.size();
    std::vector<std::vector<double>> cuts(objectives);
    for (std::size_t i = 0; i < objectives; ++i) {
        cuts[i].push_back(reference[i]);
        for (const Scores& point : points) {
            if (point[i] > reference[i])
                cuts[i].push_back(point[i]);
        }
        std::sort(cuts[i].begin(), cuts[i].end());
        cuts[i].erase(std::unique(cuts[i].begin(), cuts[i].end()), cuts[i].end());
    }
    std::vector<std::size_t> cell(objectives);
    double sum = 0;
    const auto add = [&](auto&& self, std::size_t at, double volume) -> void {
        if (at == objectives) {
            const bool covered = std::any_of(points.begin(), points.end(), [&](const Scores& point) {
                for (std::size_t i = 0; i < objectives; ++i) {
                    if (point[i] < cuts[i][cell[i] + 1])
                        return false;
                }
                return true;
            });
            sum += covered ? volume : 0;
            return;
        }
        for (cell[at] = 0; cell[at] + 1 < cuts[at].size(); ++cell[at])
            self(self, at + 1, volume * (cuts[at][cell[at] + 1] - cuts[at][cell[at]]));
    };
    add(add, 0, 1);
    return sum;
}

bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-12 * std::max(1.0, std::abs(b));
}

} // namespace

class TestPareto : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dominance_wantsNoObjectiveWorseAndOneBetter()
    {
        QVERIFY(dominates({2, 3}, {2, 2}));
        QVERIFY(!dominates({2, 2}, {2, 3}));
        QVERIFY(!dominates({2, 3}, {2, 3}));
        QVERIFY(!dominates({3, 1}, {2, 2}));
        QVERIFY(dominates({0, 0}, {-kInf, -kInf}));
        QVERIFY(dominates({1}, {0}));
    }

    void ranks_areThoseCountedByHand()
    {
        // Front 0: (1,5) (3,4) (5,1); front 1: (2,3) twice, (4,1), which (5,1) alone dominates; front 2: (1,1).
        const std::vector<Scores> points{{2, 3}, {1, 5}, {4, 1}, {3, 4}, {1, 1}, {5, 1}, {2, 3}};
        QCOMPARE(nonDominatedRanks(points), (std::vector<int>{1, 0, 1, 0, 2, 0, 1}));
        QCOMPARE(nonDominatedRanks({{3}, {1}, {3}, {2}}), (std::vector<int>{0, 2, 0, 1}));
        QCOMPARE(nonDominatedRanks({{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 0, 0}, {-kInf, -kInf, -kInf}}),
                 (std::vector<int>{0, 0, 0, 1, 2}));
        QVERIFY(nonDominatedRanks({}).empty());
    }

    /// A point's rank is one more than the highest of those that dominate it.
    void ranks_followFromDominance()
    {
        Rng rng(11);
        for (int set = 0; set < 300; ++set) {
            const auto points = randomPoints(rng, 1 + std::size_t(set) % 4);
            const auto ranks = nonDominatedRanks(points);
            for (std::size_t i = 0; i < points.size(); ++i) {
                int expected = 0;
                for (std::size_t j = 0; j < points.size(); ++j)
                    expected = dominates(points[j], points[i]) ? std::max(expected, ranks[j] + 1) : expected;
                QCOMPARE(ranks[i], expected);
            }
        }
    }

    void crowding_isThatOfTheHandCalculation()
    {
        // Ranges 10 and 10; of (2,7): (6-0)/10 + (10-4)/10 = 1.2; of (6,4): (10-2)/10 + (7-0)/10 = 1.5.
        const std::vector<Scores> points{{0, 10}, {9, 9}, {6, 4}, {2, 7}, {10, 0}};
        const auto distances = crowdingDistances(points, {0, 2, 3, 4});
        QCOMPARE(distances[0], kInf);
        QVERIFY(near(distances[1], 1.5));
        QVERIFY(near(distances[2], 1.2));
        QCOMPARE(distances[3], kInf);
        QVERIFY(crowdingDistances(points, {}).empty());
        QCOMPARE(crowdingDistances({{1, 1}}, {0}).front(), kInf);
    }

    void volume_isThatOfTheHandCalculation()
    {
        QCOMPARE(hypervolume({}, {0, 0}), 0.0);
        QCOMPARE(hypervolume({{5}, {3}}, {1}), 4.0);
        QCOMPARE(hypervolume({{1, 3}, {2, 2}, {3, 1}}, {0, 0}), 6.0);
        QCOMPARE(hypervolume({{1, 3}, {2, 2}, {3, 1}, {2, 1}, {9, -1}}, {0, 0}), 6.0); // one inside, one outside
        // Two boxes of 2 x 2 x 1 and 1 x 1 x 3 share 1 x 1 x 1.
        QCOMPARE(hypervolume({{2, 2, 1}, {1, 1, 3}}, {0, 0, 0}), 6.0);
        QCOMPARE(hypervolume({{2, 1, 1, 1}, {1, 2, 1, 1}, {1, 1, 2, 1}, {1, 1, 1, 2}}, {0, 0, 0, 0}), 5.0);
        QCOMPARE(hypervolume({{kInf, 1}}, {0, 0}), kInf);
        QCOMPARE(hypervolume({{kInf, -1}, {1, 1}}, {0, 0}), 1.0);
        QCOMPARE(hypervolume({{-kInf, -kInf}}, {0, 0}), 0.0);
        QCOMPARE(hypervolumeOf({2, 2}, {{1, 3}, {3, 1}}, {0, 0}), 1.0);
        QCOMPARE(hypervolumeOf({1, 1}, {{1, 3}, {3, 1}}, {0, 0}), 0.0);
    }

    void incrementalVolume_equalsARecomputation_data()
    {
        QTest::addColumn<int>("objectives");
        for (const int objectives : {1, 2, 3, 4})
            QTest::addRow("%d objectives", objectives) << objectives;
    }

    void incrementalVolume_equalsARecomputation()
    {
        QFETCH(int, objectives);
        Rng rng(20 + std::uint64_t(objectives));
        const Scores reference(std::size_t(objectives), 0.1);
        for (int set = 0; set < 1000; ++set) {
            const auto points = randomPoints(rng, std::size_t(objectives));
            ParetoArchive archive(reference);
            for (std::size_t i = 0; i < points.size(); ++i) {
                archive.insert(std::int64_t(i), points[i]);
                const std::vector<Scores> known(points.begin(), points.begin() + std::ptrdiff_t(i) + 1);
                QVERIFY(near(archive.hypervolume(), hypervolume(known, reference)));
            }
            // Up to three objectives the cells can be summed in no time.
            if (objectives < 4 || set % 20 == 0)
                QVERIFY(near(archive.hypervolume(), volumeByCells(points, reference)));
            ParetoArchive later;
            for (const auto& point : archive.front())
                later.insert(point.id, point.scores);
            QCOMPARE(later.hypervolume(), 0.0);
            later.setReference(reference);
            QVERIFY(near(later.hypervolume(), archive.hypervolume()));
        }
    }

    void archive_keepsExactlyTheFirstFront()
    {
        Rng rng(31);
        for (int set = 0; set < 400; ++set) {
            const auto points = randomPoints(rng, 1 + std::size_t(set) % 4);
            ParetoArchive archive;
            std::vector<bool> entered;
            for (std::size_t i = 0; i < points.size(); ++i)
                entered.push_back(archive.insert(std::int64_t(i), points[i]));
            const auto ranks = nonDominatedRanks(points);
            std::vector<ParetoArchive::Point> expected;
            for (std::size_t i = 0; i < points.size(); ++i) {
                const bool first = std::find(points.begin(), points.begin() + std::ptrdiff_t(i), points[i]) ==
                                   points.begin() + std::ptrdiff_t(i);
                if (ranks[i] == 0 && first) {
                    expected.push_back({std::int64_t(i), points[i]});
                    QVERIFY(entered[i]);
                }
            }
            std::sort(expected.begin(), expected.end(),
                      [](const auto& a, const auto& b) { return a.scores > b.scores; });
            QVERIFY(archive.front() == expected);
        }
    }

    void archive_tellsWhetherAPointEntered()
    {
        ParetoArchive archive({0, 0});
        QVERIFY(archive.insert(1, {1, 3}));
        QVERIFY(!archive.insert(2, {1, 2}));
        QVERIFY(!archive.insert(3, {1, 3}));
        QVERIFY(archive.insert(4, {3, 1}));
        QVERIFY(!archive.insert(5, {std::nan(""), 9}));
        QCOMPARE(archive.hypervolume(), 5.0);
        QVERIFY(archive.insert(6, {3, 3}));
        QCOMPARE(archive.front().size(), std::size_t{1});
        QCOMPARE(archive.front().front().id, 6);
        QCOMPARE(archive.hypervolume(), 9.0);
        QVERIFY(archive.insert(7, {-5, 10})); // on the front, below the reference
        QCOMPARE(archive.hypervolume(), 9.0);
    }
};

QTEST_APPLESS_MAIN(TestPareto)
#include "tst_pareto.moc"
