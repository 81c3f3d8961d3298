// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace cw::space {

/// One problem of a space. A half-drawn space is a state, not an error: it has issues.
struct Issue {
    std::string path;       ///< of the block in the drawing: "stage1/cell/0-1"; empty: all of it
    std::string what;       ///< one sentence: expected and found
    std::string fix;        ///< what would help
    std::string where = {}; ///< the path for people: "cell 'normal' > node 3 > parameter kernel"; see namePlaces()

    bool operator==(const Issue&) const = default;
};

using Issues = std::vector<Issue>;

} // namespace cw::space
