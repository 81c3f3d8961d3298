// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/rng.h"
#include "core/space/candidate_set.h"

namespace cw::strategy {

/// The candidates of a space in which every decision takes one of finitely many values, numbered from 0 and found by
/// number without listing them. Continuous decisions, and whole numbers with more than 65,536 values, take
/// `perDecision` values evenly apart (by their logarithm for log-real), both ends among them.
/// Thread: const, may be used by several threads at once
class GridPoints {
public:
    GridPoints(std::shared_ptr<const space::CandidateSet> candidates, std::size_t perDecision);

    /// How many there are, those that constraints refuse included; 0 when beyond counting (2^62).
    std::uint64_t size() const { return m_size; }
    /// Whether the grid holds all candidates of the space.
    bool isWhole() const { return m_whole; }
    /// The candidate of that number, nothing where the space refuses it. number < size()
    std::optional<space::Candidate> at(std::uint64_t number) const;
    /// Every active decision uniform over its values: for a grid beyond counting.
    space::Candidate draw(Rng& rng) const;

private:
    /// What one decision may be, and how many candidates of the decisions that hang on it each value stands for.
    struct Axis {
        std::uint64_t count = 0;         ///< of values; 0: too many, the grid cannot be counted
        std::vector<double> values;      ///< empty: all of a whole-number or categorical domain, in order
        std::vector<std::uint64_t> upTo; ///< ways of the values up to this one; empty: one each
        std::uint64_t ways = 1;
    };

    void makeAxis(const space::Domain& domain, std::size_t perDecision, Axis& axis);
    void countWays();
    double valueOf(std::size_t decision, std::uint64_t number) const;
    space::Candidate unranked(std::uint64_t number) const;

    std::shared_ptr<const space::CandidateSet> m_candidates;
    std::vector<Axis> m_axes;
    std::vector<std::size_t> m_roots;                 ///< decisions that are always active
    std::vector<std::vector<std::size_t>> m_children; ///< of each decision
    std::vector<space::Candidate> m_rows;             ///< of a table that lacks most combinations: these are the points
    std::uint64_t m_size = 0;
    std::uint64_t m_listed = 0; ///< values held by all axes together
    bool m_whole = true;
};

} // namespace cw::strategy
