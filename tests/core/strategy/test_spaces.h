// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <utility>

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

/// A decision of every kind, a subset among them, some under conditions: an architecture with its training settings.
inline std::shared_ptr<const space::CandidateSet> mixedSpace()
{
    space::DecisionTree tree = conditionalTree();
    space::Domain inputs{
        .kind = space::DomainKind::Subset, .choices = {"a", "b", "c", "d"}, .minSize = 1, .maxSize = 2};
    tree.decisions.push_back({.name = "inputs", .domain = std::move(inputs)});
    tree.decisions.push_back({.name = "merge",
                              .domain = space::Domain::categorical({"sum", "concat"}),
                              .condition = {.parent = int(tree.size()) - 1, .values = {1}, .ofMember = true}});
    return std::make_shared<space::TreeCandidates>(std::move(tree));
}

/// One to four layers, each with an op and, where it is a convolution, a width.
inline std::shared_ptr<const space::CandidateSet> chainSpace()
{
    using space::Domain;
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "layers", .domain = Domain::integer(1, 4)});
    for (int layer = 1; layer <= 4; ++layer) {
        space::Condition deep{.parent = 0, .values = {}};
        for (int depth = layer; depth <= 4; ++depth)
            deep.values.push_back(depth);
        if (layer == 1)
            deep = {};
        const int op = int(tree.size());
        const std::string name = "layer" + std::to_string(layer);
        tree.decisions.push_back(
            {.name = name, .domain = Domain::categorical({"conv", "pool", "identity"}), .condition = deep});
        tree.decisions.push_back(
            {.name = name + ".width", .domain = Domain::integer(8, 32, 8), .condition = {.parent = op, .values = {0}}});
    }
    return std::make_shared<space::TreeCandidates>(std::move(tree));
}

/// Nothing to choose.
inline std::shared_ptr<const space::CandidateSet> oneCandidate()
{
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "op", .domain = space::Domain::categorical({"conv"})});
    tree.decisions.push_back({.name = "depth", .domain = space::Domain::integer(3, 3)});
    return std::make_shared<space::TreeCandidates>(std::move(tree));
}

/// Twelve candidates: fewer than any budget.
inline std::shared_ptr<const space::CandidateSet> smallSpace()
{
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "op", .domain = space::Domain::categorical({"conv", "pool", "skip"})});
    tree.decisions.push_back({.name = "depth", .domain = space::Domain::integer(1, 4)});
    return std::make_shared<space::TreeCandidates>(std::move(tree));
}

/// The flat space without the candidates whose first two decisions are equal.
inline std::shared_ptr<const space::CandidateSet> constrainedSpace()
{
    return std::make_shared<space::TreeCandidates>(
        flatSpace()->tree(), [](const space::Candidate& c) { return c.values[0] != c.values[1]; });
}

/// Three pairs of decisions that must be equal: 125 candidates, none of which a single change turns into another.
inline std::shared_ptr<const space::CandidateSet> islandSpace()
{
    return std::make_shared<space::TreeCandidates>(flatSpace()->tree(), [](const space::Candidate& c) {
        return c.values[0] == c.values[1] && c.values[2] == c.values[3] && c.values[4] == c.values[5];
    });
}

} // namespace cw::test
