// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/gestures/gesture.h"

#include <algorithm>

#include "ui/canvas/gestures/comment_gesture.h"
#include "ui/canvas/gestures/link_gesture.h"
#include "ui/canvas/gestures/move_gesture.h"
#include "ui/canvas/gestures/pan_gesture.h"
#include "ui/canvas/gestures/row_gesture.h"
#include "ui/canvas/gestures/rubber_band.h"
#include "ui/canvas/graph_view.h"

namespace cw::ui {
namespace {

void toggle(std::vector<int>& list, int member)
{
    const auto found = std::find(list.begin(), list.end(), member);
    if (found == list.end())
        list.push_back(member);
    else
        list.erase(found);
}

/// Shift takes a node or a comment into the selection or out of it.
void toggle(GraphView& view, const CanvasHit& hit)
{
    std::vector<int> nodes = view.selection();
    std::vector<int> comments = view.selectedComments();
    if (hit.node >= 0)
        toggle(nodes, hit.node);
    else
        toggle(comments, hit.comment);
    view.setSelection(std::move(nodes), hit.node >= 0 ? hit.node : view.selectedNode(), -1, std::move(comments));
}

} // namespace

std::unique_ptr<Gesture> beginGesture(GraphView& view, const QMouseEvent& press, const CanvasHit& hit, bool spaceHeld)
{
    const QPoint at = press.pos();
    const bool left = press.button() == Qt::LeftButton;
    if (press.button() == Qt::MiddleButton || (left && spaceHeld))
        return std::make_unique<PanGesture>(view, press.button(), at);
    if (!left)
        return nullptr;
    if (view.canvasActions() == nullptr) {
        view.select(hit.node, hit.row);
        return hit.node < 0 ? std::make_unique<PanGesture>(view, press.button(), at) : nullptr;
    }
    if (hit.port)
        return std::make_unique<LinkGesture>(view, *view.canvasActions(), hit.node, hit.output, at);
    const bool adds = press.modifiers().testFlag(Qt::ShiftModifier);
    if (hit.inside) // among the blocks that a comment frames
        return std::make_unique<RubberBand>(view, at, adds, hit.comment);
    if ((hit.node >= 0 || hit.comment >= 0) && adds) {
        toggle(view, hit);
        return nullptr;
    }
    // A click selects an alternative, a drag of one that is selected moves it among the others; else the card moves.
    const bool again = hit.row >= 0 && view.selectedNode() == hit.node && view.selectedRow() == hit.row;
    if (again && !press.modifiers().testFlag(Qt::AltModifier) && view.canvasActions()->canMoveRow(hit.node))
        return std::make_unique<RowGesture>(view, *view.canvasActions(), hit, at);
    if (hit.node >= 0) {
        const bool alone = !view.isSelected(hit.node);
        if (alone || (view.selection().size() == 1 && view.selectedComments().empty()))
            view.select(hit.node, hit.row);
        return std::make_unique<MoveGesture>(view, *view.canvasActions(), hit, at);
    }
    if (hit.wire >= 0) {
        view.selectWire(hit.wire);
        return nullptr;
    }
    if (hit.comment >= 0) {
        if (hit.corner || !view.isCommentSelected(hit.comment))
            view.selectComment(hit.comment);
        return std::make_unique<CommentGesture>(view, *view.canvasActions(), hit, at);
    }
    return std::make_unique<RubberBand>(view, at, adds);
}

} // namespace cw::ui
