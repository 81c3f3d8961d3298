// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include "core/space/op.h"
#include "ui/canvas/layered_layout.h"

namespace cw::ui {

enum class NodeShape {
    Circle, ///< a sum of an op-on-edge cell, 32
    Port,   ///< input or output, 56 x 36
    Chip,   ///< an op in a narrow panel, 28 high
    Card,   ///< 168 x 52
    Stack,  ///< a Choice: a head and one row per alternative, two more cards behind
    Inputs, ///< a head and one port and row per source
};

/// Against another architecture. Removed: only the other one has it.
enum class Change { None, Changed, Added, Removed };

/// One alternative of a Choice, or one source of an Inputs block.
struct DrawRow {
    QString text;
    QString icon;
    space::OpFamily family = space::OpFamily::Structure;
    QString aside = {}; ///< at its right: a source's shape

    bool operator==(const DrawRow&) const = default;
};

/// What is drawn of a block or an op: plain values, made off the GUI thread.
struct DrawNode {
    QString id; ///< of the block in its graph, or the op's name
    QString title;
    QString subtitle; ///< parameters, muted monospace
    QString caption;  ///< below a circle or port
    QString output;   ///< shape of what leaves: "[16,28,28]"
    QString pill;     ///< what is searched: "5", "× 1..4"; empty: nothing
    QString name;     ///< above the brackets
    QString icon;
    std::vector<DrawRow> rows;
    QString was; ///< Changed: "was conv 1×1"
    QString tip;
    QString issue; ///< what is wrong with it, one sentence a line: a badge
    NodeShape shape = NodeShape::Card;
    space::OpFamily family = space::OpFamily::Structure;
    Change change = Change::None;
    bool open = false;      ///< the pill names a decision (a die is drawn)
    bool bracketed = false; ///< a Repeat: brackets around the card, `name` and pill above
    bool dashed = false;    ///< an Optional: may be left out
    bool enterable = false;
    bool captionAbove = false;
    bool takes = true;        ///< links may lead to it
    bool gives = true;        ///< and from it
    bool issueInside = false; ///< not with itself but with what it holds

    bool operator==(const DrawNode&) const = default;
};

struct DrawEdge {
    int from = 0;
    int to = 0;
    QString label; ///< a shape, on a long straight piece of the wire
    Change change = Change::None;
    int row = -1;          ///< of an Inputs node: where it arrives
    bool previous = false; ///< as Link::previous

    bool operator==(const DrawEdge&) const = default;
};

/// A free text, under the cards. It stands where the document says, whatever is laid out.
struct DrawComment {
    QRectF box;
    QString text;

    bool operator==(const DrawComment&) const = default;
};

struct Drawing {
    LayoutDirection direction = LayoutDirection::Right;
    std::vector<DrawNode> nodes;
    std::vector<DrawEdge> edges;
    std::vector<DrawComment> comments;
};

/// A drawing with a place for everything.
struct PlacedDrawing {
    Drawing drawing;
    std::vector<QPointF> positions;  ///< top left of each node's outline, brackets included
    std::vector<QPainterPath> wires; ///< whole
    std::vector<QPainterPath> cuts;  ///< with gaps at crossings; empty: as `wires`
    std::vector<QPointF> labels;     ///< per edge: centre of its label; null: there is no room for it
    QRectF bounds;                   ///< of the nodes

    /// The bounds with the comments.
    QRectF whole() const;
    const QPainterPath& shownWire(std::size_t edge) const { return edge < cuts.size() ? cuts[edge] : wires[edge]; }
};

/// The outline that the layout keeps free: brackets, captions beside the flow and the cards behind a stack included.
QSizeF outlineOf(const DrawNode& node);
/// The card itself, relative to the outline.
QRectF cardRect(const DrawNode& node);
/// Where wires arrive and leave, relative to the outline.
QPointF inPort(const DrawNode& node, LayoutDirection direction, int row = -1);
QPointF outPort(const DrawNode& node, LayoutDirection direction);

/// The middle of a row of a Stack or of an Inputs node, at its left edge, relative to the outline.
QPointF rowMiddle(const DrawNode& node, int row);

/// Laid out automatically. Nothing when cancelled. Thread: any
std::optional<PlacedDrawing> placeDrawing(Drawing drawing, std::stop_token stop = {});

} // namespace cw::ui
