// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/unique_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace cw::space {

namespace {

constexpr std::size_t kUniqueNodes = 4;
constexpr const char* kZero = "#";

std::string opOn(const DecisionTree& tree, const Candidate& candidate, std::size_t from, std::size_t to)
{
    const std::string name = fmt::format("{}-{}", from, to);
    const int index = tree.find(name);
    if (index < 0)
        throw Error(ErrorCode::Config, fmt::format("expected a decision '{}' as in NAS-Bench-201, found none", name));
    const auto at = static_cast<std::size_t>(index);
    return tree.decisions[at].domain.valueText(candidate.values.at(at));
}

} // namespace

std::string nasBench201UniqueText(const DecisionTree& tree, const Candidate& candidate)
{
    std::array<std::string, kUniqueNodes> nodes{"0"};
    for (std::size_t node = 1; node < kUniqueNodes; ++node) {
        std::vector<std::string> inputs;
        for (std::size_t from = 0; from < node; ++from) {
            const std::string op = opOn(tree, candidate, from, node);
            if (op == "none" || nodes[from] == kZero)
                inputs.emplace_back(kZero);
            else if (op == "skip_connect")
                inputs.push_back(nodes[from]);
            else
                inputs.push_back(fmt::format("({})@{}", nodes[from], op));
        }
        std::sort(inputs.begin(), inputs.end());
        nodes[node] = fmt::format("{}", fmt::join(inputs, "+"));
    }
    return nodes.back();
}

} // namespace cw::space
