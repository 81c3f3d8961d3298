// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include "ui/canvas/canvas_overlay.h"
#include "ui/canvas/gestures/canvas_keys.h"
#include "ui/canvas/gestures/drop_preview.h"
#include "ui/canvas/gestures/gesture.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/title_edit.h"

namespace cw::ui {

void GraphView::endGesture()
{
    if (const std::unique_ptr<Gesture> gesture = std::move(m_gesture)) {
        gesture->cancel();
        viewport()->unsetCursor();
        endPreview();
    }
    if (m_keys)
        m_keys->endLink();
}

bool GraphView::isInGesture() const
{
    return m_gesture != nullptr || (m_keys && m_keys->isLinking());
}

void GraphView::editTitle(int node, int row)
{
    const QString name = m_actions == nullptr ? QString() : m_actions->nameOf(node, row);
    if (name.isEmpty())
        return;
    delete m_titleEdit;
    m_titleEdit = new TitleEdit(*this, node, row, name);
}

TitleEdit* GraphView::titleEdit() const
{
    return m_titleEdit;
}

bool GraphView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isInGesture()) {
        event->accept(); // while a link is drawn, Tab is not for the list, nor Delete for the selection
        return true;
    }
    return QGraphicsView::event(event);
}

bool GraphView::focusNextPrevChild(bool next)
{
    // Tab opens the search list; Shift+Tab leaves the canvas.
    return next && m_actions != nullptr ? false : QGraphicsView::focusNextPrevChild(next);
}

void GraphView::wheelEvent(QWheelEvent* event)
{
    const double steps = event->angleDelta().y() / 120.0;
    if (steps != 0)
        setZoom(zoom() * std::pow(1.2, steps));
    event->accept();
}

void GraphView::keyPressEvent(QKeyEvent* event)
{
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (event->key() == Qt::Key_Escape && m_gesture) {
        endGesture();
        Q_EMIT gestureEnded();
    } else if (m_gesture) {
        QGraphicsView::keyPressEvent(event); // one thing at a time
    } else if (event->key() == Qt::Key_Space && plain) {
        if (!event->isAutoRepeat()) {
            m_spaceHeld = true;
            m_spaceUsed = false;
            viewport()->setCursor(Qt::OpenHandCursor);
        }
    } else if (const bool linking = isInGesture(); m_keys && m_keys->press(event)) {
        event->accept();
        if (linking && !isInGesture())
            Q_EMIT gestureEnded();
    } else if (event->key() == Qt::Key_Home && plain) {
        fit();
    } else if (event->key() == Qt::Key_F && plain) {
        fitSelection();
    } else if (event->key() == Qt::Key_0 && event->modifiers() == Qt::ControlModifier) {
        setZoom(1);
    } else if (event->key() == Qt::Key_Backspace) {
        Q_EMIT leaveRequested();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_selected >= 0) {
        Q_EMIT opened(m_selected, m_row);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_selectedComments.size() == 1) {
        editComment(m_selectedComments.front());
    } else {
        walk(event);
    }
}

void GraphView::walk(QKeyEvent* event)
{
    const int count = static_cast<int>(m_items.size());
    const bool editing = m_actions != nullptr; // then CanvasKeys walks
    if (!editing && count > 0 && (event->key() == Qt::Key_Right || event->key() == Qt::Key_Down))
        select((m_selected + 1) % count);
    else if (!editing && count > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Up))
        select(m_selected <= 0 ? count - 1 : m_selected - 1);
    else
        QGraphicsView::keyPressEvent(event);
}

void GraphView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
        QGraphicsView::keyReleaseEvent(event);
        return;
    }
    const bool tapped = m_spaceHeld && !m_spaceUsed;
    m_spaceHeld = false;
    if (!m_gesture)
        viewport()->unsetCursor();
    if (tapped)
        Q_EMIT spaceTapped();
}

void GraphView::focusOutEvent(QFocusEvent* event)
{
    m_spaceHeld = false;
    if (m_keys)
        m_keys->endLink();
    QGraphicsView::focusOutEvent(event);
}

void GraphView::mousePressEvent(QMouseEvent* event)
{
    event->accept();
    if (m_gesture)
        return; // another button, while one is held
    if (m_keys)
        m_keys->endLink();
    m_spaceUsed = true;
    const CanvasHit hit = hitAt(event->pos());
    m_gesture = beginGesture(*this, *event, hit, m_spaceHeld);
    m_byPointer = !m_selection.empty() || !m_selectedComments.empty();
}

void GraphView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_gesture) {
        QGraphicsView::mouseMoveEvent(event); // hovering
        return;
    }
    m_gesture->move(event->pos(), event->modifiers());
}

void GraphView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_gesture || !m_gesture->isBy(event->button())) {
        QGraphicsView::mouseReleaseEvent(event);
        return;
    }
    // What it leads to changes the drawing, which would cancel it.
    const std::unique_ptr<Gesture> gesture = std::move(m_gesture);
    viewport()->unsetCursor();
    endPreview();
    gesture->finish(event->pos(), event->modifiers());
    m_byPointer = !m_selection.empty() || !m_selectedComments.empty();
    Q_EMIT gestureEnded();
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event)
{
    event->accept();
    if (event->button() != Qt::LeftButton)
        return;
    const CanvasHit hit = hitAt(event->pos());
    if (hit.node >= 0)
        Q_EMIT opened(hit.node, hit.row);
    else if (hit.comment >= 0)
        editComment(hit.comment);
    else if (m_actions != nullptr)
        m_actions->search(mapToScene(event->pos()));
}

void GraphView::contextMenuEvent(QContextMenuEvent* event)
{
    if (m_actions == nullptr) {
        QGraphicsView::contextMenuEvent(event);
        return;
    }
    if (event->reason() == QContextMenuEvent::Mouse) {
        const CanvasHit hit = hitAt(event->pos());
        if (hit.node >= 0 && !isSelected(hit.node))
            select(hit.node, hit.row);
        else if (hit.wire >= 0)
            selectWire(hit.wire);
        else if (hit.comment >= 0 && !isCommentSelected(hit.comment))
            selectComment(hit.comment);
    }
    m_actions->showMenu(event->globalPos());
}

void GraphView::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_actions != nullptr && m_actions->takes(*event->mimeData()))
        event->acceptProposedAction();
    else
        event->ignore(); // the page may take it: a file
}

void GraphView::dragMoveEvent(QDragMoveEvent* event)
{
    if (m_actions == nullptr || !m_actions->takes(*event->mimeData())) {
        event->ignore();
        return;
    }
    previewDrop(*this, event->position().toPoint());
    event->acceptProposedAction();
}

void GraphView::dragLeaveEvent(QDragLeaveEvent* event)
{
    event->accept();
    endPreview();
}

void GraphView::dropEvent(QDropEvent* event)
{
    endPreview();
    if (m_actions == nullptr || !m_actions->takes(*event->mimeData())) {
        event->ignore();
        return;
    }
    event->acceptProposedAction();
    const QPoint at = event->position().toPoint();
    const CanvasHit hit = hitAt(at);
    setFocus();
    m_actions->drop(*event->mimeData(), mapToScene(at), hit.wire, hit.node);
}

} // namespace cw::ui
