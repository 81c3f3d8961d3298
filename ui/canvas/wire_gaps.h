// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <vector>

#include <QPainterPath>

namespace cw::ui {

/// Where two wires cross, takes a piece of 7 px out of the one drawn below (the earlier one), so that the eye follows
/// each. Wires that leave or enter at the same place belong together and are left whole, as is what crosses right at a
/// port. A wire without a crossing stays the curve that it was.
/// Thread: any; returns early, with wires still whole, when asked to stop or where wires are too long or too many
void cutCrossings(std::vector<QPainterPath>& wires, const std::stop_token& stop);

} // namespace cw::ui
