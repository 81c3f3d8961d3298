// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/space/edit/edit.h"

namespace cw::space {

/// Blocks with the links among them and the cells they use, and comments: what the clipboard holds.
struct Fragment {
    Graph graph;
    std::map<std::string, Graph> cells;
};

/// `comments` by their places in commentsOf().
Fragment copyBlocks(const SearchSpace& space, const GraphAddress& at, const std::vector<std::string>& ids,
                    const std::vector<int>& comments = {});

/// {"format": "cellwright-fragment", "version": 1, ...}
std::string toText(const Fragment& fragment);
/// Hostile until checked: size, depth, kinds, counts. Also takes the text of a .cwarch file, a genotype as the DARTS
/// and NAS-Bench-201 repositories print it, and a whole space (its macro graph without input and output). Errors:
/// Format naming what is wrong
Result<Fragment> fragmentFromText(const std::string& text);

/// Adds the blocks and comments with their middle at `place`, but no second end: inputs and outputs come only into a
/// graph without them, a training block only into a network without one. Ids are made unique, cells that are there
/// already are used, others of the same name come under a new name. Comments become the last ones. Returns the new ids.
Result<std::vector<std::string>> pasteFragment(SearchSpace& space, const GraphAddress& at, const Fragment& fragment,
                                               CanvasPoint place);

} // namespace cw::space
