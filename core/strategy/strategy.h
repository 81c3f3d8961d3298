// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/registry.h"
#include "core/base/states.h"
#include "core/space/candidate.h"
#include "core/space/candidate_set.h"
#include "core/strategy/insight.h"

namespace cw::strategy {

/// One candidate that a strategy wants to know about. What is told of it names its trial (see Observation).
struct Proposal {
    space::Candidate candidate;
    std::int64_t parent = 0; ///< trial it was derived from, as it was told; 0: none
};

/// Trials are numbered from here on that the strategy did not propose: enqueued candidates, trials of earlier runs.
/// They are told like any other, count as the random trials that a method begins with, and may become parents.
inline constexpr std::int64_t kForeignTrial = std::int64_t{1} << 40;

/// What became of a trial. Values are oriented: larger is better, whatever the objective says. Empty or NaN when the
/// trial failed, was rejected or pruned without a value.
struct Observation {
    /// Of its own trials from 1 on, rising in the order of the asks, maybe with gaps; or one from kForeignTrial on.
    std::int64_t trial = 0;
    space::Candidate candidate;
    TrialState state = TrialState::Finished;
    std::vector<double> values;
    bool feasible = true;
    /// Of a scheduler: how far up its epochs the trial was judged. A trial comes once per rung that it reached.
    int rung = 0;

    bool isForeign() const { return trial >= kForeignTrial; }
};

/// Proposes candidates and learns from results. A pure function of (settings, seed, log of asks and tells).
/// Thread: one at a time (the coordinator)      Errors: asks throw Error(Config) when the space admits nothing
class Strategy {
public:
    virtual ~Strategy() = default;

    /// n proposals, now, from what is known: never waits. Something else may be tried instead (see Withdrawing).
    virtual std::vector<Proposal> ask(std::size_t n) = 0;
    /// Any order; failed, pruned, rejected and NaN results are survived and learnt from.
    virtual void tell(const Observation& observation) = 0;
    /// Whether it can tell results of different rungs apart; if not it is told those of rung 0 only (and of trials from
    /// elsewhere, as if they were).
    virtual bool learnsFromRungs() const { return false; }
    /// What it has learnt so far, for people to look at; nothing by default. Changes nothing.
    virtual Insight insight() const { return {}; }
    /// restore(state()) continues bit for bit.
    virtual Json state() const = 0;
    /// Errors: Error(Format) if it is not a state of this strategy
    virtual void restore(const Json& state) = 0;
};

struct StrategySetup {
    std::shared_ptr<const space::CandidateSet> candidates;
    Settings settings; ///< resolved by the entry's schema
    std::uint64_t seed = 0;
    int objectives = 1;
};

struct StrategyEntry : EntryInfo {
    bool severalObjectives = false;
    bool hasInsight = false; ///< its insight() says something
    /// Errors: throws Error(Config)
    std::unique_ptr<Strategy> (*make)(const StrategySetup& setup) = nullptr;
};

using StrategyRegistry = Registry<StrategyEntry>;

/// The strategies built in; one file each and one line in registry.cpp.
StrategyRegistry builtInStrategies();

/// Checks the settings and makes the strategy. Errors: Config (unknown id, bad setting, too many objectives)
Result<std::unique_ptr<Strategy>> makeStrategy(const StrategyRegistry& registry, const std::string& id,
                                               const Json& settings,
                                               std::shared_ptr<const space::CandidateSet> candidates,
                                               std::uint64_t seed, int objectives);

} // namespace cw::strategy
