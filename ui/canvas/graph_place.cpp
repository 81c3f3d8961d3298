// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/graph_place.h"

#include <QCoreApplication>

#include "ui/canvas/cell_uses.h"
#include "ui/canvas/space_graph.h"

namespace cw::ui {
namespace {

struct GraphPlaceWords {
    Q_DECLARE_TR_FUNCTIONS(SpaceGraph)
};

QString noteOf(const space::SearchSpace& space, const std::string& cell)
{
    const auto all = usesOfCells(space);
    const auto uses = all.find(cell);
    if (uses == all.end() || uses->second.most < 2)
        return {};
    const QString copies = copiesText(uses->second);
    return copies.isEmpty() ? GraphPlaceWords::tr("%1, decisions shared").arg(usersText(uses->second))
                            : GraphPlaceWords::tr("%1, %2, decisions shared").arg(usersText(uses->second), copies);
}

/// The title of the innermost step.
QString titleOf(const space::SearchSpace& space, const space::GraphAddress& address)
{
    if (address.steps.empty())
        return QString::fromStdString(address.cell.empty() ? space.name : address.cell);
    space::GraphAddress around = address;
    const space::AddressStep step = around.steps.back();
    around.steps.pop_back();
    const space::Graph* graph = space::graphAt(space, around);
    const space::Block* block = graph == nullptr ? nullptr : graph->find(step.block);
    if (block == nullptr)
        return {};
    if (step.alternative < 0)
        return blockTitle(*block);
    const auto index = static_cast<std::size_t>(step.alternative);
    return index < block->alternatives.size() ? QString::fromStdString(block->alternatives[index].name) : QString();
}

space::GraphAddress stepInto(space::GraphAddress address, const std::string& block, int alternative)
{
    address.steps.push_back({block, alternative});
    return address;
}

} // namespace

GraphPlace placeAt(const space::SearchSpace& space, const space::GraphAddress& address)
{
    GraphPlace place;
    place.graph = space::graphAt(space, address);
    if (place.graph == nullptr)
        return {};
    place.address = address;
    place.title = titleOf(space, address);
    if (!address.cell.empty())
        place.prefix = "cell:" + address.cell + '/';
    for (const space::AddressStep& step : address.steps)
        place.prefix += step.block + '/';
    if (!address.cell.empty() && address.steps.empty())
        place.note = noteOf(space, address.cell);
    return place;
}

GraphPlace topOf(const space::SearchSpace& space)
{
    return placeAt(space, {});
}

GraphPlace onlyOpenCell(const space::SearchSpace& space)
{
    if (space.cells.size() != 1)
        return {};
    GraphPlace found;
    for (const space::Block& block : space.graph.blocks) {
        if (ownDecisions(block) > 0)
            return {};
        const GraphPlace inner = enterBlock(space, topOf(space), block, -1);
        if (found.graph == nullptr && inner.graph == &space.cells.begin()->second)
            found = inner;
    }
    return found;
}

GraphPlace enterBlock(const space::SearchSpace& space, const GraphPlace& place, const space::Block& block,
                      int alternative)
{
    if (block.kind == space::BlockKind::Cell)
        return space.cells.count(block.cell) == 0 ? GraphPlace{} : placeAt(space, {block.cell, {}});
    if (!block.body.empty()) {
        const GraphPlace body = placeAt(space, stepInto(place.address, block.id, -1));
        if (body.graph != nullptr && body.graph->blocks.size() == 1) { // straight to what is repeated
            const GraphPlace inner = enterBlock(space, body, body.graph->blocks.front(), alternative);
            if (inner.graph != nullptr)
                return inner;
        }
        return body;
    }
    if (block.kind == space::BlockKind::Choice && alternative >= 0) {
        const space::Alternative& chosen = block.alternatives[static_cast<std::size_t>(alternative)];
        if (!chosen.body.empty() && chosen.body.front().blocks.size() != 1)
            return placeAt(space, stepInto(place.address, block.id, alternative));
    }
    return {};
}

} // namespace cw::ui
