// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/space/candidate_set.h"

namespace cw::run {

/// Decisions that a person has fixed to one value while a run lives, and what that makes of a proposal. A decision that
/// is not active is left so: a pin says what it is when it is there.
/// Determinism: what becomes of a proposal depends on it, the pins, the seed and its trial alone
/// Thread: one at a time
class Pins {
public:
    Pins(std::shared_ptr<const space::CandidateSet> candidates, std::uint64_t seed);

    bool empty() const { return m_values.empty(); }
    /// By index of the decision.
    const std::map<std::size_t, double>& values() const { return m_values; }
    /// Fixes the decision; nothing: frees it. The value is one of its domain.
    /// Errors: Config when it is not fixed, or when the constraints admit nothing with it; nothing has changed then
    Result<Done> set(std::size_t decision, std::optional<double> value);

    /// The first pin that the candidate goes against, or nothing.
    std::optional<std::size_t> against(const space::Candidate& candidate) const;
    /// The proposal with every pin; what becomes active by that is drawn. Where the constraints do not admit it, it
    /// gives way to draws decision by decision, the later the more.
    space::Candidate applied(const space::Candidate& proposed, std::int64_t trial) const;
    /// "d0 = b"
    std::string textOf(std::size_t decision) const;

    Json state() const;
    /// Errors: throws Error(Format)
    void restore(const Json& state);

private:
    using Values = std::map<std::size_t, double>;

    space::Candidate mixed(const Values& values, const space::Candidate& proposed, double keep, Rng& rng) const;
    std::optional<space::Candidate> witnessOf(const Values& values) const;

    std::shared_ptr<const space::CandidateSet> m_candidates;
    std::uint64_t m_seed;
    Values m_values;
    space::Candidate m_witness; ///< one that is admitted with every pin, for when none is found near a proposal
};

} // namespace cw::run
