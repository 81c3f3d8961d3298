// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/graph_view.h"

#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include "ui/canvas/scene_items.h"

namespace cw::ui {
namespace {

constexpr double kSmallest = 0.05;
constexpr double kLargest = 4;
constexpr double kGrid = 16;
constexpr double kMargin = 24; // around the drawing when it is fitted

} // namespace

GraphView::GraphView(Theme& theme, QWidget* parent)
    : QGraphicsView(parent)
    , m_theme(theme)
{
    setScene(&m_scene);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    setViewportUpdateMode(QGraphicsView::MinimalViewportUpdate);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Drawing"));
    connect(&theme, &Theme::changed, this, [this] {
        resetCachedContent();
        viewport()->update();
    });
}

void GraphView::setDrawing(PlacedDrawing drawing)
{
    clear();
    m_drawing = std::move(drawing);
    const Drawing& drawn = m_drawing.drawing;
    std::vector<bool> hasIn(drawn.nodes.size(), false);
    std::vector<bool> hasOut(drawn.nodes.size(), false);
    for (std::size_t i = 0; i < drawn.edges.size(); ++i) {
        hasOut[static_cast<std::size_t>(drawn.edges[i].from)] = true;
        hasIn[static_cast<std::size_t>(drawn.edges[i].to)] = true;
        m_scene.addItem(new WireItem(m_theme, drawn.edges[i], m_drawing.wires[i], m_drawing.labels[i]));
    }
    for (std::size_t i = 0; i < drawn.nodes.size(); ++i) {
        auto* item = new NodeItem(m_theme, drawn.nodes[i], drawn.direction, hasIn[i], hasOut[i]);
        item->setPos(m_drawing.positions[i]);
        m_scene.addItem(item);
        m_items.push_back(item);
    }
    m_fitted = true;
    fit();
}

void GraphView::clear()
{
    m_scene.clear();
    m_items.clear();
    m_drawing = {};
    m_selected = -1;
    m_row = -1;
}

void GraphView::setSceneSpace()
{
    // Room around the drawing, so that any part of it can be brought to the middle.
    const QSizeF room = QSizeF(viewport()->size()) / zoom();
    setSceneRect(m_drawing.bounds.adjusted(-room.width(), -room.height(), room.width(), room.height()));
}

void GraphView::fit()
{
    if (m_items.empty() || viewport()->width() < 8)
        return;
    const double margin = m_plain ? kMargin / 2 : kMargin;
    const QRectF bounds = m_drawing.bounds.adjusted(-margin, -margin, margin, margin);
    const double scale = std::min({viewport()->width() / bounds.width(), viewport()->height() / bounds.height(), 1.0});
    setTransform(QTransform::fromScale(std::max(scale, kSmallest), std::max(scale, kSmallest)));
    setSceneSpace();
    centerOn(bounds.center());
    m_fitted = true;
    Q_EMIT viewChanged();
}

void GraphView::setZoom(double zoom)
{
    const double wanted = std::clamp(zoom, kSmallest, kLargest);
    const double factor = wanted / this->zoom();
    scale(factor, factor);
    setSceneSpace();
    m_fitted = false;
    Q_EMIT viewChanged();
}

QRect GraphView::nodeRect(int node) const
{
    const auto at = static_cast<std::size_t>(node);
    const QRectF card = cardRect(m_drawing.drawing.nodes[at]).translated(m_drawing.positions[at]);
    return mapFromScene(card).boundingRect();
}

int GraphView::nodeAt(const QPoint& position, int* row) const
{
    const QPointF at = mapToScene(position);
    for (std::size_t i = m_items.size(); i-- > 0;) {
        const DrawNode& node = m_drawing.drawing.nodes[i];
        const QPointF inside = at - m_drawing.positions[i];
        if (!cardRect(node).adjusted(-8, -8, 8, 8).contains(inside))
            continue;
        *row = rowAt(node, inside);
        return static_cast<int>(i);
    }
    *row = -1;
    return -1;
}

void GraphView::select(int node, int row)
{
    if (node == m_selected && row == m_row)
        return;
    if (m_selected >= 0)
        m_items[static_cast<std::size_t>(m_selected)]->setSelectedRow(false, -1);
    m_selected = node;
    m_row = row;
    if (node >= 0) {
        m_items[static_cast<std::size_t>(node)]->setSelectedRow(true, row);
        setAccessibleDescription(m_drawing.drawing.nodes[static_cast<std::size_t>(node)].title);
    }
    Q_EMIT selected(node, row);
}

void GraphView::drawBackground(QPainter* painter, const QRectF& rect)
{
    painter->fillRect(rect, m_plain ? m_theme.colors().surface : m_theme.colors().window);
    if (m_plain || zoom() < 0.5)
        return;
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(m_theme.colors().line, 1.0 / zoom()));
    QVector<QPointF> dots;
    const auto firstAt = [](double place) { return static_cast<int>(std::floor(place / kGrid)); };
    for (int row = firstAt(rect.top()); row * kGrid < rect.bottom(); ++row) {
        for (int column = firstAt(rect.left()); column * kGrid < rect.right(); ++column)
            dots << QPointF(column * kGrid, row * kGrid);
    }
    painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
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
    const int count = static_cast<int>(m_items.size());
    if (event->key() == Qt::Key_Home) {
        fit();
    } else if (event->key() == Qt::Key_0 && event->modifiers() == Qt::ControlModifier) {
        setZoom(1);
    } else if (event->key() == Qt::Key_Backspace) {
        Q_EMIT leaveRequested();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_selected >= 0) {
        Q_EMIT opened(m_selected, m_row);
    } else if (count > 0 && (event->key() == Qt::Key_Right || event->key() == Qt::Key_Down)) {
        select((m_selected + 1) % count);
    } else if (count > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Up)) {
        select(m_selected <= 0 ? count - 1 : m_selected - 1);
    } else {
        QGraphicsView::keyPressEvent(event);
    }
}

void GraphView::mousePressEvent(QMouseEvent* event)
{
    int row = -1;
    const int node = nodeAt(event->pos(), &row);
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && node < 0)) {
        m_panning = true;
        m_panFrom = event->pos();
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
    if (event->button() == Qt::LeftButton)
        select(node, row);
    event->accept();
}

void GraphView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_panning) {
        QGraphicsView::mouseMoveEvent(event);
        return;
    }
    const QPoint delta = event->pos() - m_panFrom;
    m_panFrom = event->pos();
    m_fitted = m_fitted && delta.isNull();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - delta.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - delta.y());
}

void GraphView::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_panning)
        viewport()->unsetCursor();
    m_panning = false;
    QGraphicsView::mouseReleaseEvent(event);
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event)
{
    int row = -1;
    const int node = nodeAt(event->pos(), &row);
    if (event->button() == Qt::LeftButton && node >= 0)
        Q_EMIT opened(node, row);
    event->accept();
}

void GraphView::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    if (m_fitted)
        fit();
}

void GraphView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    Q_EMIT viewChanged();
}

} // namespace cw::ui
