// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/drawing.h"

namespace cw::ui {

/// What lies at a point of a drawing.
struct CanvasHit {
    int node = -1;
    int row = -1; ///< of a Stack
    bool port = false;
    bool output = false; ///< the port is where wires leave
    int wire = -1;
    int comment = -1;
    bool corner = false; ///< of the comment, by which its size changes
    bool inside = false; ///< of a comment around blocks: not on what it is moved by
};

/// The lower right corner of a comment is so large.
inline constexpr double kCommentCorner = 16;
/// Whether a comment is moved by that point of it: its border or its first line.
bool isOnCommentHandle(const QRectF& box, QPointF at);
/// The topmost comment at a point, or -1.
int commentAt(const PlacedDrawing& drawing, QPointF at);

/// A node's card; its topmost row, if there is one.
int nodeAt(const PlacedDrawing& drawing, QPointF at, int* row);
/// The nearest wire not further than `reach`, or -1.
int wireAt(const PlacedDrawing& drawing, QPointF at, double reach);
/// Ports before cards before wires before comments; `reach` is in drawing units, 0: no ports and wires.
CanvasHit hitAt(const PlacedDrawing& drawing, QPointF at, double reach);

/// The node that keys go to from another in one of four directions, or -1. `from` -1: the first, by position.
int neighbourOf(const PlacedDrawing& drawing, int from, Qt::Key direction);
/// From left to right, from top to bottom: the order in which keys walk.
std::vector<int> readingOrder(const PlacedDrawing& drawing);

} // namespace cw::ui
