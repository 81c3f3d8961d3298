// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QString>

#include "core/space/edit/address.h"
#include "core/space/search_space.h"

namespace cw::ui {

/// One graph of a space, where a person has entered: the macro graph, a cell, a Repeat's body, an alternative.
struct GraphPlace {
    const space::Graph* graph = nullptr; ///< of one state of the document
    QString title;                       ///< in the breadcrumb
    std::string prefix;                  ///< of its blocks' keys in FactsByBlock, ending in '/'; empty at the top
    QString note;                        ///< "used by 3 blocks, 15 copies, decisions shared"; empty: none
    space::GraphAddress address = {};    ///< outlives edits
};

/// What is at an address; graph is null when there is nothing (any more).
GraphPlace placeAt(const space::SearchSpace& space, const space::GraphAddress& address);
/// What double click on a block (and an alternative of it, or -1) leads to; graph is null when it leads nowhere.
GraphPlace enterBlock(const space::SearchSpace& space, const GraphPlace& place, const space::Block& block,
                      int alternative);
GraphPlace topOf(const space::SearchSpace& space);
/// The only cell of a space whose macro graph leaves nothing open: what a person wants to see first. Graph null: none.
GraphPlace onlyOpenCell(const space::SearchSpace& space);

} // namespace cw::ui
