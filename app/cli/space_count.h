// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/space/realise.h"

namespace cw::cli {

/// Sizes as text: exact, or ">= N" where only a bound is known.
struct SpaceCount {
    std::string candidates;
    std::string distinct; ///< networks that differ
};

/// Exact where every candidate can be built within seconds, else a bound from a sample.
SpaceCount countSpace(const space::SearchSpace& space, const space::DecisionTree& tree);

} // namespace cw::cli
