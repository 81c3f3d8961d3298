// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <stop_token>
#include <vector>

#include "ui/canvas/drawing.h"

namespace cw::ui {

/// New places (of outlines) of some nodes of a drawing; those that stay are left out.
using Arranged = std::map<int, QPointF>;

enum class AlignEdge { Left, Right, Top, Ports };

/// All like the leftmost, rightmost, topmost; Ports: their wire lines like that of `current`.
Arranged alignNodes(const PlacedDrawing& drawing, const std::vector<int>& nodes, AlignEdge edge, int current);
/// The first and the last stay; the gaps between become equal.
Arranged distributeNodes(const PlacedDrawing& drawing, const std::vector<int>& nodes, bool across);
/// Those that are nearly in a row or in a column come to be so exactly; all come to the grid; none stays on another.
/// Nothing when it was stopped. Thread: any
Arranged tidyNodes(const PlacedDrawing& drawing, const std::vector<int>& nodes, const std::stop_token& stop = {});

} // namespace cw::ui
