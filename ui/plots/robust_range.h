// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "ui/plots/qcp.h"

namespace cw::ui {

/// From the least to the largest finite value; nullopt: there is none.
std::optional<QCPRange> rangeOf(const std::vector<double>& values);
/// The same without the few that lie so far off that they would press all others together: beyond the quartiles by
/// more than five times what lies between these. All of fewer than eight.
std::optional<QCPRange> robustRangeOf(std::vector<double> values);
/// A little room at both ends; equal ends get room of their own. Finite, also of the largest numbers.
QCPRange withRoom(const QCPRange& range);

} // namespace cw::ui
