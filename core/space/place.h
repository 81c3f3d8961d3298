// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/space/issue.h"
#include "core/space/search_space.h"

namespace cw::space {

/// What people call a kind of block: "op", "node", "repeat".
std::string_view placeNoun(BlockKind kind);
/// "op conv", or "output" alone where the block is called as its kind is.
std::string placeWord(BlockKind kind, const std::string& id);
/// "cell 'normal' > node 3"; the part alone where there is nothing around it.
std::string insidePlace(const std::string& around, const std::string& part);

/// The parts of a path between its slashes.
std::vector<std::string> pathParts(const std::string& path);

/// The path of a block or of its parameter as people read it: "cell 'normal' > node 3 > parameter kernel"; inside the
/// use of a cell both the cell's block and the use are named. What is not in the drawing is named as it is.
std::string placeOf(const SearchSpace& space, const std::string& path);

/// Says where each issue is that does not say so yet.
void namePlaces(const SearchSpace& space, Issues& issues);

} // namespace cw::space
