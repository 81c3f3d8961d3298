// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/scene_items.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include "ui/widgets/plain_tip.h"

namespace cw::ui {
namespace {

constexpr double kWireDetail = 0.03; // between cards of four pixels wires are a grey of their own, and most of the work

double detailOf(const QPainter& painter)
{
    return QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter.worldTransform());
}

/// What is painted of a node, relative to its outline.
QRectF extentOf(const DrawNode& node)
{
    // Captions may be wider than a circle, and stand left of it in a vertical drawing.
    const QRectF outline(QPointF(0, 0), outlineOf(node));
    const bool captioned = node.shape == NodeShape::Circle || node.shape == NodeShape::Port;
    return captioned ? outline.adjusted(-130, -24, 60, 24) : outline.adjusted(-12, -12, 12, 12);
}

} // namespace

NodeItem::NodeItem(const Theme& theme)
    : m_theme(theme)
{
    setAcceptHoverEvents(true);
}

void NodeItem::setNode(const DrawNode& node, LayoutDirection direction, bool hasIn, bool hasOut)
{
    const bool same = m_node != nullptr && m_look.direction == direction && m_look.hasIn == hasIn &&
                      m_look.hasOut == hasOut && *m_node == node;
    m_node = &node;
    if (same)
        return;
    m_look.direction = direction;
    m_look.hasIn = hasIn;
    m_look.hasOut = hasOut;
    const QRectF bounds = extentOf(node);
    if (bounds != m_bounds) {
        prepareGeometryChange();
        m_bounds = bounds;
    }
    const QString tip = plainTip(node.issue.isEmpty() ? node.tip : node.issue);
    if (tip != toolTip())
        setToolTip(tip);
    update();
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    m_look.detail = detailOf(*painter);
    NodePainter(*painter, m_theme, m_look).paint(*m_node);
}

void NodeItem::setSelectedRow(bool selected, int row)
{
    if (m_look.selected == selected && m_look.selectedRow == row)
        return;
    m_look.selected = selected;
    m_look.selectedRow = row;
    update();
}

void NodeItem::setLit(bool in, bool out)
{
    if (m_look.inLit == in && m_look.outLit == out)
        return;
    m_look.inLit = in;
    m_look.outLit = out;
    update();
}

void NodeItem::setFaded(bool faded)
{
    if (m_look.faded == faded)
        return;
    m_look.faded = faded;
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

WireItem::WireItem(const Theme& theme)
    : m_theme(theme)
{
    setZValue(-1);
}

void WireItem::setWire(const DrawEdge& edge, const QPainterPath& path, QPointF label)
{
    const bool labelled = !edge.label.isEmpty() && !label.isNull();
    const bool same = m_edge != nullptr && m_labelled == labelled && m_label == label && m_edge->label == edge.label &&
                      m_edge->change == edge.change && m_path == path;
    m_edge = &edge;
    if (same)
        return;
    m_path = path;
    m_label = label;
    m_labelled = labelled;
    measure();
}

void WireItem::setPath(const QPainterPath& path)
{
    m_path = path;
    m_labelled = false;
    measure();
}

void WireItem::setLook(WireLook look)
{
    if (m_look == look)
        return;
    m_look = look;
    setZValue(look == WireLook::Plain ? -1 : -0.5);
    update();
}

QRectF WireItem::labelRect() const
{
    if (!m_labelled)
        return {};
    const QFontMetricsF metrics(m_theme.font(TextRole::Mono));
    const QSizeF size(metrics.horizontalAdvance(m_edge->label) + 12, metrics.height());
    return {m_label - QPointF(size.width() / 2, size.height() / 2), size};
}

void WireItem::measure()
{
    prepareGeometryChange();
    m_bounds = m_path.controlPointRect().adjusted(-3, -3, 3, 3).united(labelRect());
    update();
}

void WireItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    if (m_look == WireLook::Hidden)
        return;
    const Colors& colors = m_theme.colors();
    const double detail = detailOf(*painter);
    const bool marked = m_edge->change != Change::None;
    if (detail < kWireDetail && !marked && m_look == WireLook::Plain)
        return;
    QPen pen(marked ? changeColor(colors, m_edge->change) : colors.wire, marked ? 2 : 1.6);
    if (m_edge->change == Change::Removed)
        pen.setDashPattern({3, 2});
    if (detail < 0.2)
        pen = QPen(colors.wire, 0); // a hairline: antialiased thick pens are many times slower
    if (m_look != WireLook::Plain)
        pen = QPen(colors.accent, m_look == WireLook::Target ? 3 : 2.4);
    painter->setPen(pen);
    painter->setRenderHint(QPainter::Antialiasing, detail >= 0.2);
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(m_path);
    if (!m_labelled || detail < 0.45)
        return;
    painter->fillRect(labelRect(), colors.window);
    painter->setFont(m_theme.font(TextRole::Mono));
    painter->setPen(colors.muted);
    painter->drawText(labelRect(), Qt::AlignCenter, m_edge->label);
}

} // namespace cw::ui
