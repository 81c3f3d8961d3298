// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/space/search_space.h"

namespace cw::ui {

/// A network of that many blocks in rows of 224: a chain from an input to an output, each third block linked to one
/// further on as well. `placed`: where they stand is in the document.
inline space::SearchSpace largeSpace(int blocks, bool placed = true)
{
    constexpr int row = 224;
    space::SearchSpace space;
    space.name = "large";
    space.task.input = space::Shape::image(4, 8, 8);
    space.task.classes = 3;
    for (int i = 0; i < blocks; ++i) {
        space::Block block;
        block.id = "b" + std::to_string(i);
        block.kind = i == 0            ? space::BlockKind::Input
                     : i == blocks - 1 ? space::BlockKind::Output
                     : i % 3 == 2      ? space::BlockKind::Merge
                                       : space::BlockKind::Op;
        if (block.kind == space::BlockKind::Op)
            block.op = "identity";
        block.x = placed ? 224.0 * (i % row) : 0;
        block.y = placed ? 112.0 * (i / row) : 0;
        if (i > 0)
            space.graph.links.push_back({"b" + std::to_string(i - 1), block.id});
        if (i > 8 && block.kind == space::BlockKind::Merge)
            space.graph.links.push_back({"b" + std::to_string(i - 8), block.id});
        space.graph.blocks.push_back(std::move(block));
    }
    return space;
}

} // namespace cw::ui
