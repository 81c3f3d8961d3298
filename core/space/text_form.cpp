// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/text_form.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/space/realise.h"

namespace cw::space {

namespace {

constexpr std::string_view kNasBench201 = "nas-bench-201";
constexpr int kNodes = 4;

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(separator, start), text.size());
        parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

/// What "Structure(4 nodes with |...|)" holds, as the benchmark's own program prints a cell; else the text itself.
std::string_view withoutPrintedFrame(std::string_view text)
{
    constexpr std::string_view start = "Structure(4 nodes with ";
    if (!text.starts_with(start) || !text.ends_with(')'))
        return text;
    return text.substr(start.size(), text.size() - start.size() - 1);
}

} // namespace

bool isTextForm(std::string_view form)
{
    return form.empty() || form == kNasBench201;
}

std::string nasBench201Text(const DecisionTree& tree, const Candidate& candidate)
{
    std::string text;
    std::vector<bool> told(tree.size(), false);
    for (int node = 1; node < kNodes; ++node) {
        text += node == 1 ? "|" : "+|";
        for (int from = 0; from < node; ++from) {
            const int index = tree.find(fmt::format("{}-{}", from, node));
            if (index < 0)
                return toText(tree, candidate);
            const auto at = static_cast<std::size_t>(index);
            told[at] = true;
            text += fmt::format("{}~{}|", tree.decisions[at].domain.valueText(candidate.values[at]), from);
        }
    }
    for (std::size_t i = 0; i < tree.size(); ++i) {
        if (!told[i] && candidate.isActive(i))
            text +=
                fmt::format(";{}={}", tree.decisions[i].name, tree.decisions[i].domain.valueText(candidate.values[i]));
    }
    return text;
}

Result<Candidate> parseNasBench201(const DecisionTree& tree, std::string_view text, const std::string& where)
{
    const auto bad = [&](const std::string& what) { return Error(ErrorCode::Config, what, where); };
    std::string pairs;
    const std::string_view cell = text.substr(0, text.find(';'));
    const auto nodes = split(cell, '+');
    if (nodes.size() != kNodes - 1)
        return bad(fmt::format("expected {} nodes separated by +, found {} in '{}'", kNodes - 1, nodes.size(), text));
    for (int node = 1; node < kNodes; ++node) {
        const std::string_view part = nodes[static_cast<std::size_t>(node) - 1];
        const auto edges = split(part, '|');
        if (edges.size() != static_cast<std::size_t>(node) + 2 || !edges.front().empty() || !edges.back().empty())
            return bad(fmt::format("expected {} inputs of node {} as |op~0|...|, found '{}'", node, node, part));
        for (int from = 0; from < node; ++from) {
            const std::string_view edge = edges[static_cast<std::size_t>(from) + 1];
            const std::size_t tilde = edge.rfind('~');
            if (tilde == std::string_view::npos || edge.substr(tilde + 1) != std::to_string(from))
                return bad(fmt::format("expected op~{} as an input of node {}, found '{}'", from, node, edge));
            pairs += fmt::format("{}{}-{}={}", pairs.empty() ? "" : ";", from, node, edge.substr(0, tilde));
        }
    }
    pairs += text.substr(cell.size());
    return candidateFromText(tree, pairs, where);
}

Result<Candidate> parseCandidate(const SearchSpace& space, const DecisionTree& tree, const std::string& text)
{
    const std::string where = "candidate";
    const std::string_view cell = withoutPrintedFrame(text);
    if (space.textForm == kNasBench201 && cell.starts_with('|'))
        return parseNasBench201(tree, cell, where);
    return candidateFromText(tree, text, where);
}

std::string candidateText(const SearchSpace& space, const DecisionTree& tree, const Candidate& candidate)
{
    return space.textForm == kNasBench201 ? nasBench201Text(tree, candidate) : toText(tree, candidate);
}

} // namespace cw::space
