// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/hints.h"

#include <set>

#include <fmt/format.h>

#include "core/space/graph_plan.h"
#include "core/space/place.h"

namespace cw::space {

namespace {

/// Walks every graph of the document once.
class Looker {
public:
    void graph(const Graph& graph, const std::string& path)
    {
        for (const Block& block : graph.blocks) {
            const std::string at = blockPath(graph, block, path);
            if (block.kind == BlockKind::Cell)
                m_used.insert(block.cell);
            if (block.kind == BlockKind::Choice && block.alternatives.size() == 1)
                m_hints.push_back({at,
                                   fmt::format("'{}' has nothing to choose from: '{}' is its only alternative",
                                               block.id, block.alternatives.front().name),
                                   "add an alternative, or unwrap it"});
            for (const Graph& body : block.body)
                this->graph(body, at);
            for (const Alternative& alternative : block.alternatives) {
                for (const Graph& body : alternative.body)
                    this->graph(body, joinPath(at, alternative.name));
            }
        }
    }
    Issues run(const SearchSpace& space)
    {
        graph(space.graph, {});
        for (const auto& [name, cell] : space.cells)
            graph(cell, name);
        for (const auto& [name, cell] : space.cells) {
            if (m_used.count(name) == 0)
                m_hints.push_back({{},
                                   fmt::format("no block uses the cell '{}'", name),
                                   "use it, or delete it",
                                   fmt::format("cell '{}'", name)});
        }
        namePlaces(space, m_hints);
        return std::move(m_hints);
    }

private:
    std::set<std::string> m_used; ///< cells
    Issues m_hints;
};

} // namespace

Issues hintsOf(const SearchSpace& space)
{
    return Looker().run(space);
}

} // namespace cw::space
