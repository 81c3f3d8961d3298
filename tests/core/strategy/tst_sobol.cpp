// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <map>
#include <set>

#include <QtTest/QtTest>

#include "core/strategy/sobol_sequence.h"
#include "core/strategy/strategy.h"
#include "core/strategy/unit_value.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;
using space::Domain;

namespace {

std::unique_ptr<Strategy> sobolOf(space::DecisionTree tree, std::uint64_t seed = 1)
{
    return makeStrategy(builtInStrategies(), "sobol", nullptr, std::make_shared<space::TreeCandidates>(std::move(tree)),
                        seed, 1)
        .value();
}

space::DecisionTree alternatives(int decisions, std::vector<std::string> names)
{
    space::DecisionTree tree;
    for (int i = 0; i < decisions; ++i)
        tree.decisions.push_back({.name = std::to_string(i), .domain = Domain::categorical(names)});
    return tree;
}

} // namespace

class TestSobol : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstPoints_areThePublishedOnes();
    void everyCoordinate_isStratified();
    void firstTwoCoordinates_fillEveryBox();
    void units_giveEveryValueItsShare();
    void subsets_comeOnceEach();
    void everyAlternative_comesEquallyOften();
    void pairs_areMoreEvenThanChance();
    void shift_dependsOnTheSeed();
    void decisionsBeyondTheTable_areRandom();
};

void TestSobol::firstPoints_areThePublishedOnes()
{
    // The first points of Joe and Kuo's program for three dimensions.
    const std::vector<std::vector<double>> expected{{0, 0, 0},
                                                    {0.5, 0.5, 0.5},
                                                    {0.75, 0.25, 0.25},
                                                    {0.25, 0.75, 0.75},
                                                    {0.375, 0.375, 0.625},
                                                    {0.875, 0.875, 0.125},
                                                    {0.625, 0.125, 0.875},
                                                    {0.125, 0.625, 0.375}};
    const SobolSequence sequence(3);
    for (std::size_t point = 0; point < expected.size(); ++point) {
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(0x1p-32 * double(sequence.at(point, i)), expected[point][i]);
    }
}

void TestSobol::everyCoordinate_isStratified()
{
    const SobolSequence sequence(SobolSequence::kMostDimensions);
    std::set<std::vector<std::uint32_t>> different;
    for (std::size_t i = 0; i < SobolSequence::kMostDimensions; ++i) {
        std::vector<std::uint32_t> intervals;
        for (std::uint64_t point = 0; point < 4096; ++point)
            intervals.push_back(sequence.at(point, i) >> 20);
        different.insert(intervals);
        QCOMPARE(std::set<std::uint32_t>(intervals.begin(), intervals.end()).size(), std::size_t{4096});
    }
    QCOMPARE(different.size(), SobolSequence::kMostDimensions); // no two coordinates are the same
}

void TestSobol::firstTwoCoordinates_fillEveryBox()
{
    const SobolSequence sequence(2);
    for (const int bits : {1, 3, 4, 6, 8}) { // 256 points, boxes of 2^-bits by 2^-(8 - bits)
        std::set<std::pair<std::uint32_t, std::uint64_t>> boxes;
        for (std::uint64_t point = 0; point < 256; ++point)
            boxes.insert({sequence.at(point, 0) >> (32 - bits), std::uint64_t(sequence.at(point, 1)) >> (24 + bits)});
        QCOMPARE(boxes.size(), std::size_t{256});
    }
}

void TestSobol::units_giveEveryValueItsShare()
{
    QCOMPARE(valueAtUnit(Domain::categorical({"a", "b", "c"}), 0.0), 0.0);
    QCOMPARE(valueAtUnit(Domain::categorical({"a", "b", "c"}), 0.34), 1.0);
    QCOMPARE(valueAtUnit(Domain::categorical({"a", "b", "c"}), std::nextafter(1.0, 0.0)), 2.0);
    QCOMPARE(valueAtUnit(Domain::integer(2, 8, 2), 0.5), 6.0);
    QCOMPARE(valueAtUnit(Domain::real(-2, 2), 0.25), -1.0);
    QVERIFY(std::abs(valueAtUnit(Domain::logReal(1e-4, 1), 0.5) - 1e-2) < 1e-12);
    // More values than a double has fractions: the last one is still a value.
    const Domain many = Domain::integer(0, 9007199254740992.0);
    QVERIFY(many.contains(valueAtUnit(many, std::nextafter(1.0, 0.0))));
}

void TestSobol::subsets_comeOnceEach()
{
    const Domain domain{
        .kind = space::DomainKind::Subset, .choices = {"a", "b", "c", "d", "e", "f"}, .minSize = 2, .maxSize = 4};
    std::set<double> masks;
    const auto count = double(domain.count());
    QCOMPARE(count, 50.0); // 15 + 20 + 15
    for (double i = 0; i < count; ++i) {
        const double mask = valueAtUnit(domain, (i + 0.5) / count);
        QVERIFY(domain.contains(mask));
        masks.insert(mask);
    }
    QCOMPARE(masks.size(), std::size_t{50});
    QCOMPARE(valueAtUnit(domain, 0), 3.0); // a + b
}

void TestSobol::everyAlternative_comesEquallyOften()
{
    const auto asked = sobolOf(alternatives(20, {"a", "b", "c", "d"}))->ask(64);
    for (std::size_t i = 0; i < 20; ++i) {
        std::map<double, int> counts;
        for (const Proposal& proposal : asked)
            ++counts[proposal.candidate.values[i]];
        for (const auto& [value, count] : counts)
            QCOMPARE(count, 16);
    }
}

void TestSobol::pairs_areMoreEvenThanChance()
{
    // 16 cells of 64 draws: a sum of squared differences from 4 of 60 on average by chance, of 0 for the first pair.
    const auto asked = sobolOf(alternatives(12, {"a", "b", "c", "d"}))->ask(64);
    double sum = 0;
    int pairs = 0;
    for (std::size_t a = 0; a < 12; ++a) {
        for (std::size_t b = a + 1; b < 12; ++b, ++pairs) {
            std::map<std::pair<double, double>, int> cells;
            for (const Proposal& proposal : asked)
                ++cells[{proposal.candidate.values[a], proposal.candidate.values[b]}];
            double squares = 16.0 * double(16 - cells.size());
            for (const auto& [cell, count] : cells)
                squares += (count - 4) * (count - 4);
            sum += squares;
            if (a == 0 && b == 1)
                QCOMPARE(squares, 0.0);
        }
    }
    QVERIFY2(sum / pairs < 30, QByteArray::number(sum / pairs));
}

void TestSobol::shift_dependsOnTheSeed()
{
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "r", .domain = Domain::real(0, 1)});
    std::set<double> firsts;
    for (std::uint64_t seed = 0; seed < 50; ++seed)
        firsts.insert(sobolOf(tree, seed)->ask(1).front().candidate.values[0]);
    QCOMPARE(firsts.size(), std::size_t{50});
    QVERIFY(*firsts.begin() < 0.2 && *firsts.rbegin() > 0.8);
}

void TestSobol::decisionsBeyondTheTable_areRandom()
{
    const auto asked = sobolOf(alternatives(150, {"a", "b"}))->ask(1'000);
    for (const std::size_t i : {std::size_t{127}, std::size_t{128}, std::size_t{149}}) {
        int ones = 0;
        for (const Proposal& proposal : asked)
            ones += proposal.candidate.values[i] == 1 ? 1 : 0;
        QVERIFY(std::abs(ones - 500) < 80); // five standard deviations of a fair coin
    }
}

QTEST_APPLESS_MAIN(TestSobol)
#include "tst_sobol.moc"
