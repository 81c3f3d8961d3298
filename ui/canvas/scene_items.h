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
    explicit NodeItem(const Theme& theme);

    /// The node is of the drawing, which outlives its items, and so must the one before until this returns: it is drawn
    /// anew only when it is not as that.
    void setNode(const DrawNode& node, LayoutDirection direction, bool hasIn, bool hasOut);
    void setSelectedRow(bool selected, int row);
    void setLit(bool in, bool out);
    void setFaded(bool faded);

    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

protected:
    void hoverEnterEvent(QGraphicsSceneHoverEvent* event) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent* event) override;

private:
    const Theme& m_theme;
    const DrawNode* m_node = nullptr;
    NodeLook m_look;
    QRectF m_bounds;
};

/// How a wire is shown at the moment.
enum class WireLook {
    Plain,
    Selected,
    Target, ///< a node would go into its middle
    Hidden, ///< its node is being pulled out
};

class WireItem final : public QGraphicsItem {
public:
    explicit WireItem(const Theme& theme);

    /// As NodeItem::setNode().
    void setWire(const DrawEdge& edge, const QPainterPath& path, QPointF label);
    /// While its nodes are being dragged: without its label.
    void setPath(const QPainterPath& path);
    void setLook(WireLook look);
    const QPainterPath& path() const { return m_path; }

    QRectF boundingRect() const override { return m_bounds; }
    QPainterPath shape() const override { return {}; } // never under the mouse
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    QRectF labelRect() const;
    void measure();

    const Theme& m_theme;
    const DrawEdge* m_edge = nullptr;
    QPainterPath m_path;
    QPointF m_label;
    bool m_labelled = false;
    WireLook m_look = WireLook::Plain;
    QRectF m_bounds;
};

} // namespace cw::ui
