// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QKeyEvent>

#include "ui/canvas/canvas_actions.h"

namespace cw::ui {

class GraphView;
class KeyLink;

/// The keys of a canvas that can be edited. Those of the view's QActions come first (they may be remapped); beside
/// them:
///   arrows            move what the mouse selected by a step of the grid, walk from what keys selected
///   Alt + arrows      walk        Ctrl + arrows  move by a step        Shift + arrows  move by 1
///   PageUp, PageDown  walk through the alternatives of a Choice; with Alt they move the selected one
///   L                 link from the selected node: arrows or Tab choose the target, Enter links, Escape leaves it
///   W                 selects the first wire of the selected node, then the next; Escape goes back to the node
///   Shift+C           selects the first comment, then the next; Ctrl+Shift + arrows change its size
///   Escape            selects nothing
/// Thread: GUI
class CanvasKeys {
public:
    CanvasKeys(GraphView& view, CanvasActions& actions);
    ~CanvasKeys();

    /// Whether it was for the canvas.
    bool press(const QKeyEvent* event);
    bool isLinking() const { return m_link != nullptr; }
    void endLink();

private:
    bool trigger(const QKeyEvent* event);
    bool arrow(const QKeyEvent* event);
    bool walkRows(int by);
    bool moveRow(int by);
    bool beginLink();
    bool touches(int wire, int node) const;
    bool walkWires();
    bool walkComments();
    bool resizeComment(QPointF way);
    void goBack();

    GraphView& m_view;
    CanvasActions& m_actions;
    int m_wiresOf = -1; ///< the node whose wires are walked
    int m_walked = -1;  ///< the wire that was selected so
    std::unique_ptr<KeyLink> m_link;
};

} // namespace cw::ui
