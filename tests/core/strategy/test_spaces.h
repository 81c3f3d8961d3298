// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/space/candidate_set.h"

namespace cw::test {

/// Six decisions with five alternatives each, as in NAS-Bench-201.
inline std::shared_ptr<const space::CandidateSet> flatSpace()
{
    space::DecisionTree tree;
    for (const char* name : {"0-1", "0-2", "1-2", "0-3", "1-3", "2-3"})
        tree.decisions.push_back({.name = name, .domain = space::Domain::categorical({"a", "b", "c", "d", "e"})});
    return std::make_shared<space::TreeCandidates>(std::move(tree));
}

/// One decision of every kind, two of them under a condition.
inline space::DecisionTree conditionalTree()
{
    using space::Domain;
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "op", .domain = Domain::categorical({"conv", "pool", "skip"})});
    tree.decisions.push_back(
        {.name = "kernel", .domain = Domain::integer(1, 7, 2), .condition = {.parent = 0, .values = {0, 1}}});
    tree.decisions.push_back(
        {.name = "groups", .domain = Domain::categorical({"1", "2", "4"}), .condition = {.parent = 0, .values = {0}}});
    tree.decisions.push_back({.name = "depth", .domain = Domain::integer(1, 4)});
    tree.decisions.push_back({.name = "dropout", .domain = Domain::real(0, 0.5)});
    tree.decisions.push_back({.name = "rate", .domain = Domain::logReal(1e-4, 1e-1)});
    return tree;
}

inline std::shared_ptr<const space::CandidateSet> conditionalSpace()
{
    return std::make_shared<space::TreeCandidates>(conditionalTree());
}

/// The flat space without the candidates whose first two decisions are equal.
inline std::shared_ptr<const space::CandidateSet> constrainedSpace()
{
    return std::make_shared<space::TreeCandidates>(
        flatSpace()->tree(), [](const space::Candidate& c) { return c.values[0] != c.values[1]; });
}

} // namespace cw::test
