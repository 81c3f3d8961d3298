// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/cell_uses.h"

#include <algorithm>

#include <QCoreApplication>

namespace cw::ui {
namespace {

struct CellUsesWords {
    Q_DECLARE_TR_FUNCTIONS(CellUses)
};

constexpr std::int64_t kMostCopies = 1'000'000; // nested repeats of a thousand copies multiply

using Uses = std::map<std::string, CellUses>;

/// In one graph, what stands inside its blocks included; copies of the graph itself are counted by others.
void count(const space::Graph& graph, std::int64_t most, std::int64_t fewest, Uses& uses)
{
    for (const space::Block& block : graph.blocks) {
        if (block.kind == space::BlockKind::Cell) {
            CellUses& found = uses[block.cell];
            ++found.blocks;
            found.most = std::min(found.most + most, kMostCopies);
            found.fewest = std::min(found.fewest + fewest, kMostCopies);
        }
        const bool repeats = block.kind == space::BlockKind::Repeat;
        const std::int64_t high = repeats ? std::max(block.high, 0) : 1;
        const std::int64_t low = repeats ? std::max(block.low, 0) : block.kind == space::BlockKind::Optional ? 0 : 1;
        for (const space::Graph& body : block.body)
            count(body, std::min(most * high, kMostCopies), std::min(fewest * low, kMostCopies), uses);
        const bool chosen = block.alternatives.size() > 1;
        for (const space::Alternative& alternative : block.alternatives) {
            for (const space::Graph& body : alternative.body)
                count(body, most, chosen ? 0 : fewest, uses);
        }
    }
}

/// Copies of cells in a network, where cells stand in cells.
class Copies {
public:
    explicit Copies(const space::SearchSpace& space)
    {
        count(space.graph, 1, 1, m_direct[std::string()]); // a cell has a name
        for (const auto& [name, graph] : space.cells)
            count(graph, 1, 1, m_direct[name]);
    }

    const CellUses& of(const std::string& cell)
    {
        const auto [known, isNew] = m_known.try_emplace(cell);
        CellUses& sum = known->second;
        if (!isNew) // a cell that uses itself, which is an issue, is met half counted
            return sum;
        for (const auto& [outer, uses] : m_direct) {
            const auto found = uses.find(cell);
            if (found == uses.end())
                continue;
            const CellUses around = outer.empty() ? CellUses{1, 1, 1} : of(outer);
            sum.blocks += found->second.blocks;
            sum.most = std::min(sum.most + found->second.most * around.most, kMostCopies);
            sum.fewest = std::min(sum.fewest + found->second.fewest * around.fewest, kMostCopies);
        }
        return sum;
    }
    const Uses& all()
    {
        for (const auto& [outer, uses] : m_direct) {
            for (const auto& [cell, direct] : uses)
                of(cell);
        }
        return m_known;
    }

private:
    std::map<std::string, Uses> m_direct; ///< by the cell around; empty: the macro graph
    Uses m_known;
};

} // namespace

std::map<std::string, CellUses> usesOfCells(const space::SearchSpace& space)
{
    return Copies(space).all();
}

QString usersText(const CellUses& uses)
{
    return CellUsesWords::tr("used by %n block(s)", nullptr, uses.blocks);
}

QString copiesText(const CellUses& uses)
{
    if (uses.most == uses.blocks && uses.fewest == uses.most)
        return {};
    const int most = static_cast<int>(uses.most);
    return uses.fewest == uses.most ? CellUsesWords::tr("%n copies", nullptr, most)
                                    : CellUsesWords::tr("up to %n copies", nullptr, most);
}

} // namespace cw::ui
