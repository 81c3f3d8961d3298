// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include <QtTest/QtTest>

#include "core/strategy/strategy.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;

namespace {

/// 0 at conv, kernel 5, groups 2, depth 3, dropout 0.2, rate 0.003; below it everywhere else.
double valueOf(const space::Candidate& candidate)
{
    const auto& v = candidate.values;
    double loss = v[0];                                                   // another op than conv
    loss += candidate.isActive(1) ? std::abs(v[1] - 5) / 6 : 1;           // kernel
    loss += candidate.isActive(2) ? (v[2] == 1 ? 0 : 0.5) : 1;            // groups
    loss += std::abs(v[3] - 3) / 3;                                       // depth
    loss += std::abs(v[4] - 0.2) / 0.5;                                   // dropout
    return -(loss + std::abs(std::log10(v[5]) - std::log10(3e-3)) / 3.0); // rate
}

double bestOf(const char* id, std::uint64_t seed, std::int64_t evaluations)
{
    const auto strategy = makeStrategy(builtInStrategies(), id, nullptr, test::conditionalSpace(), seed, 1).value();
    double best = -std::numeric_limits<double>::infinity();
    for (std::int64_t trial = 1; trial <= evaluations; ++trial) {
        const auto candidate = strategy->ask(1).front().candidate;
        best = std::max(best, valueOf(candidate));
        strategy->tell({.trial = trial, .candidate = candidate, .values = {valueOf(candidate)}});
    }
    return best;
}

} // namespace

/// Evolution and its relatives where decisions are categorical, whole, real, logarithmic and conditional.
class TestEvolutionOnMixedSpace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void random_isBeatenWithTheSameBudget_data()
    {
        QTest::addColumn<QByteArray>("strategy");
        for (const char* id : {"local-search", "regularized-evolution", "genetic", "nsga2", "umda", "pbil"})
            QTest::addRow("%s", id) << QByteArray(id);
    }

    void random_isBeatenWithTheSameBudget()
    {
        QFETCH(QByteArray, strategy);
        int won = 0;
        for (std::uint64_t seed = 1; seed <= 50; ++seed)
            won += bestOf(strategy, seed, 300) > bestOf("random", seed + 1'000, 300) ? 1 : 0;
        QVERIFY2(won >= 45, QByteArray::number(won));
    }
};

QTEST_APPLESS_MAIN(TestEvolutionOnMixedSpace)
#include "tst_evolution_on_mixed_space.moc"
