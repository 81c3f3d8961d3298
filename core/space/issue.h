// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"

namespace cw::space {

/// One problem of a space. A half-drawn space is a state, not an error: it has issues.
struct Issue {
    std::string where; ///< path of the block: "stage1/cell/0-1"
    std::string what;  ///< one sentence: expected and found
    std::string fix;   ///< what would help; empty when unknown

    bool operator==(const Issue&) const = default;
};

using Issues = std::vector<Issue>;

} // namespace cw::space
