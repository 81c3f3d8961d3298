// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/plot.h"

namespace cw::ui {

/// No line goes through a point that has a gap, or nothing, on both sides: gives such points of `line` a dot each, in
/// its colour. To be called when the line has its data and its pen; the dots are a graph of their own.
void dotLonePoints(QCPGraph& line);

} // namespace cw::ui
