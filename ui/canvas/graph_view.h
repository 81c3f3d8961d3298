// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QGraphicsScene>
#include <QGraphicsView>

#include "ui/canvas/drawing.h"
#include "ui/theme/theme.h"

namespace cw::ui {

class NodeItem;

/// Shows one drawing: zoom with the wheel at the cursor, pan with the middle button or a drag on the background, Home
/// fits, Ctrl+0 is 100 %, arrows walk through the nodes, Enter or a double click opens one. Follows the theme.
/// Thread: GUI
class GraphView : public QGraphicsView {
    Q_OBJECT
public:
    explicit GraphView(Theme& theme, QWidget* parent = nullptr);

    void setDrawing(PlacedDrawing drawing);
    const PlacedDrawing& drawing() const { return m_drawing; }
    void clear();

    int selectedNode() const { return m_selected; }
    int selectedRow() const { return m_row; }
    void select(int node, int row = -1);

    double zoom() const { return transform().m11(); }
    void setZoom(double zoom);
    void fit();
    /// In a panel: the panel's colour instead of the dotted canvas, and a narrow margin.
    void setPlain(bool plain) { m_plain = plain; }
    /// Where on the viewport a node's card lies, for tests and tooltips.
    QRect nodeRect(int node) const;

Q_SIGNALS:
    void selected(int node, int row);
    void opened(int node, int row);
    void leaveRequested();
    void viewChanged(); ///< zoom or scroll

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    int nodeAt(const QPoint& position, int* row) const;
    void setSceneSpace();

    Theme& m_theme;
    QGraphicsScene m_scene;
    PlacedDrawing m_drawing;
    std::vector<NodeItem*> m_items;
    int m_selected = -1;
    int m_row = -1;
    bool m_plain = false;
    bool m_fitted = true; ///< nobody zoomed or panned: a new size fits again
    bool m_panning = false;
    QPoint m_panFrom;
};

} // namespace cw::ui
