// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include <QString>

#include "core/space/op.h"
#include "core/space/search_space.h"

namespace cw::ui {

/// Name of an icon and the family that colours it.
using IconOf = std::pair<QString, space::OpFamily>;

IconOf blockIcon(const space::Block& block);
IconOf alternativeIcon(const space::Alternative& alternative);

/// The line below a block's title: what it is, how many decisions it is.
QString blockDetail(const space::Block& block);
/// "alternative 4 of 5 in Choice 2 → 3"
QString alternativeDetail(const space::Block& choice, int alternative);

/// The op that an alternative stands for, or null for a sub-graph.
const space::Block* onlyOp(const space::Alternative& alternative);

} // namespace cw::ui
