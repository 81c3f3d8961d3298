// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "core/strategy/strategy.h"
#include "tests/core/strategy/test_spaces.h"

namespace cw::test {

using Objective = std::function<double(const space::Candidate&)>;
using CandidateSetPtr = std::shared_ptr<const space::CandidateSet>;

inline std::unique_ptr<strategy::Strategy> learner(const char* id, const Json& settings = nullptr,
                                                   const CandidateSetPtr& set = flatSpace(), std::uint64_t seed = 1)
{
    return strategy::makeStrategy(strategy::builtInStrategies(), id, settings, set, seed, 1).value();
}

/// `decisions` decisions with `arms` alternatives each.
inline CandidateSetPtr smallSpace(int decisions, int arms)
{
    space::DecisionTree tree;
    std::vector<std::string> choices;
    for (int i = 0; i < arms; ++i)
        choices.push_back(std::to_string(i));
    for (int i = 0; i < decisions; ++i)
        tree.decisions.push_back({.name = fmt::format("x{}", i), .domain = space::Domain::categorical(choices)});
    return std::make_shared<space::TreeCandidates>(std::move(tree));
}

/// Asks and tells one at a time; returns what was proposed.
inline std::vector<space::Candidate> search(strategy::Strategy& strategy, int trials, const Objective& objective,
                                            std::int64_t first = 1)
{
    std::vector<space::Candidate> proposed;
    for (std::int64_t trial = first; trial < first + trials; ++trial) {
        proposed.push_back(strategy.ask(1).front().candidate);
        strategy.tell({.trial = trial, .candidate = proposed.back(), .values = {objective(proposed.back())}});
    }
    return proposed;
}

/// How many decisions hold their first alternative.
inline double zeros(const space::Candidate& candidate)
{
    double count = 0;
    for (const double value : candidate.values)
        count += value == 0 ? 1 : 0;
    return count;
}

/// How many decisions hold the alternative after that of the decision before: no alternative is good by itself.
inline double steps(const space::Candidate& candidate)
{
    double count = 0;
    for (std::size_t i = 1; i < candidate.values.size(); ++i)
        count += candidate.values[i] == double((int(candidate.values[i - 1]) + 1) % 5) ? 1 : 0;
    return count;
}

/// Mean of the objective over the last `n` candidates.
inline double lastMean(const std::vector<space::Candidate>& candidates, int n, const Objective& objective)
{
    double sum = 0;
    for (auto candidate = candidates.end() - n; candidate != candidates.end(); ++candidate)
        sum += objective(*candidate);
    return sum / n;
}

/// Fails the test with the number that was found.
#define CW_VERIFY_ABOVE(found, least)                                                                                  \
    do {                                                                                                               \
        const double value = (found);                                                                                  \
        QVERIFY2(value > (least), QByteArray::number(value));                                                          \
    } while (false)

inline std::size_t distinct(const std::vector<space::Candidate>& candidates)
{
    std::set<std::vector<double>> values;
    for (const space::Candidate& candidate : candidates)
        values.insert(candidate.values);
    return values.size();
}

} // namespace cw::test
