// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <QString>

#include "core/space/search_space.h"
#include "core/space/shape.h"
#include "ui/canvas/drawing.h"

namespace cw::ui {

/// What one drawn candidate tells about a block; keyed by the block's path or, inside a cell, by "cell:<name>/<id>".
struct BlockFacts {
    space::Shape output;
    std::int64_t parameters = 0;
    std::int64_t macs = 0;
};
using FactsByBlock = std::map<std::string, BlockFacts>;

/// One graph of a space, where a person has entered: the macro graph, a cell, a Repeat's body, an alternative.
struct GraphPlace {
    const space::Graph* graph = nullptr;
    QString title;      ///< in the breadcrumb
    std::string prefix; ///< of its blocks' keys in FactsByBlock, ending in '/'; empty at the top
    QString note;       ///< "used 15 ×, decisions shared"; empty: none
};

/// Blocks become nodes in the same order, links edges.
Drawing drawGraph(const GraphPlace& place, const FactsByBlock& facts);

/// What double click on a block (and an alternative of it, or -1) leads to; graph is null when it leads nowhere.
GraphPlace enterBlock(const space::SearchSpace& space, const GraphPlace& place, const space::Block& block,
                      int alternative);
GraphPlace topOf(const space::SearchSpace& space);
/// The only cell of a space whose macro graph leaves nothing open: what a person wants to see first. Graph null: none.
GraphPlace onlyOpenCell(const space::SearchSpace& space);

QString blockTitle(const space::Block& block);
/// "3|5|7", "16..64", "3"
QString paramText(const space::ParamValue& value);
/// How many decisions a block holds on its own: searched parameters, the choice, the number of copies.
int ownDecisions(const space::Block& block);
/// Key of a block in FactsByBlock.
std::string factsKey(const GraphPlace& place, const space::Block& block);

} // namespace cw::ui
