// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/issue_marks.h"

#include <algorithm>
#include <set>

#include "core/space/edit/issue_address.h"

namespace cw::ui {
namespace {

/// Whether a graph holds a use of the cell, inside blocks and other cells too.
bool holds(const space::SearchSpace& space, const space::Graph& graph, const std::string& cell,
           std::set<std::string>& seen);

bool holds(const space::SearchSpace& space, const space::Block& block, const std::string& cell,
           std::set<std::string>& seen)
{
    if (block.kind == space::BlockKind::Cell) {
        if (block.cell == cell)
            return true;
        const auto inner = space.cells.find(block.cell);
        return inner != space.cells.end() && seen.insert(block.cell).second && holds(space, inner->second, cell, seen);
    }
    const auto inGraph = [&](const space::Graph& graph) { return holds(space, graph, cell, seen); };
    return std::any_of(block.body.begin(), block.body.end(), inGraph) ||
           std::any_of(block.alternatives.begin(), block.alternatives.end(),
                       [&](const space::Alternative& alternative) {
                           return std::any_of(alternative.body.begin(), alternative.body.end(), inGraph);
                       });
}

bool holds(const space::SearchSpace& space, const space::Graph& graph, const std::string& cell,
           std::set<std::string>& seen)
{
    return std::any_of(graph.blocks.begin(), graph.blocks.end(),
                       [&](const space::Block& block) { return holds(space, block, cell, seen); });
}

void add(IssueMarks& marks, const std::string& block, const space::Issue& issue, bool inside)
{
    IssueMark& mark = marks[block];
    const QString line =
        QString::fromStdString(inside && !issue.where.empty() ? issue.where + ": " + issue.what : issue.what);
    mark.inside = mark.inside && inside;
    if (mark.text.count(QLatin1Char('\n')) < 4) // a tooltip is no list: that is below the canvas
        mark.text += (mark.text.isEmpty() ? QString() : QStringLiteral("\n")) + line;
}

} // namespace

IssueMarks marksOf(const space::SearchSpace& space, const space::GraphAddress& place, const space::Issues& issues)
{
    IssueMarks marks;
    const space::Graph* graph = space::graphAt(space, place);
    if (graph == nullptr)
        return marks;
    for (const space::Issue& issue : issues) {
        const space::BlockAddress at = space::addressOf(space, issue);
        if (at.block.empty())
            continue;
        const auto& steps = at.graph.steps;
        if (at.graph.cell == place.cell && steps.size() >= place.steps.size() &&
            std::equal(place.steps.begin(), place.steps.end(), steps.begin())) {
            const bool here = steps.size() == place.steps.size();
            add(marks, here ? at.block : steps[place.steps.size()].block, issue, !here);
            continue;
        }
        if (at.graph.cell.empty())
            continue;
        for (const space::Block& block : graph->blocks) {
            std::set<std::string> seen;
            if (holds(space, block, at.graph.cell, seen))
                add(marks, block.id, issue, true);
        }
    }
    return marks;
}

} // namespace cw::ui
