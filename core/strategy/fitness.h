// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "core/space/candidate_set.h"
#include "core/strategy/strategy.h"

namespace cw::strategy {

/// The fitness of what has no value that counts.
inline constexpr double kWorst = -std::numeric_limits<double>::infinity();

/// Whether the values of an observation say something good or bad about its candidate: it is neither failed, rejected
/// nor infeasible, and has no NaN among its first `objectives` values. A trial pruned with values has earned them.
bool isScored(const Observation& observation, std::size_t objectives = 1);

/// The first value, larger is better; kWorst where it is not scored. Never NaN.
double fitnessOf(const Observation& observation);

/// The first `objectives` values; empty where it is not scored. Never holds NaN.
std::vector<double> scoresOf(const Observation& observation, std::size_t objectives);

/// Nothing can be learnt from, or derived from, what is not a candidate of the space that is searched.
bool isOfSpace(const Observation& observation, const space::CandidateSet& candidates);

} // namespace cw::strategy
