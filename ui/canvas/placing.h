// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/space/edit/edit.h"
#include "core/space/search_space.h"
#include "ui/canvas/drawing.h"

namespace cw::ui {

/// The grid of the canvas: dots, and what a dragged node keeps to.
inline constexpr double kGridStep = 16;

/// Whether the document says where the blocks of a graph stand: no two at the same point (a document without positions
/// has all at 0, 0). Cards may overlap: a person may have put them so.
bool hasPlaces(const space::Graph& graph);
/// Whether those places were made for other sizes than those drawn: more than a third of the cards lie on another. Then
/// a place is laid out when it is opened, as if there were none.
bool areCrowded(const Drawing& drawing, const std::vector<QPointF>& positions);

/// A block's x and y are those of the top left corner of its card, brackets and captions not counted.
QPointF outlineAt(const DrawNode& node, QPointF block);
QPointF blockAt(const DrawNode& node, QPointF outline);
/// By the document, in the order of the blocks.
std::vector<QPointF> documentPlaces(const Drawing& drawing, const space::Graph& graph);
/// As shown before, by id; a block that was not there stands where the document has it, or else after what leads to it.
std::vector<QPointF> keptPlaces(const Drawing& drawing, const space::Graph& graph, const PlacedDrawing& shown);

/// The nearest point where the node's left edge and the line of its ports are on the grid.
QPointF onGrid(const DrawNode& node, QPointF outline);

/// What stands on the canvas, so kept that only what is near is looked at.
class TakenSpace {
public:
    void add(const QRectF& outline);
    /// The nearest place at or below `outline` where the node's card covers nothing.
    QPointF freePlace(const DrawNode& node, QPointF outline) const;

private:
    std::vector<QRectF> m_outlines;
    std::unordered_map<std::int64_t, std::vector<std::size_t>> m_cells; ///< of a coarse grid
};

/// The same beside all of a drawing.
QPointF freePlace(const PlacedDrawing& shown, const DrawNode& node, QPointF outline);

/// A simple curve that leaves and arrives along the flow.
QPainterPath plainWire(QPointF from, QPointF to, LayoutDirection direction = LayoutDirection::Right);
QPainterPath plainWire(const PlacedDrawing& placed, std::size_t edge, const std::vector<QPointF>& positions);

/// The drawing at these positions. A wire whose ends are as in `shown` stays as it was there, others are plain curves.
PlacedDrawing placeAs(Drawing drawing, std::vector<QPointF> positions, const PlacedDrawing& shown);
/// The wires of an automatic layout where its nodes stand as it put them, up to one shift of all.
void takeWires(PlacedDrawing& placed, const PlacedDrawing& layout);

} // namespace cw::ui
