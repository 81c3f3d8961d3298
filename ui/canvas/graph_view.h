// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QGraphicsScene>
#include <QGraphicsView>
#include <QPointer>
#include <QTimer>
#include <QVariantAnimation>

#include "ui/canvas/canvas_actions.h"
#include "ui/canvas/canvas_hits.h"
#include "ui/canvas/drawing.h"
#include "ui/theme/theme.h"

namespace cw::ui {

class CanvasKeys;
class CanvasOverlay;
class CommentEdit;
class CommentItem;
class Gesture;
class NodeItem;
class TitleEdit;
class WireItem;

/// Shows one drawing: zoom with the wheel at the cursor, pan with the middle button or with Space held, Home fits,
/// Ctrl+0 is 100 %, Enter or a double click opens a node. Follows the theme.
/// Read only, a drag on the background pans and arrows walk through the nodes. With actions it can be edited: see
/// ui/canvas/gestures for the mouse and CanvasKeys for the keys; what they lead to is up to the actions.
/// Thread: GUI
class GraphView : public QGraphicsView {
    Q_OBJECT
public:
    explicit GraphView(Theme& theme, QWidget* parent = nullptr);
    ~GraphView() override;

    /// Another drawing: everything is new, and fitted. Of thousands of nodes the items are made bit by bit, so that the
    /// window goes on; then filled() follows, and until it does the view is to be hidden.
    void setDrawing(PlacedDrawing drawing);
    bool isFilling() const { return m_filling.isActive(); }
    /// Another state of the same drawing: nodes are matched by id, only what changed is drawn anew, zoom, scroll and
    /// selection stay. `animated`: nodes move there within 120 ms; everything but the picture is there at once.
    void updateDrawing(PlacedDrawing drawing, bool animated = false);
    /// The wires with gaps where they cross; as many as there are wires.
    void setCuts(std::vector<QPainterPath> cuts);
    const PlacedDrawing& drawing() const { return m_drawing; }
    /// Another number for another drawing or selection, for those who keep a picture of it.
    quint64 revision() const { return m_revision; }
    void clear();

    /// Null: read only.
    void setActions(CanvasActions* actions);
    CanvasActions* canvasActions() const { return m_actions; }

    /// The node that was selected last, or -1.
    int selectedNode() const { return m_selected; }
    int selectedRow() const { return m_row; }
    /// In ascending order.
    const std::vector<int>& selection() const { return m_selection; }
    int selectedWire() const { return m_wire; }
    void select(int node, int row = -1);
    void setSelection(std::vector<int> nodes, int current = -1, int row = -1, std::vector<int> comments = {});
    void selectWire(int wire);
    bool isSelected(int node) const;
    /// In ascending order. A comment is selected beside nodes; the node selected last stays that.
    const std::vector<int>& selectedComments() const { return m_selectedComments; }
    void selectComment(int comment) { setSelection({}, -1, -1, {comment}); }
    bool isCommentSelected(int comment) const;
    /// Arrows move what the mouse selected, and walk from what keys selected.
    bool isSelectedByPointer() const { return m_byPointer; }
    void setSelectedByPointer(bool by) { m_byPointer = by; }

    /// From 0.05 or what shows all of the drawing (at least 0.01) to 4.
    double zoom() const { return transform().m11(); }
    void setZoom(double zoom);
    void fit();
    void fitSelection();
    /// Nobody zoomed or scrolled since it was fitted.
    bool isFitted() const { return m_fitted; }
    /// The point in the middle of what is seen.
    QPointF centre() const;
    /// Zoom and middle as they were another time.
    void lookAt(double zoom, QPointF centre);
    void reveal(int node);
    void revealComment(int comment);
    /// In a panel: the panel's colour instead of the dotted canvas, and a narrow margin.
    void setPlain(bool plain) { m_plain = plain; }
    /// Where on the viewport a node's card lies, and its ports: for tests, tooltips and edits.
    QRect nodeRect(int node) const;
    QPoint portPoint(int node, bool output, int row = -1) const;
    QRect commentRect(int comment) const;

    /// Something is being dragged or linked: a new drawing would end it.
    bool isInGesture() const;

    // For gestures.
    const Theme& theme() const { return m_theme; }
    CanvasOverlay& overlay() { return *m_overlay; }
    NodeItem& nodeItem(int node) { return *m_items[static_cast<std::size_t>(node)]; }
    WireItem& wireItem(int wire) { return *m_wires[static_cast<std::size_t>(wire)]; }
    CanvasHit hitAt(const QPoint& viewportAt) const;
    /// Shows nodes elsewhere, their wires as plain curves, until endPreview().
    void previewMove(const std::vector<int>& nodes, const std::vector<int>& comments, QPointF by);
    void previewComment(int comment, const QRectF& box);
    void endPreview();
    void panBy(QPoint delta);
    void editTitle(int node, int row);
    TitleEdit* titleEdit() const;
    /// -1: a new comment, at `box`, which comes to be when it has a text.
    void editComment(int comment, const QRectF& box = {});
    CommentEdit* commentEdit() const;

Q_SIGNALS:
    void selected(int node, int row);
    void opened(int node, int row);
    void leaveRequested();
    void viewChanged(); ///< zoom or scroll
    void gestureEnded();
    void filled();
    void spaceTapped(); ///< the Space bar, without a drag

protected:
    bool event(QEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool focusNextPrevChild(bool next) override;

private:
    void syncItems();
    /// Makes and shows so many more wires and nodes, or all.
    void fill(std::size_t most);
    void fillOn();
    void syncComments();
    std::vector<int> keptComments(const PlacedDrawing& before) const;
    void syncSelection();
    void endGesture();
    void setSceneSpace();
    double fittingZoom() const;
    double smallestZoom() const;
    void reveal(const QRect& place);
    void animateFrom(std::vector<QPointF> starts);
    void walk(QKeyEvent* event);

    Theme& m_theme;
    QGraphicsScene m_scene;
    PlacedDrawing m_drawing;
    std::vector<NodeItem*> m_items;
    std::vector<WireItem*> m_wires;
    std::vector<CommentItem*> m_comments;
    CanvasOverlay* m_overlay;
    CanvasActions* m_actions = nullptr;
    std::unique_ptr<CanvasKeys> m_keys;
    std::unique_ptr<Gesture> m_gesture;
    QVariantAnimation m_motion;
    QTimer m_filling;
    QPointer<TitleEdit> m_titleEdit;
    QPointer<CommentEdit> m_commentEdit;
    std::vector<int> m_selection;
    std::vector<int> m_selectedComments;
    quint64 m_revision = 0;
    int m_selected = -1;
    int m_row = -1;
    int m_wire = -1;
    bool m_plain = false;
    bool m_fitted = true; ///< nobody zoomed or panned: a new size fits again
    bool m_byPointer = false;
    bool m_spaceHeld = false;
    bool m_spaceUsed = false; ///< a drag began while it was held
};

} // namespace cw::ui
