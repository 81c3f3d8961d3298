// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/scene_items.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace cw::ui {
namespace {

double detailOf(const QPainter& painter)
{
    return QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter.worldTransform());
}

} // namespace

NodeItem::NodeItem(const Theme& theme, const DrawNode& node, LayoutDirection direction, bool hasIn, bool hasOut)
    : m_theme(theme)
    , m_node(node)
{
    m_look.direction = direction;
    m_look.hasIn = hasIn;
    m_look.hasOut = hasOut;
    setAcceptHoverEvents(true);
    setToolTip(node.tip);
}

QRectF NodeItem::boundingRect() const
{
    // Captions may be wider than a circle, and stand left of it in a vertical drawing.
    const QRectF outline(QPointF(0, 0), outlineOf(m_node));
    const bool captioned = m_node.shape == NodeShape::Circle || m_node.shape == NodeShape::Port;
    return captioned ? outline.adjusted(-130, -24, 60, 24) : outline.adjusted(-12, -12, 12, 12);
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    m_look.detail = detailOf(*painter);
    NodePainter(*painter, m_theme, m_look).paint(m_node);
}

void NodeItem::setSelectedRow(bool selected, int row)
{
    m_look.selected = selected;
    m_look.selectedRow = row;
    update();
}

void NodeItem::hoverEnterEvent(QGraphicsSceneHoverEvent*)
{
    m_look.hovered = true;
    update();
}

void NodeItem::hoverLeaveEvent(QGraphicsSceneHoverEvent*)
{
    m_look.hovered = false;
    update();
}

WireItem::WireItem(const Theme& theme, const DrawEdge& edge, const QPainterPath& path, QPointF label)
    : m_theme(theme)
    , m_edge(edge)
    , m_path(path)
    , m_label(label)
{
    setZValue(-1);
}

QRectF WireItem::labelRect() const
{
    if (m_edge.label.isEmpty())
        return {};
    const QFontMetricsF metrics(m_theme.font(TextRole::Mono));
    const QSizeF size(metrics.horizontalAdvance(m_edge.label) + 12, metrics.height());
    return {m_label - QPointF(size.width() / 2, size.height() / 2), size};
}

QRectF WireItem::boundingRect() const
{
    return m_path.boundingRect().adjusted(-2, -2, 2, 2).united(labelRect());
}

void WireItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Colors& colors = m_theme.colors();
    const double detail = detailOf(*painter);
    QPen pen(m_edge.change == Change::Added ? colors.good : colors.wire, m_edge.change == Change::Added ? 2 : 1.6);
    if (detail < 0.2)
        pen = QPen(colors.wire, 0); // a hairline: antialiased thick pens are many times slower
    painter->setRenderHint(QPainter::Antialiasing, detail >= 0.2);
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(m_path);
    if (m_edge.label.isEmpty() || detail < 0.45)
        return;
    painter->fillRect(labelRect(), colors.window);
    painter->setFont(m_theme.font(TextRole::Mono));
    painter->setPen(colors.muted);
    painter->drawText(labelRect(), Qt::AlignCenter, m_edge.label);
}

} // namespace cw::ui
