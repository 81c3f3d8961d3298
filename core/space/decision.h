// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace cw::space {

enum class DomainKind { Categorical, Integer, Real, LogReal, Subset };

/// What a decision may be.
struct Domain {
    DomainKind kind = DomainKind::Categorical;
    std::vector<std::string> choices; ///< Categorical: the alternatives; Subset: the members (at most 52)
    double low = 0;                   ///< Integer, Real, LogReal: smallest value
    double high = 0;                  ///< Integer, Real, LogReal: largest value
    double step = 1;                  ///< Integer: distance between values
    int minSize = 0;                  ///< Subset: fewest members
    int maxSize = 0;                  ///< Subset: most members

    static Domain categorical(std::vector<std::string> choices);
    static Domain integer(double low, double high, double step = 1);
    static Domain real(double low, double high);
    static Domain logReal(double low, double high);

    /// Number of values, 0 for the continuous kinds.
    std::uint64_t count() const;
    bool contains(double value) const;
    /// "nor_conv_3x3", "12", "0.001"; for Subset "1+3".
    std::string valueText(double value) const;
    Result<double> parseValue(std::string_view text, const std::string& where) const;

    bool operator==(const Domain&) const = default;
};

/// A decision is active when its parent is and holds one of `values`: of a Categorical or Integer parent the value
/// itself, of a Subset parent the index of a member.
struct Condition {
    int parent = -1; ///< index in the tree, below the decision's own; -1: always active
    std::vector<double> values;
    bool ofMember = false; ///< the parent is a Subset

    bool operator==(const Condition&) const = default;
};

/// What a decision stands for in the drawing.
enum class DecisionRole {
    Plain,     ///< a column of a table: no block
    Op,        ///< the alternative of a choice
    Inputs,    ///< which inputs a block takes
    Merge,     ///< how it joins them
    Copies,    ///< how many copies of a repeat
    Presence,  ///< whether an optional block is there
    Parameter, ///< the value of a parameter
};

/// One open thing of a space.
struct Decision {
    std::string name; ///< unique in the tree, as in the published tables: "0-1", "layer1"
    Domain domain;
    Condition condition;
    std::string where; ///< path of the block that it belongs to
    DecisionRole role = DecisionRole::Plain;

    bool operator==(const Decision&) const = default;
};

/// The decisions of a space, every parent before its children. All that a strategy sees.
struct DecisionTree {
    std::vector<Decision> decisions;

    std::size_t size() const { return decisions.size(); }
    /// Index of that name, or -1.
    int find(std::string_view name) const;
    bool operator==(const DecisionTree&) const = default;
};

} // namespace cw::space
