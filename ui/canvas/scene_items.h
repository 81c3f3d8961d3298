// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>

#include "ui/canvas/drawing.h"
#include "ui/canvas/node_painter.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// One node of a drawing in the scene. No effects: they cost more than everything else together.
class NodeItem final : public QGraphicsItem {
public:
    NodeItem(const Theme& theme, const DrawNode& node, LayoutDirection direction, bool hasIn, bool hasOut);

    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
    void setSelectedRow(bool selected, int row);

protected:
    void hoverEnterEvent(QGraphicsSceneHoverEvent* event) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent* event) override;

private:
    const Theme& m_theme;
    const DrawNode& m_node; // of the drawing, which outlives its items
    NodeLook m_look;
};

class WireItem final : public QGraphicsItem {
public:
    WireItem(const Theme& theme, const DrawEdge& edge, const QPainterPath& path, QPointF label);

    QRectF boundingRect() const override;
    QPainterPath shape() const override { return {}; } // never under the mouse
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    QRectF labelRect() const;

    const Theme& m_theme;
    const DrawEdge& m_edge;
    QPainterPath m_path;
    QPointF m_label;
};

} // namespace cw::ui
