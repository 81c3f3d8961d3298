// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/rng.h"
#include "core/strategy/strategy.h"

// What the contract tests share: a strategy of the registry made small, and a log with everything that can happen.

namespace cw::test {

using Candidates = std::shared_ptr<const space::CandidateSet>;

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kInf = std::numeric_limits<double>::infinity();

/// Settings with which a run of some ten trials leaves its first phase and learners learn in milliseconds: whatever
/// counts trials until something happens is made small, as far as its range allows.
inline Json smallSettings(const strategy::StrategyEntry& entry)
{
    static const std::vector<std::pair<std::string, double>> small{
        {"population", 6}, {"sample", 3},  {"startup", 5},     {"initial", 5},      {"batch", 4},   {"offspring", 4},
        {"selected", 3},   {"epochs", 3},  {"networks", 2},    {"trees", 5},        {"explore", 6}, {"hidden", 8},
        {"width", 8},      {"parents", 3}, {"active-set", 24}, {"known-trials", 24}};
    Json settings = Json::object();
    for (const auto& [name, value] : small) {
        const ParamSpec* spec = entry.schema.find(name);
        if (spec != nullptr && spec->type == ParamType::Int)
            settings[name] = std::int64_t(std::clamp(value, spec->min, spec->max));
    }
    return settings;
}

inline std::unique_ptr<strategy::Strategy> made(const strategy::StrategyEntry& entry, const Candidates& candidates,
                                                std::uint64_t seed = 7, int objectives = 1)
{
    return strategy::makeStrategy(strategy::builtInStrategies(), entry.id, smallSettings(entry), candidates, seed,
                                  objectives)
        .value();
}

/// Those that may refuse to ask a candidate again, and so may come to an end.
inline bool mayEnd(const strategy::StrategyEntry& entry)
{
    static const std::vector<std::string> ids{"grid", "local-search", "tpe", "gp-bo", "rf-bo", "bananas"};
    return std::find(ids.begin(), ids.end(), entry.id) != ids.end();
}

/// Every kind of outcome, decided by the trial alone.
inline strategy::Observation outcome(std::int64_t trial, const space::Candidate& candidate, int objectives = 1)
{
    strategy::Observation seen{.trial = trial, .candidate = candidate};
    Rng rng(3, std::uint64_t(trial));
    for (int i = 0; i < objectives; ++i)
        seen.values.push_back(rng.uniform());
    switch (trial % 11) {
    case 2:
        seen.state = TrialState::Failed;
        seen.values.clear();
        break;
    case 3:
        seen.values.back() = kNaN;
        break;
    case 4:
        seen.state = TrialState::Rejected;
        seen.values.clear();
        break;
    case 5:
        seen.state = TrialState::Pruned;
        if (trial % 2 == 0)
            seen.values.clear();
        break;
    case 6:
        seen.feasible = false;
        break;
    case 7:
        seen.state = TrialState::Duplicate;
        break;
    case 8:
        seen.values.front() = trial % 2 == 0 ? kInf : -kInf;
        break;
    default:
        break;
    }
    return seen;
}

struct Step {
    std::size_t wanted = 0;
    std::vector<strategy::Proposal> asked;
    std::vector<strategy::Observation> told;
};

/// Asks for one to three candidates at a time and tells results late and out of order; every thirteenth trial is never
/// told.
inline std::vector<Step> play(strategy::Strategy& strategy, int steps, const std::function<void(int)>& afterStep = {},
                              int objectives = 1)
{
    std::vector<Step> log;
    std::deque<strategy::Observation> waiting;
    std::int64_t trial = 0;
    Rng order(5);
    for (int i = 0; i < steps; ++i) {
        Step step{.wanted = std::size_t(1 + i % 3)};
        step.asked = strategy.ask(step.wanted);
        for (const strategy::Proposal& proposal : step.asked) {
            if (++trial % 13 != 0)
                waiting.push_back(outcome(trial, proposal.candidate, objectives));
        }
        while (waiting.size() > 4) {
            const auto which = waiting.begin() + std::ptrdiff_t(order.below(waiting.size()));
            step.told.push_back(*which);
            waiting.erase(which);
            strategy.tell(step.told.back());
        }
        log.push_back(std::move(step));
        if (afterStep)
            afterStep(i);
    }
    return log;
}

inline bool equal(const std::vector<strategy::Proposal>& a, const std::vector<strategy::Proposal>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const strategy::Proposal& x, const strategy::Proposal& y) {
                          return x.candidate == y.candidate && x.parent == y.parent;
                      });
}

/// Asks and tells again what is in the log, from step `first` to before step `last`; true when the same was proposed.
inline bool replays(strategy::Strategy& strategy, const std::vector<Step>& log, std::size_t first, std::size_t last)
{
    for (std::size_t i = first; i < last; ++i) {
        if (!equal(strategy.ask(log[i].wanted), log[i].asked))
            return false;
        for (const strategy::Observation& observation : log[i].told)
            strategy.tell(observation);
    }
    return true;
}

inline bool replays(strategy::Strategy& strategy, const std::vector<Step>& log, std::size_t first = 0)
{
    return replays(strategy, log, first, log.size());
}

} // namespace cw::test
