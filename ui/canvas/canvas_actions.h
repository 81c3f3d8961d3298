// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QMimeData>
#include <QPoint>
#include <QPointF>
#include <QRectF>
#include <QString>

namespace cw::ui {

/// What the gestures on a canvas ask of the one who owns the document. Nodes and wires are named by their place in the
/// drawing that is shown; a refusal is told by the owner, and the drawing stays as it was.
/// Thread: GUI
class CanvasActions {
public:
    virtual ~CanvasActions() = default;

    /// Nodes and comments. One undoable step. Nudges with the keys join one another.
    virtual void move(const std::vector<int>& nodes, const std::vector<int>& comments, QPointF by, bool nudge) = 0;

    /// Why there can be no such link, for people; empty: there can.
    virtual QString linkRefusal(int from, int to) const = 0;
    virtual void link(int from, int to) = 0;
    /// A link was let go over nothing: `output` says which end it began at.
    virtual void linkIntoNothing(int node, bool output, QPointF at) = 0;

    /// Whether a node that is there may go into the middle of a wire.
    virtual bool canInsert(int node, int wire) const = 0;
    virtual void insertMoved(int node, QPointF by, int wire) = 0;
    /// Out of its wires, which close behind it; into the middle of another where `wire` is not negative.
    virtual void pullOut(int node, QPointF by, int wire) = 0;

    /// Whether the rows of a node have an order that may be changed: the alternatives of a Choice.
    virtual bool canMoveRow(int node) const = 0;
    virtual void moveRow(int node, int from, int to) = 0;

    virtual void rename(int node, int row, const QString& name) = 0;
    /// What stands in the line edit at first; empty: cannot be renamed.
    virtual QString nameOf(int node, int row) const = 0;
    /// Another size of a comment.
    virtual void resizeComment(int comment, QSizeF size, bool nudge) = 0;
    /// -1: a new comment. One without text goes.
    virtual void writeComment(int comment, const QRectF& box, const QString& text) = 0;
    virtual void search(QPointF at) = 0;
    virtual void showMenu(const QPoint& global) = 0;

    /// A drag that comes from elsewhere: whether its content can be put on the canvas, and on which kinds of places.
    virtual bool takes(const QMimeData& mime) const = 0;
    /// `wire` and `node` are what it was let go over, or -1.
    virtual void drop(const QMimeData& mime, QPointF at, int wire, int node) = 0;
};

} // namespace cw::ui
