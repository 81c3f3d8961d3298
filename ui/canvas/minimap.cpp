// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/minimap.h"

#include <algorithm>

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>

namespace cw::ui {
namespace {

constexpr int kWidth = 168, kHeight = 110, kInset = 16, kPadding = 8;
constexpr std::size_t kMany = 3000; // nodes: specks, whose round corners nobody sees

} // namespace

Minimap::Minimap(Theme& theme, GraphView& view)
    : QWidget(&view)
    , m_theme(theme)
    , m_view(view)
{
    setFixedSize(kWidth, kHeight);
    setAccessibleName(tr("Overview of the drawing"));
    setCursor(Qt::PointingHandCursor);
    view.installEventFilter(this);
    connect(&view, &GraphView::viewChanged, this, [this] { update(); });
    connect(&view, &GraphView::selected, this, [this] { update(); });
    connect(&theme, &Theme::changed, this, [this] {
        m_revision = ~quint64(0);
        update();
    });
}

void Minimap::place()
{
    move(m_view.width() - kWidth - kInset, m_view.height() - kHeight - kInset);
}

bool Minimap::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

QTransform Minimap::toMap() const
{
    const QRectF bounds = m_view.drawing().whole().adjusted(-24, -24, 24, 24);
    const double scale =
        std::min((width() - 2.0 * kPadding) / bounds.width(), (height() - 2.0 * kPadding) / bounds.height());
    QTransform transform;
    transform.translate(width() / 2.0, height() / 2.0);
    transform.scale(scale, scale);
    transform.translate(-bounds.center().x(), -bounds.center().y());
    return transform;
}

void Minimap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& colors = m_theme.colors();
    painter.setPen(QPen(colors.line, 1));
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const QTransform transform = toMap();
    const QRectF seen = m_view.mapToScene(m_view.viewport()->rect()).boundingRect();
    const QRectF window = transform.mapRect(seen).intersected(QRectF(rect()).adjusted(4, 4, -4, -4));
    painter.setPen(QPen(colors.accent, 1.2));
    painter.setBrush(mix(colors.surface, colors.accent, 0.05));
    painter.drawRoundedRect(window, 3, 3);
    if (m_revision != m_view.revision() || m_nodes.devicePixelRatio() != devicePixelRatioF())
        drawNodes(transform);
    painter.drawPixmap(0, 0, m_nodes);
}

void Minimap::drawNodes(const QTransform& transform)
{
    m_revision = m_view.revision();
    m_nodes = QPixmap(size() * devicePixelRatioF());
    m_nodes.setDevicePixelRatio(devicePixelRatioF());
    m_nodes.fill(Qt::transparent);
    QPainter painter(&m_nodes);
    const bool many = m_view.drawing().positions.size() > kMany;
    painter.setRenderHint(QPainter::Antialiasing, !many);
    painter.setPen(Qt::NoPen);
    const Colors& colors = m_theme.colors();
    const PlacedDrawing& drawing = m_view.drawing();
    painter.setBrush(mix(colors.surface, colors.muted, 0.18));
    for (const DrawComment& comment : drawing.drawing.comments)
        painter.drawRoundedRect(transform.mapRect(comment.box), 1.5, 1.5);
    const QColor plain = mix(colors.surface, colors.muted, 0.45);
    for (std::size_t i = 0; i < drawing.positions.size(); ++i) {
        const DrawNode& node = drawing.drawing.nodes[i];
        const QRectF card = transform.mapRect(cardRect(node).translated(drawing.positions[i]));
        const bool small = node.shape == NodeShape::Circle || node.shape == NodeShape::Port;
        const QColor& color = m_view.isSelected(static_cast<int>(i)) ? colors.accent : small ? colors.muted : plain;
        if (many) {
            painter.fillRect(QRectF(card.topLeft(), card.size().expandedTo({1, 1})), color);
            continue;
        }
        painter.setBrush(color);
        if (small)
            painter.drawEllipse(card.center(), 2.5, 2.5);
        else
            painter.drawRoundedRect(card, 1.5, 1.5);
    }
}

void Minimap::mousePressEvent(QMouseEvent* event)
{
    m_view.centerOn(toMap().inverted().map(event->position()));
}

void Minimap::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        m_view.centerOn(toMap().inverted().map(event->position()));
}

} // namespace cw::ui
