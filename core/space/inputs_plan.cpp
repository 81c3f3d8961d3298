// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/inputs_plan.h"

#include <algorithm>

#include "core/space/limits.h"

namespace cw::space {

std::optional<Domain> sourcesDomain(const Graph& graph, const GraphPlan& plan, int inputsBlock)
{
    const auto at = static_cast<std::size_t>(inputsBlock);
    const Block& block = graph.blocks[at];
    const auto& sources = plan.sources[at];
    const int count = static_cast<int>(sources.size());
    const int low = std::clamp(block.low, 0, count);
    const int high = std::clamp(block.high, low, count);
    if (plan.single || low == count || count > kMaxSubset)
        return {};
    std::vector<std::string> names;
    for (const GraphPlan::Source& source : sources)
        names.push_back(sourceName(graph, source));
    if (low == 1 && high == 1)
        return Domain::categorical(std::move(names));
    return Domain{.kind = DomainKind::Subset, .choices = std::move(names), .minSize = low, .maxSize = high};
}

std::vector<Chooser> choosersOf(const Graph& graph, const GraphPlan& plan)
{
    const std::size_t n = graph.blocks.size();
    std::vector<Chooser> result(n);
    struct Target {
        int block = 0;
        int member = 0;
        int links = 0;
    };
    std::vector<Target> targets(n);
    for (std::size_t i = 0; i < plan.sources.size(); ++i) {
        for (std::size_t k = 0; k < plan.sources[i].size(); ++k) {
            Target& target = targets[static_cast<std::size_t>(plan.sources[i][k].block)];
            target = {static_cast<int>(i), static_cast<int>(k), target.links + 1};
        }
    }
    std::vector<char> ordered(n, 0); // blocks of a cycle (an issue) are not, and choose nothing
    for (const int block : plan.order)
        ordered[static_cast<std::size_t>(block)] = 1;
    for (auto at = plan.order.rbegin(); at != plan.order.rend(); ++at) {
        const Target& target = targets[static_cast<std::size_t>(*at)];
        if (target.links != 1 || ordered[static_cast<std::size_t>(target.block)] == 0)
            continue;
        const bool chooses = graph.blocks[static_cast<std::size_t>(target.block)].kind == BlockKind::Inputs &&
                             sourcesDomain(graph, plan, target.block).has_value();
        result[static_cast<std::size_t>(*at)] =
            chooses ? Chooser{target.block, target.member} : result[static_cast<std::size_t>(target.block)];
    }
    return result;
}

} // namespace cw::space
