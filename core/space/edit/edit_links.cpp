// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/space/edit/decision_names.h"
#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"

namespace cw::space {

namespace {

/// The blocks from one to another along the links, both named; empty: no link leads there.
std::vector<std::string> wayBetween(const Graph& graph, const std::string& from, const std::string& to)
{
    std::unordered_map<std::string_view, std::vector<std::string_view>> targets;
    for (const Link& link : graph.links)
        targets[link.from].push_back(link.to);
    std::unordered_map<std::string_view, std::string_view> reachedFrom{{from, {}}};
    std::vector<std::string_view> waiting{from};
    while (!waiting.empty()) {
        const std::string_view at = waiting.back();
        waiting.pop_back();
        if (at == to)
            break;
        const auto next = targets.find(at);
        if (next == targets.end())
            continue;
        for (const std::string_view target : next->second) {
            if (reachedFrom.emplace(target, at).second)
                waiting.push_back(target);
        }
    }
    std::vector<std::string> way;
    if (reachedFrom.count(to) == 0)
        return way;
    for (std::string_view at = to; at != from; at = reachedFrom.at(at))
        way.emplace_back(at);
    way.push_back(from);
    std::reverse(way.begin(), way.end());
    return way;
}

/// "a, b and 3 more"
std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t most = 8;
    std::vector<std::string> shown(names.begin(),
                                   names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), most)));
    const std::string text = fmt::format("{}", fmt::join(shown, " -> "));
    return names.size() > most ? fmt::format("{} -> ... -> {}", text, names.back()) : text;
}

std::string endsProblem(const Block& from, const Block& to)
{
    if (to.kind == BlockKind::Input)
        return fmt::format("'{}' is an input of this graph, no link can lead into it", to.id);
    if (to.kind == BlockKind::Training)
        return fmt::format("'{}' holds settings of the training, no link can lead into it", to.id);
    if (from.kind == BlockKind::Output)
        return fmt::format("'{}' is the output of this graph, no link can lead out of it", from.id);
    if (from.kind == BlockKind::Training)
        return fmt::format("'{}' holds settings of the training, no link can lead out of it", from.id);
    return {};
}

std::string problemOf(const SearchSpace& space, const Graph& graph, const Link& link)
{
    const Block* from = graph.find(link.from);
    const Block* to = graph.find(link.to);
    if (from == nullptr || to == nullptr)
        return fmt::format("there is no block '{}' here", from == nullptr ? link.from : link.to);
    if (from == to)
        return fmt::format("'{}' cannot take its own result", from->id);
    if (std::string problem = endsProblem(*from, *to); !problem.empty())
        return problem;
    std::vector<std::string> sources;
    std::size_t intoFrom = 0;
    bool there = false;
    for (const Link& each : graph.links) {
        if (each.to == link.to)
            sources.push_back(each.from);
        if (each.to == link.from)
            ++intoFrom;
        there = there || each == link;
    }
    const std::size_t most = mostLinks(space, *to);
    // A cell with two inputs may get the same result at both.
    const bool counts = most != kAnyLinks && most > 1 &&
                        (to->kind == BlockKind::Cell || to->kind == BlockKind::Repeat || to->kind == BlockKind::Choice);
    if (there && !counts)
        return fmt::format("'{}' takes the result of '{}' already", to->id, from->id);
    if (sources.size() >= most)
        return fmt::format("'{}' takes {} input{}, '{}' leads to it already; merge them in a merge block first", to->id,
                           most, most == 1 ? "" : "s", sources.empty() ? std::string() : sources.back());
    if (link.previous && (from->kind != BlockKind::Repeat || intoFrom < 2))
        return fmt::format("only a repeat with several inputs has a result before its last one, '{}' is none",
                           from->id);
    if (auto way = wayBetween(graph, link.to, link.from); !way.empty()) {
        way.push_back(link.to);
        return fmt::format("the blocks {} would form a cycle", listed(way));
    }
    return {};
}

} // namespace

std::string linkProblem(const SearchSpace& space, const GraphAddress& at, const Link& link)
{
    const Graph* graph = graphAt(space, at);
    return graph == nullptr ? "the drawing has no such place any more" : problemOf(space, *graph, link);
}

Result<Done> addLink(SearchSpace& space, const GraphAddress& at, const Link& link)
{
    const auto graph = graphToEdit(space, at);
    if (!graph)
        return graph.error();
    if (const std::string problem = problemOf(space, **graph, link); !problem.empty())
        return refusal(problem);
    DecisionNames names(space);
    (*graph)->links.push_back(link);
    return names.follow();
}

Result<Done> removeLinks(SearchSpace& space, const GraphAddress& at, const std::vector<Link>& links)
{
    const auto graph = graphToEdit(space, at);
    if (!graph)
        return graph.error();
    // Of equal links as many go as are named.
    using Key = std::tuple<std::string_view, std::string_view, bool>;
    std::map<Key, std::size_t> going;
    for (const Link& link : links)
        ++going[{link.from, link.to, link.previous}];
    std::map<Key, std::size_t> left = going;
    std::vector<char> stays;
    for (const Link& link : (*graph)->links) {
        const auto found = left.find({link.from, link.to, link.previous});
        const bool goes = found != left.end() && found->second > 0;
        if (goes)
            --found->second;
        stays.push_back(goes ? 0 : 1);
    }
    for (const auto& [key, count] : left) {
        if (count > 0)
            return refusal(fmt::format("there is no link from '{}' to '{}'", std::get<0>(key), std::get<1>(key)));
    }
    DecisionNames names(space);
    std::vector<Link> kept;
    kept.reserve(stays.size());
    for (std::size_t i = 0; i < stays.size(); ++i) {
        if (stays[i] != 0)
            kept.push_back(std::move((*graph)->links[i]));
    }
    (*graph)->links = std::move(kept);
    return names.follow();
}

} // namespace cw::space
