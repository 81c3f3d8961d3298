// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/space/binding.h"
#include "core/space/constraint.h"
#include "core/space/place.h"
#include "core/space/prepared_space.h"
#include "core/space/realise_plan.h"
#include "core/space/validate.h"

namespace cw::space {

namespace {

constexpr std::size_t kMostProbes = 200;
constexpr std::size_t kShownIssues = 3;

/// Looks for one candidate whose shapes fit. Those of single candidates need not: a run rejects them with the reason.
Issues probeShapes(const SearchSpace& space, const DecisionTree& tree, const std::stop_token& stop)
{
    const TreeCandidates candidates(tree);
    const PreparedSpace prepared(lent(space), lent(tree));
    Rng rng(0, 0, "probe");
    const Candidate first = candidates.sample(rng);
    Issues issues = prepared.costs(first).issues;
    if (issues.empty())
        return {};
    std::vector<Candidate> others = candidates.neighbours(first);
    for (std::size_t i = 0; i < kMostProbes && !stop.stop_requested(); ++i) {
        const Candidate other = i < others.size() ? others[i] : candidates.sample(rng);
        if (tree.size() == 0 || prepared.costs(other).issues.empty())
            return tree.size() == 0 ? issues : Issues{};
    }
    return issues;
}

} // namespace

Error asError(const Issues& issues, const SearchSpace& space)
{
    std::string text;
    for (std::size_t i = 0; i < issues.size() && i < kShownIssues; ++i) {
        const Issue& issue = issues[i];
        text += fmt::format("{}{}{}{}", i == 0 ? "" : "; ", issue.where, issue.where.empty() ? "" : ": ", issue.what);
    }
    if (issues.size() > kShownIssues)
        text += fmt::format("; and {} more", issues.size() - kShownIssues);
    return Error(ErrorCode::Config, text,
                 space.name.empty() ? std::string("space") : fmt::format("space '{}'", space.name));
}

Compiled compile(const SearchSpace& space, const std::stop_token& stop)
{
    Compiled result{{}, validateStructure(space)};
    if (stop.stop_requested())
        return result;
    Binding binding = bindDecisions(space);
    result.tree = std::move(binding.tree);
    result.issues.insert(result.issues.end(), binding.issues.begin(), binding.issues.end());
    if (result.issues.empty()) {
        if (const auto constraints = Constraints::parse(result.tree, space.constraints); !constraints)
            result.issues.push_back(
                {{},
                 constraints.error().problem(),
                 "write an expression such as params <= 5e5; the help on search spaces has the names",
                 constraints.error().where()});
        else if (!space.graph.blocks.empty() && !stop.stop_requested())
            result.issues = probeShapes(space, result.tree, stop);
    }
    namePlaces(space, result.issues);
    return result;
}

Issues drawIssues(const CandidateSet& candidates)
{
    try {
        Rng rng(0, 0, "draw issues");
        candidates.sample(rng);
        return {};
    } catch (const Error& problem) {
        return {{{}, problem.problem(), "loosen one of them", problem.where()}};
    }
}

Result<DecisionTree> compileOrError(const SearchSpace& space)
{
    Compiled compiled = compile(space);
    if (!compiled.issues.empty())
        return asError(compiled.issues, space);
    return std::move(compiled.tree);
}

Result<Architecture> realiseOrError(const SearchSpace& space, const DecisionTree& tree, const Candidate& candidate,
                                    const RealiseOptions& options)
{
    Realised realised = realise(space, tree, candidate, options);
    if (!realised.issues.empty())
        return asError(realised.issues, space);
    return std::move(realised.architecture);
}

Result<std::shared_ptr<const CandidateSet>> candidatesOf(const SearchSpace& space, const RealiseOptions& options,
                                                         const std::vector<std::string>& moreConstraints)
{
    auto tree = compileOrError(space);
    if (!tree)
        return tree.error();
    return candidatesOfTree(space, std::move(*tree), options, moreConstraints);
}

Result<std::shared_ptr<const CandidateSet>> candidatesOfTree(const SearchSpace& space, DecisionTree tree,
                                                             const RealiseOptions& options,
                                                             const std::vector<std::string>& moreConstraints,
                                                             const std::stop_token& stop)
{
    std::vector<std::string> expressions = space.constraints;
    expressions.insert(expressions.end(), moreConstraints.begin(), moreConstraints.end());
    auto constraints = Constraints::parse(tree, expressions);
    if (!constraints)
        return constraints.error();
    TreeCandidates::Predicate allowed;
    if (constraints->needsCosts() && space.graph.blocks.empty())
        return Error(ErrorCode::Config, "constraints on costs need a drawn network",
                     fmt::format("space '{}'", space.name));
    if (constraints->needsCosts()) {
        const auto prepared = std::make_shared<const PreparedSpace>(space, tree, options);
        allowed = [prepared, stop, rules = *constraints](const Candidate& candidate) {
            if (stop.stop_requested())
                return true;
            const PreparedSpace::Costed costed = prepared->costs(candidate);
            return costed.issues.empty() && rules.allow(candidate, costed.costs);
        };
    } else if (!constraints->empty()) {
        allowed = [stop, rules = *constraints](const Candidate& candidate) {
            return stop.stop_requested() || rules.allow(candidate, Costs{});
        };
    }
    return std::shared_ptr<const CandidateSet>(std::make_shared<TreeCandidates>(std::move(tree), std::move(allowed)));
}

} // namespace cw::space
