// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QtTest/QtTest>

#include "core/base/rng.h"
#include "core/strategy/strategy.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;

namespace {

constexpr int kEvaluations = 150;

/// Uniform in [0, 1), nothing to do with the candidate's decisions.
double valueOf(const space::Candidate& candidate, std::uint64_t table)
{
    const std::uint64_t hash = space::CandidateHash()(candidate);
    return Rng(hash, table, "no free lunch").uniform();
}

double bestOf(const StrategyEntry& entry, std::uint64_t repeat)
{
    const auto strategy = makeStrategy(builtInStrategies(), entry.id, nullptr, test::flatSpace(), repeat, 1).value();
    double best = 0;
    for (std::int64_t trial = 1; trial <= kEvaluations; ++trial) {
        auto asked = strategy->ask(1);
        if (asked.empty())
            break;
        const double value = valueOf(asked.front().candidate, repeat);
        best = std::max(best, value);
        strategy->tell({.trial = trial, .candidate = std::move(asked.front().candidate), .values = {value}});
    }
    return best;
}

} // namespace

/// Where a value says nothing about any other, no strategy can be better than drawing at random: the best of n
/// different candidates is the largest of n uniform numbers, whatever their order. One that is better has seen what it
/// was not told. Paper: Wolpert and Macready, IEEE TEC 1997, theorem 1
class TestNoFreeLunch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noiseTable_isNotSearchedBetterThanAtRandom_data();
    void noiseTable_isNotSearchedBetterThanAtRandom();
};

void TestNoFreeLunch::noiseTable_isNotSearchedBetterThanAtRandom_data()
{
    QTest::addColumn<QByteArray>("id");
    const StrategyRegistry registry = builtInStrategies();
    for (const StrategyEntry& entry : registry.entries())
        QTest::newRow(entry.id.c_str()) << QByteArray::fromStdString(entry.id);
}

void TestNoFreeLunch::noiseTable_isNotSearchedBetterThanAtRandom()
{
    QFETCH(QByteArray, id);
    const StrategyRegistry registry = builtInStrategies();
    const StrategyEntry& entry = *registry.find(id.toStdString());
    const bool slow = id == "gp-bo" || id == "rf-bo" || id == "bananas";
    const int repeats = slow ? 5 : 60;
    double mean = 0;
    for (int repeat = 0; repeat < repeats; ++repeat)
        mean += bestOf(entry, std::uint64_t(repeat)) / repeats;
    // The largest of n uniform numbers: mean n / (n + 1), variance n / ((n + 1)^2 (n + 2)).
    const double n = kEvaluations;
    const double error = std::sqrt(n / ((n + 1) * (n + 1) * (n + 2)) / repeats);
    const double most = n / (n + 1) + 4 * error;
    QVERIFY2(mean <= most, qPrintable(QStringLiteral("%1 > %2").arg(mean).arg(most)));
    QVERIFY2(mean > 0.95, qPrintable(QString::number(mean))); // it does look at many candidates
}

QTEST_APPLESS_MAIN(TestNoFreeLunch)
#include "tst_no_free_lunch.moc"
