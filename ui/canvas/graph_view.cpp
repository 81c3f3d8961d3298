// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/graph_view.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include <QScrollBar>

#include "ui/canvas/canvas_overlay.h"
#include "ui/canvas/comment_edit.h"
#include "ui/canvas/comment_item.h"
#include "ui/canvas/gestures/canvas_keys.h"
#include "ui/canvas/gestures/gesture.h"
#include "ui/canvas/placing.h"
#include "ui/canvas/scene_items.h"
#include "ui/canvas/title_edit.h"

namespace cw::ui {
namespace {

constexpr double kSmallest = 0.05; // zoom; that of a drawing that is larger when it is fitted may be less
constexpr double kSmallestFit = 0.01;
constexpr double kLargest = 4;
constexpr double kMargin = 24; // around the drawing when it is fitted
constexpr double kHints = 36;
constexpr double kReach = 10;           // px around a port or a wire that count as on it
constexpr double kPortZoom = 0.4;       // below it ports are too small to hit
constexpr int kMotion = 120;            // ms
constexpr int kMostSaid = 400;          // letters of a comment
constexpr std::size_t kMostMoved = 400; // nodes: more would not move smoothly

std::size_t index(int i)
{
    return static_cast<std::size_t>(i);
}

} // namespace

GraphView::GraphView(Theme& theme, QWidget* parent)
    : QGraphicsView(parent)
    , m_theme(theme)
    , m_overlay(new CanvasOverlay(theme))
{
    setScene(&m_scene);
    m_scene.addItem(m_overlay);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    setViewportUpdateMode(QGraphicsView::MinimalViewportUpdate);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAcceptDrops(false);
    setAccessibleName(tr("Drawing"));
    m_motion.setDuration(kMotion);
    connect(&m_filling, &QTimer::timeout, this, &GraphView::fillOn);
    connect(&theme, &Theme::changed, this, [this] {
        resetCachedContent();
        viewport()->update();
    });
}

GraphView::~GraphView()
{
    m_gesture.reset(); // it may look at the items
}

void GraphView::setActions(CanvasActions* actions)
{
    endGesture();
    m_actions = actions;
    m_keys = actions == nullptr ? nullptr : std::make_unique<CanvasKeys>(*this, *actions);
    setAcceptDrops(actions != nullptr);
    if (!isFilling())
        syncItems(); // ports that have no wire are shown where one may be drawn
}

void GraphView::updateDrawing(PlacedDrawing drawing, bool animated)
{
    endGesture();
    m_motion.stop();
    const PlacedDrawing before = std::exchange(m_drawing, std::move(drawing)); // items still point into it
    const auto& nodes = m_drawing.drawing.nodes;
    std::unordered_map<std::string, int> places;
    const bool same = before.drawing.nodes.size() == nodes.size() &&
                      std::equal(nodes.begin(), nodes.end(), before.drawing.nodes.begin(),
                                 [](const DrawNode& a, const DrawNode& b) { return a.id == b.id; });
    for (std::size_t i = 0; !same && i < nodes.size(); ++i)
        places.emplace(nodes[i].id.toStdString(), static_cast<int>(i));
    const auto now = [&](int old) {
        if (same || old < 0)
            return old;
        const auto found = places.find(before.drawing.nodes[index(old)].id.toStdString());
        return found == places.end() ? -1 : found->second;
    };
    std::vector<NodeItem*> items(nodes.size(), nullptr);
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const int place = now(static_cast<int>(i));
        if (place >= 0 && items[index(place)] == nullptr)
            items[index(place)] = m_items[i];
        else
            delete m_items[i]; // also the second of two that had one id, as a broken space may
    }
    m_items = std::move(items);
    std::vector<int> selection;
    for (const int node : m_selection) {
        if (now(node) >= 0)
            selection.push_back(now(node));
    }
    std::sort(selection.begin(), selection.end());
    selection.erase(std::unique(selection.begin(), selection.end()), selection.end());
    std::vector<int> comments = keptComments(before);
    const bool changed = selection.size() != m_selection.size() || comments.size() != m_selectedComments.size();
    m_selectedComments = std::move(comments);
    m_selected = now(m_selected);
    if (m_selected < 0 && !selection.empty())
        m_selected = selection.back();
    const int rows = m_selected < 0 ? 0 : static_cast<int>(nodes[index(m_selected)].rows.size());
    m_row = m_row < rows ? m_row : -1;
    m_selection = std::move(selection);
    if (m_wire >= 0 && before.drawing.edges != m_drawing.drawing.edges)
        m_wire = -1;
    std::vector<QPointF> starts;
    for (std::size_t i = 0; animated && i < m_items.size(); ++i)
        starts.push_back(m_items[i] == nullptr ? m_drawing.positions[i] : m_items[i]->pos());
    syncItems();
    const QPointF middle = centre();
    setSceneSpace();
    if (const QPointF off = (centre() - middle) * zoom(); std::abs(off.x()) > 1 || std::abs(off.y()) > 1)
        centerOn(middle);
    m_fitted = m_fitted && m_drawing.whole() == before.whole();
    if (animated && starts.size() <= kMostMoved)
        animateFrom(std::move(starts));
    if (changed)
        Q_EMIT selected(m_selected, m_row);
    Q_EMIT viewChanged(); // the overview shows it too
}

void GraphView::syncSelection()
{
    ++m_revision;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const auto node = static_cast<int>(i);
        m_items[i]->setSelectedRow(isSelected(node), node == m_selected ? m_row : -1);
    }
    for (std::size_t i = 0; i < m_wires.size(); ++i)
        m_wires[i]->setLook(static_cast<int>(i) == m_wire ? WireLook::Selected : WireLook::Plain);
    for (std::size_t i = 0; i < m_comments.size(); ++i)
        m_comments[i]->setSelected(isCommentSelected(static_cast<int>(i)));
}

void GraphView::setCuts(std::vector<QPainterPath> cuts)
{
    m_drawing.cuts = std::move(cuts);
    if (!m_gesture && m_motion.state() != QAbstractAnimation::Running)
        syncItems();
}

void GraphView::animateFrom(std::vector<QPointF> starts)
{
    m_motion.disconnect(this);
    m_motion.setStartValue(0.0);
    m_motion.setEndValue(1.0);
    const auto show = [this, starts = std::move(starts)](double part) {
        std::vector<QPointF> positions(m_items.size());
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            positions[i] = starts[i] + part * (m_drawing.positions[i] - starts[i]);
            m_items[i]->setPos(positions[i]);
        }
        for (std::size_t i = 0; i < m_wires.size(); ++i)
            m_wires[i]->setPath(plainWire(m_drawing, i, positions));
    };
    show(0);
    connect(&m_motion, &QVariantAnimation::valueChanged, this,
            [show](const QVariant& value) { show(value.toDouble()); });
    connect(&m_motion, &QVariantAnimation::finished, this, &GraphView::syncItems);
    m_motion.start();
}

void GraphView::previewMove(const std::vector<int>& nodes, const std::vector<int>& comments, QPointF by)
{
    for (const int comment : comments)
        previewComment(comment, m_drawing.drawing.comments[index(comment)].box.translated(by));
    std::vector<QPointF> positions = m_drawing.positions;
    std::vector<bool> moved(positions.size(), false);
    for (const int node : nodes) {
        moved[index(node)] = true;
        positions[index(node)] += by;
        m_items[index(node)]->setPos(positions[index(node)]);
    }
    for (std::size_t i = 0; i < m_wires.size(); ++i) {
        const DrawEdge& edge = m_drawing.drawing.edges[i];
        if (moved[index(edge.from)] || moved[index(edge.to)])
            m_wires[i]->setPath(plainWire(m_drawing, i, positions));
    }
}

void GraphView::endPreview()
{
    for (NodeItem* item : m_items) {
        item->setFaded(false);
        item->setLit(false, false);
    }
    m_overlay->clear();
    syncItems();
}

void GraphView::setSceneSpace()
{
    // Room around the drawing, so that any part of it can be brought to the middle.
    const QSizeF room = QSizeF(viewport()->size()) / zoom();
    setSceneRect(m_drawing.whole().adjusted(-room.width(), -room.height(), room.width(), room.height()));
}

void GraphView::fit()
{
    if (m_items.empty() || viewport()->width() < 8)
        return;
    const double scale = fittingZoom();
    const double below = m_actions != nullptr ? kHints : 0;
    lookAt(scale, m_drawing.whole().center() + QPointF(0, below / 2 / scale));
    m_fitted = true;
}

double GraphView::fittingZoom() const
{
    const double margin = m_plain ? kMargin / 2 : kMargin;
    const QRectF bounds = m_drawing.whole().adjusted(-margin, -margin, margin, margin);
    const double below = m_actions != nullptr ? kHints : 0; // px that the hints of keys take
    const double scale =
        std::min(viewport()->width() / bounds.width(), (viewport()->height() - below) / bounds.height());
    return std::clamp(scale, kSmallestFit, 1.0);
}

double GraphView::smallestZoom() const
{
    return m_drawing.positions.empty() ? kSmallest : std::min(kSmallest, fittingZoom());
}

void GraphView::fitSelection()
{
    if (m_selection.empty() && m_selectedComments.empty()) {
        fit();
        return;
    }
    QRectF bounds;
    for (const int node : m_selection)
        bounds =
            bounds.united(QRectF(m_drawing.positions[index(node)], outlineOf(m_drawing.drawing.nodes[index(node)])));
    for (const int comment : m_selectedComments)
        bounds = bounds.united(m_drawing.drawing.comments[index(comment)].box);
    bounds.adjust(-2 * kMargin, -2 * kMargin, 2 * kMargin, 2 * kMargin);
    const double scale = std::min({viewport()->width() / bounds.width(), viewport()->height() / bounds.height(), 1.5});
    lookAt(scale, bounds.center());
}

void GraphView::lookAt(double zoom, QPointF centre)
{
    const double scale = std::clamp(zoom, smallestZoom(), kLargest);
    setTransform(QTransform::fromScale(scale, scale));
    setSceneSpace();
    centerOn(centre);
    m_fitted = false;
    Q_EMIT viewChanged();
}

QPointF GraphView::centre() const
{
    return mapToScene(viewport()->rect()).boundingRect().center();
}

void GraphView::setZoom(double zoom)
{
    const double wanted = std::clamp(zoom, smallestZoom(), kLargest);
    const double factor = wanted / this->zoom();
    scale(factor, factor);
    setSceneSpace();
    m_fitted = false;
    Q_EMIT viewChanged();
}

void GraphView::panBy(QPoint delta)
{
    m_fitted = m_fitted && delta.isNull();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - delta.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - delta.y());
}

void GraphView::reveal(int node)
{
    reveal(nodeRect(node));
}

void GraphView::revealComment(int comment)
{
    reveal(commentRect(comment));
}

void GraphView::reveal(const QRect& place)
{
    if (!viewport()->rect().contains(place)) {
        centerOn(mapToScene(place.center()));
        m_fitted = false;
    }
}

QRect GraphView::nodeRect(int node) const
{
    const QRectF card = cardRect(m_drawing.drawing.nodes[index(node)]).translated(m_drawing.positions[index(node)]);
    return mapFromScene(card).boundingRect();
}

QPoint GraphView::portPoint(int node, bool output, int row) const
{
    const DrawNode& drawn = m_drawing.drawing.nodes[index(node)];
    const LayoutDirection direction = m_drawing.drawing.direction;
    const QPointF port = output ? outPort(drawn, direction) : inPort(drawn, direction, row);
    return mapFromScene(m_drawing.positions[index(node)] + port);
}

CanvasHit GraphView::hitAt(const QPoint& viewportAt) const
{
    const double reach = m_actions != nullptr && zoom() >= kPortZoom ? kReach / std::max(zoom(), 0.7) : 0;
    return ui::hitAt(m_drawing, mapToScene(viewportAt), reach);
}

bool GraphView::isSelected(int node) const
{
    return std::binary_search(m_selection.begin(), m_selection.end(), node);
}

void GraphView::select(int node, int row)
{
    if (node < 0)
        setSelection({});
    else
        setSelection({node}, node, row);
}

void GraphView::setSelection(std::vector<int> nodes, int current, int row, std::vector<int> comments)
{
    for (std::vector<int>* list : {&nodes, &comments}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    const bool known = std::binary_search(nodes.begin(), nodes.end(), current);
    const int chosen = nodes.empty() ? -1 : known ? current : nodes.back();
    const int chosenRow = nodes.size() == 1 && comments.empty() ? row : -1;
    if (nodes == m_selection && comments == m_selectedComments && chosen == m_selected && chosenRow == m_row &&
        m_wire < 0)
        return;
    m_selection = std::move(nodes);
    m_selectedComments = std::move(comments);
    m_selected = chosen;
    m_row = chosenRow;
    m_wire = -1;
    m_byPointer = false;
    syncSelection();
    if (m_selected >= 0)
        setAccessibleDescription(m_drawing.drawing.nodes[index(m_selected)].title);
    else if (m_selectedComments.size() == 1)
        setAccessibleDescription(m_drawing.drawing.comments[index(m_selectedComments.front())].text.left(kMostSaid));
    Q_EMIT selected(m_selected, m_row);
}

void GraphView::selectWire(int wire)
{
    setSelection({});
    m_wire = wire;
    syncSelection();
    Q_EMIT selected(-1, -1);
}

void GraphView::drawBackground(QPainter* painter, const QRectF& rect)
{
    painter->fillRect(rect, m_plain ? m_theme.colors().surface : m_theme.colors().window);
    if (m_plain || zoom() < 0.5)
        return;
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(m_theme.colors().line, 1.0 / zoom()));
    QVector<QPointF> dots;
    const auto firstAt = [](double place) { return static_cast<int>(std::floor(place / kGridStep)); };
    for (int row = firstAt(rect.top()); row * kGridStep < rect.bottom(); ++row) {
        for (int column = firstAt(rect.left()); column * kGridStep < rect.right(); ++column)
            dots << QPointF(column * kGridStep, row * kGridStep);
    }
    painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
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
