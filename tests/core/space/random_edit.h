// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/space/edit/edit.h"

namespace cw::space::test {

/// Every graph of a space.
std::vector<GraphAddress> allGraphs(const SearchSpace& space);

/// What a random person did.
struct RandomEdit {
    std::string name; ///< of the function
    bool done = false;
    std::string refusal; ///< why not
};

/// Calls one of the edits, of any kind, with arguments that often make sense and sometimes none.
RandomEdit editAtRandom(SearchSpace& space, Rng& rng);

} // namespace cw::space::test
