// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QString>

#include "core/space/search_space.h"
#include "core/space/shape.h"
#include "ui/canvas/drawing.h"
#include "ui/canvas/graph_place.h"
#include "ui/canvas/issue_marks.h"

namespace cw::ui {

/// What one drawn candidate tells about a block; keyed by the block's path or, inside a cell, by "cell:<name>/<id>".
struct BlockFacts {
    space::Shape output;
    std::int64_t parameters = 0;
    std::int64_t macs = 0;
};
using FactsByBlock = std::map<std::string, BlockFacts>;

/// Blocks become nodes in the same order, links edges.
/// Thread: any
Drawing drawGraph(const GraphPlace& place, const FactsByBlock& facts, const IssueMarks& marks = {});

/// Draws states of a document one after the other, doing again only what is not as it was: an edit of one block must
/// not cost what thousands do.
/// Thread: one at a time
class GraphDrawer {
public:
    Drawing draw(const std::shared_ptr<const space::SearchSpace>& space, const GraphPlace& place,
                 const FactsByBlock& facts, const IssueMarks& marks);

private:
    std::shared_ptr<const space::SearchSpace> m_space; ///< keeps m_graph alive
    const space::Graph* m_graph = nullptr;
    std::vector<DrawNode> m_nodes; ///< of m_graph's blocks, without what depends on others
};

QString blockTitle(const space::Block& block);
/// What a block is, whatever it is called: "conv 3×3", "Choice", "cell 'normal'".
QString blockKindTitle(const space::Block& block);
/// As it is drawn among others, its links not counted.
DrawNode drawBlock(const space::Block& block, const space::Graph& around);
/// "3|5|7", "16..64", "3"
QString paramText(const space::ParamValue& value);
/// How many decisions a block holds on its own: searched parameters, the choice, the number of copies.
int ownDecisions(const space::Block& block);
/// Key of a block in FactsByBlock.
std::string factsKey(const GraphPlace& place, const space::Block& block);

} // namespace cw::ui
