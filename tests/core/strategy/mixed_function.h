// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>

#include "core/strategy/strategy.h"
#include "tests/core/strategy/test_spaces.h"

// A function with a known optimum over test::conditionalSpace(): categorical, whole, real, logarithmic and conditional
// decisions. A strategy that learns beats random with the same budget.

namespace cw::test {

/// 0 at conv, kernel 5, groups 2, depth 3, dropout 0.2, rate 0.003; below it everywhere else.
inline double mixedValue(const space::Candidate& candidate)
{
    const auto& v = candidate.values;
    double loss = v[0];                                                   // another op than conv
    loss += candidate.isActive(1) ? std::abs(v[1] - 5) / 6 : 1;           // kernel
    loss += candidate.isActive(2) ? (v[2] == 1 ? 0 : 0.5) : 1;            // groups
    loss += std::abs(v[3] - 3) / 3;                                       // depth
    loss += std::abs(v[4] - 0.2) / 0.5;                                   // dropout
    return -(loss + std::abs(std::log10(v[5]) - std::log10(3e-3)) / 3.0); // rate
}

/// The best that a strategy with its default settings finds.
inline double bestOfMixed(const char* id, std::uint64_t seed, std::int64_t evaluations)
{
    const auto strategy =
        strategy::makeStrategy(strategy::builtInStrategies(), id, nullptr, conditionalSpace(), seed, 1).value();
    double best = -std::numeric_limits<double>::infinity();
    for (std::int64_t trial = 1; trial <= evaluations; ++trial) {
        const auto candidate = strategy->ask(1).front().candidate;
        best = std::max(best, mixedValue(candidate));
        strategy->tell({.trial = trial, .candidate = candidate, .values = {mixedValue(candidate)}});
    }
    return best;
}

/// In how many of seeds 1 .. `seeds` a strategy finds something better than random with the same budget.
inline int winsOverRandom(const char* id, int seeds, std::int64_t evaluations)
{
    int won = 0;
    for (std::uint64_t seed = 1; seed <= std::uint64_t(seeds); ++seed)
        won += bestOfMixed(id, seed, evaluations) > bestOfMixed("random", seed + 1'000, evaluations) ? 1 : 0;
    return won;
}

} // namespace cw::test
