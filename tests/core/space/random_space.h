// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/space/search_space.h"

namespace cw::space::test {

/// A space with every construct somewhere, by a seed: ops with domains of each kind, choices, optional blocks, repeats
/// with tied and independent copies, blocks that take some inputs by a searched merge, cells with parameters. All
/// blocks are called b1, b2, ... so that a text of them can be relabelled. Without `continuous`, candidates can be
/// counted.
SearchSpace randomSpace(std::uint64_t seed, bool continuous);

} // namespace cw::space::test
