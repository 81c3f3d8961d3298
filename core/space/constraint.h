// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/space/architecture.h"
#include "core/space/candidate.h"

namespace cw::space {

/// Expressions that every candidate must satisfy: "params <= 5e5", "macs <= 20e6 && depth <= 12", "layers >= 3".
/// Names: params, macs, activations, depth, and the decisions. A decision whose name is not a word is written with _
/// for every other character and in front of a digit: 0-1 is _0_1. Its value is its number; that of an alternative is
/// the number it spells, else its place in the list from 0; that of an inactive decision is 0.
/// Thread: const, may be used by several threads at once (one at a time inside)
class Constraints {
public:
    /// Errors: Config naming the expression: syntax, unknown names, an assignment, several expressions, nothing that
    /// depends on the candidate
    static Result<Constraints> parse(const DecisionTree& tree, const std::vector<std::string>& expressions);

    bool empty() const;
    /// Whether any expression asks for params, macs, activations or depth.
    bool needsCosts() const;
    bool allow(const Candidate& candidate, const Costs& costs) const;

    static std::string variableName(const std::string& decision);
    /// The value of a decision as an expression has it: of a Categorical the number that it spells, else its place.
    static double number(const Domain& domain, double value);
    static std::optional<double> spelledNumber(std::string_view text);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace cw::space
