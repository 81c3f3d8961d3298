// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/space/decision.h"

namespace cw::space {

/// The value of a decision that is not active.
inline constexpr double kInactive = std::numeric_limits<double>::quiet_NaN();

/// A value for every decision of a tree, in its order: the index of a categorical alternative, the number itself,
/// a bit mask of a subset, kInactive where the condition does not hold. One flat vector: a strategy makes millions.
struct Candidate {
    std::vector<double> values;

    bool isActive(std::size_t decision) const { return !std::isnan(values[decision]); }
    /// Categorical index of an active decision.
    int index(std::size_t decision) const { return static_cast<int>(values[decision]); }

    /// Bit for bit, so that inactive equals inactive. -0.0 never occurs: domains write +0.0.
    bool operator==(const Candidate& other) const noexcept
    {
        if (values.size() != other.values.size())
            return false;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::bit_cast<std::uint64_t>(values[i]) != std::bit_cast<std::uint64_t>(other.values[i]))
                return false;
        }
        return true;
    }
};

struct CandidateHash {
    std::size_t operator()(const Candidate& candidate) const noexcept;
};

/// Whether a decision with that condition is active, given the values of the decisions before it.
bool isConditionMet(const Condition& condition, const Candidate& candidate) noexcept;

/// "0-1=nor_conv_3x3;0-2=none": active decisions in tree order.
std::string toText(const DecisionTree& tree, const Candidate& candidate);
/// Any order; every active decision must be given, an inactive one must not. Errors: Config naming the decision
Result<Candidate> candidateFromText(const DecisionTree& tree, std::string_view text, const std::string& where);
/// {"0-1": "nor_conv_3x3", "depth": 3}: active decisions only.
Json toJson(const DecisionTree& tree, const Candidate& candidate);
Result<Candidate> candidateFromJson(const DecisionTree& tree, const Json& json, const std::string& where);

/// Right number of values, conditions respected, every active value in its domain. Errors: Config
Result<Done> checkCandidate(const DecisionTree& tree, const Candidate& candidate, const std::string& where);

} // namespace cw::space
