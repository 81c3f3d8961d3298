// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/canvas/drawing.h"
#include "ui/canvas/layered_layout.h"

namespace cw::ui {

/// A wire that leads back: out at the right, back at the height `between`, in from the left, with round corners.
QPainterPath wayRound(QPointF from, QPointF to, double right, double left, double between, double radius);

/// Breaks a long drawing that runs to the right into rows, where a single wire leads from one layer to the next; that
/// wire then goes round between the rows. Nothing happens to a drawing narrower than `width`, or without such a place.
void foldRows(PlacedDrawing& placed, const std::vector<int>& layers, double width);

} // namespace cw::ui
