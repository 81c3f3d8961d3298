// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/node_painter.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainterPath>
#include <QPixmapCache>

namespace cw::ui {
namespace {

constexpr double kRow = 20;
constexpr double kRowsTop = Metrics::kCardHeight + 4;
constexpr double kPortSize = 9;
constexpr double kIconDetail = 0.3;  // smaller icons are specks
constexpr double kRoundDetail = 0.4; // smaller cards have no round corners to see

QRectF rowRect(const QRectF& card, std::size_t index)
{
    return {card.left() + 6, card.top() + kRowsTop + kRow * static_cast<double>(index), card.width() - 7, kRow};
}

} // namespace

QColor changeColor(const Colors& colors, Change change)
{
    return change == Change::Added ? colors.good : change == Change::Removed ? colors.bad : colors.warning;
}

void paintChangeBadge(QPainter& painter, const Colors& colors, QPointF centre, Change change, double radius)
{
    const double unit = radius / 9;
    const bool light = change == Change::Added || change == Change::Removed;
    painter.setPen(QPen(colors.surface, 1.5));
    painter.setBrush(changeColor(colors, change));
    painter.drawEllipse(centre, radius, radius);
    const QColor sign = light ? QColor(Qt::white) : colors.dark ? colors.window : colors.text;
    painter.setPen(QPen(sign, 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    if (light) {
        painter.drawLine(centre - QPointF(4, 0) * unit, centre + QPointF(4, 0) * unit);
        if (change == Change::Added)
            painter.drawLine(centre - QPointF(0, 4) * unit, centre + QPointF(0, 4) * unit);
        return;
    }
    QPainterPath tilde(centre + QPointF(-4.5, 1.5) * unit);
    tilde.cubicTo(centre + QPointF(-2, -5) * unit, centre + QPointF(2, 5) * unit, centre + QPointF(4.5, -1.5) * unit);
    painter.drawPath(tilde);
}

int rowAt(const DrawNode& node, QPointF at)
{
    for (std::size_t i = 0; node.shape == NodeShape::Stack && i < node.rows.size(); ++i) {
        if (rowRect(cardRect(node), i).contains(at))
            return static_cast<int>(i);
    }
    return -1;
}

void NodePainter::text(const QRectF& rect, int flags, const QString& text, TextRole role, const QColor& color,
                       bool bold)
{
    QFont font = m_theme.font(role);
    if (bold)
        font.setWeight(QFont::DemiBold);
    m_painter.setFont(font);
    m_painter.setPen(color);
    m_painter.drawText(rect, flags | Qt::TextSingleLine,
                       QFontMetricsF(font).elidedText(text, Qt::ElideRight, rect.width()));
}

void NodePainter::icon(const QRectF& rect, const QString& name, space::OpFamily family)
{
    icon(rect, name, m_colors.opIcon(family));
}

void NodePainter::icon(const QRectF& rect, const QString& name, const QColor& color)
{
    if (name.isEmpty() || m_look.detail < kIconDetail)
        return;
    if (m_painter.paintEngine() == nullptr || m_painter.paintEngine()->type() != QPaintEngine::Raster) {
        m_theme.icon(name, color).paint(&m_painter, rect.toAlignedRect()); // an export stays sharp at every size
        return;
    }
    // Reading and drawing an SVG for each of a thousand cards, frame by frame, takes longer than all the rest.
    const double scale = m_look.detail * m_painter.device()->devicePixelRatioF();
    const int side = std::clamp(static_cast<int>(std::ceil(rect.width() * scale)), 4, 256);
    const QString key = QStringLiteral("cw-canvas/%1/%2/%3").arg(name, color.name()).arg(side);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        m_theme.icon(name, color).paint(&painter, QRect(0, 0, side, side));
        painter.end();
        QPixmapCache::insert(key, pixmap);
    }
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform);
    m_painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()));
}

void NodePainter::paint(const DrawNode& node)
{
    if (m_look.detail < 0.2 && !m_look.faded && node.issue.isEmpty()) { // thousands are in sight: no state to save
        paintBlock(node);
        return;
    }
    m_painter.save();
    if (m_look.faded)
        m_painter.setOpacity(0.6);
    if (m_look.detail < 0.2)
        paintBlock(node);
    else {
        m_painter.setRenderHint(QPainter::Antialiasing);
        switch (node.shape) {
        case NodeShape::Circle:
            paintCircle(node);
            break;
        case NodeShape::Port:
            paintPort(node);
            break;
        case NodeShape::Chip:
            paintChip(node);
            break;
        case NodeShape::Card:
            paintCard(node);
            break;
        case NodeShape::Stack:
            paintStack(node);
            break;
        case NodeShape::Inputs:
            paintInputs(node);
            break;
        }
    }
    if (!node.issue.isEmpty())
        paintIssue(cardRect(node).topRight() - QPointF(2, 0), node.issueInside);
    m_painter.restore();
}

void NodePainter::paintBlock(const DrawNode& node)
{
    const bool plain = node.shape == NodeShape::Circle || node.shape == NodeShape::Port;
    QRectF block = cardRect(node);
    const double least = 1 / m_look.detail; // a pixel: of a drawing as wide as hundreds of columns all cards are seen
    if (block.height() < least || block.width() < least) {
        const QPointF centre = block.center();
        block.setSize(block.size().expandedTo({least, least}));
        block.moveCenter(centre);
    }
    m_painter.fillRect(block, m_look.selected ? m_colors.accent
                              : plain         ? m_colors.muted
                                              : mix(m_colors.surface, m_colors.family(node.family), 0.6));
}

void NodePainter::paintCircle(const DrawNode& node)
{
    const QRectF card = cardRect(node);
    m_painter.setPen(QPen(m_look.selected ? m_colors.accent : m_colors.wire, m_look.selected ? 2 : 1.2));
    m_painter.setBrush(m_look.hovered ? m_colors.hover : m_colors.surface);
    const bool chipSize = m_look.direction == LayoutDirection::Down;
    m_painter.drawEllipse(chipSize ? card.adjusted(3, 3, -3, -3) : card.adjusted(0.5, 0.5, -0.5, -0.5));
    if (!readable())
        return;
    QFont font = m_theme.font(TextRole::Secondary);
    font.setWeight(QFont::DemiBold);
    // Between the ports there is room for a number; a longer name stands below.
    const bool fits = chipSize || QFontMetricsF(font).horizontalAdvance(node.title) <= card.width() - kPortSize;
    if (fits)
        text(card, Qt::AlignCenter, node.title, TextRole::Secondary, m_colors.text, true);
    else
        icon(QRectF(card.center() - QPointF(8, 8), QSizeF(16, 16)),
             node.icon.isEmpty() ? QStringLiteral("op-inputs") : node.icon, space::OpFamily::Structure);
    if (chipSize) {
        if (!node.caption.isEmpty()) {
            // Beside the circle: wires leave above and below it.
            const QRectF beside(card.left() - 128, card.top(), 124, card.height());
            text(beside, Qt::AlignRight | Qt::AlignVCenter, node.caption, TextRole::Caption, m_colors.muted);
        }
        return;
    }
    const QRectF below(card.center().x() - 50, card.bottom() + 2, 100, 16);
    const bool said = fits || node.title == node.caption;
    text(below, Qt::AlignHCenter | Qt::AlignTop,
         said ? node.caption : QStringLiteral("%1 · %2").arg(node.title, node.caption), TextRole::Caption,
         m_colors.muted);
    paintPorts(node);
}

void NodePainter::paintPort(const DrawNode& node)
{
    const QRectF card = cardRect(node);
    paintFrame(card, node);
    icon(QRectF(card.center() - QPointF(8, 8), QSizeF(16, 16)), node.icon, space::OpFamily::Structure);
    if (!readable())
        return;
    const QRectF below(card.center().x() - 60, card.bottom() + 2, 120, 16);
    text(below, Qt::AlignHCenter | Qt::AlignTop, node.caption, TextRole::Caption, m_colors.muted);
    if (!node.output.isEmpty())
        text(below.translated(0, -card.height() - 21), Qt::AlignHCenter | Qt::AlignBottom, node.output, TextRole::Mono,
             m_colors.muted);
    paintPorts(node);
}

void NodePainter::paintFrame(const QRectF& rect, const DrawNode& node)
{
    QColor border = m_look.hovered ? mix(m_colors.cardBorder, m_colors.muted, 0.5) : m_colors.cardBorder;
    QColor fill = m_colors.surface;
    double width = 1;
    if (node.change != Change::None) {
        border = changeColor(m_colors, node.change);
        fill = mix(m_colors.surface, border, 0.1);
        width = 1.6;
    }
    const bool plain = !m_look.selected && !node.dashed && node.change == Change::None;
    if (m_look.detail < kRoundDetail && plain) { // many are in sight, and their corners are of two pixels
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        m_painter.fillRect(rect, border);
        const double line = 1 / m_look.detail;
        m_painter.fillRect(rect.adjusted(line, line, -line, -line), fill);
        m_painter.setRenderHint(QPainter::Antialiasing);
        return;
    }
    QPen frame(border, width);
    if (node.dashed || node.change == Change::Removed)
        frame.setDashPattern({5, 3});
    m_painter.setBrush(fill);
    m_painter.setPen(frame);
    m_painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius, Metrics::kRadius);
    if (m_look.selected && m_look.selectedRow < 0) {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_colors.accent, 2));
        m_painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), Metrics::kRadius + 2, Metrics::kRadius + 2);
    }
}

void NodePainter::paintBar(const QRectF& bar, space::OpFamily family)
{
    if (family == space::OpFamily::Identity) {
        QPen pen(m_colors.muted, 2);
        pen.setDashPattern({1.5, 1.5});
        m_painter.setPen(pen);
        m_painter.drawLine(QPointF(bar.center().x(), bar.top()), QPointF(bar.center().x(), bar.bottom()));
        return;
    }
    const bool hollow = family == space::OpFamily::Zero;
    m_painter.setPen(hollow ? QPen(m_colors.muted, 1) : QPen(Qt::NoPen));
    m_painter.setBrush(hollow ? QBrush(Qt::NoBrush) : QBrush(m_colors.family(family)));
    if (hollow)
        m_painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 1, 1);
    else if (m_look.detail < kRoundDetail)
        m_painter.fillRect(bar, m_colors.family(family));
    else
        m_painter.drawRect(bar);
}

void NodePainter::paintEdge(const QRectF& card, space::OpFamily family)
{
    const QRectF bar(card.left(), card.top(), 4, card.height());
    if (m_look.detail < kRoundDetail || family == space::OpFamily::Identity || family == space::OpFamily::Zero) {
        paintBar(bar.adjusted(0.5, Metrics::kRadius / 2.0, 0, -Metrics::kRadius / 2.0), family);
        return;
    }
    // Its left corners are those of the card. A path of its own: a clip would cost several times as much.
    const QRectF inside = card.adjusted(0.5, 0.5, -0.5, -0.5);
    constexpr double kRound = Metrics::kRadius;
    QPainterPath path(QPointF(bar.right(), inside.top()));
    path.arcTo(QRectF(inside.left(), inside.top(), 2 * kRound, 2 * kRound), 120, 60);
    path.arcTo(QRectF(inside.left(), inside.bottom() - 2 * kRound, 2 * kRound, 2 * kRound), 180, 60);
    path.lineTo(bar.right(), inside.bottom());
    path.closeSubpath();
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_colors.family(family));
    m_painter.drawPath(path);
}

void NodePainter::paintChip(const DrawNode& node)
{
    const QRectF card = cardRect(node);
    paintFrame(card, node);
    paintBar(QRectF(card.left() + 5, card.top() + 5, 3, 18), node.family);
    icon(QRectF(card.left() + 12, card.top() + 6, 16, 16), node.icon, node.family);
    if (readable()) {
        const QRectF line(card.left() + 31, card.top(), card.width() - 35, 28);
        text(line, Qt::AlignLeft | Qt::AlignVCenter, node.title, TextRole::Secondary, m_colors.text);
        if (!node.was.isEmpty())
            text(QRectF(line.left(), card.top() + 22, line.width(), 16), Qt::AlignLeft | Qt::AlignVCenter, node.was,
                 TextRole::Caption, m_colors.muted);
    }
    if (node.change != Change::None)
        paintChangeBadge(m_painter, m_colors, card.topRight() + QPointF(-2, 1), node.change);
}

void NodePainter::paintIssue(QPointF centre, bool inside)
{
    const QColor fill = inside ? m_colors.warning : m_colors.bad;
    if (m_look.detail < 0.2) {
        const double half = std::max(24.0, 2 / m_look.detail);
        m_painter.fillRect(QRectF(centre - QPointF(half, half), QSizeF(2 * half, 2 * half)), fill);
        return;
    }
    m_painter.setPen(QPen(m_colors.window, 1.5));
    m_painter.setBrush(fill);
    m_painter.drawEllipse(centre, 10, 10);
    const QColor sign = inside ? QColor(0x1C, 0x24, 0x30) : QColor(Qt::white);
    m_painter.setPen(QPen(sign, 2, Qt::SolidLine, Qt::RoundCap));
    if (inside) {
        m_painter.drawLine(centre - QPointF(0, 4.5), centre + QPointF(0, 1));
        m_painter.drawPoint(centre + QPointF(0, 4.7));
    } else {
        m_painter.drawLine(centre - QPointF(3.5, 3.5), centre + QPointF(3.5, 3.5));
        m_painter.drawLine(centre + QPointF(-3.5, 3.5), centre + QPointF(3.5, -3.5));
    }
}

QFont NodePainter::pillFont() const
{
    QFont font = m_theme.font(TextRole::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

double NodePainter::pillWidth(const DrawNode& node) const
{
    if (node.pill.isEmpty() && !node.open)
        return 0;
    const double words = node.pill.isEmpty() ? 0 : QFontMetricsF(pillFont()).horizontalAdvance(node.pill) + 4;
    return (node.open ? 14 : 0) + words + 10;
}

void NodePainter::paintPill(const DrawNode& node, QPointF rightTop)
{
    const double width = pillWidth(node);
    if (width == 0)
        return;
    const QRectF pill(rightTop.x() - width, rightTop.y(), width, 18);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(mix(m_colors.surface, m_colors.accent, m_colors.dark ? 0.3 : 0.12));
    m_painter.drawRoundedRect(pill, 9, 9);
    if (node.open)
        icon(QRectF(pill.left() + 5, pill.top() + 2, 14, 14), QStringLiteral("dice"), m_colors.accent);
    m_painter.setFont(pillFont());
    m_painter.setPen(m_colors.dark ? m_colors.text : m_colors.accent);
    m_painter.drawText(pill.adjusted(node.open ? 21 : 5, 0, -5, 0), Qt::AlignVCenter | Qt::AlignLeft, node.pill);
}

void NodePainter::paintPorts(const DrawNode& node)
{
    if (!readable() || m_look.direction == LayoutDirection::Down)
        return;
    if (node.shape == NodeShape::Stack && m_look.hasOut) { // the wire, over the cards behind
        m_painter.setPen(QPen(m_colors.wire, 1.6));
        const QPointF out = outPort(node, m_look.direction);
        m_painter.drawLine(out, out + QPointF(9, 0));
    }
    const bool rows = node.shape == NodeShape::Inputs && !node.rows.empty();
    if (m_look.hasIn && !rows)
        paintDot(inPort(node, m_look.direction), m_look.inLit);
    for (std::size_t i = 0; rows && i < node.rows.size(); ++i)
        paintDot(rowMiddle(node, static_cast<int>(i)), m_look.inLit);
    if (m_look.hasOut)
        paintDot(outPort(node, m_look.direction), m_look.outLit);
}

void NodePainter::paintDot(QPointF centre, bool lit)
{
    const double radius = lit ? kPortSize / 2 + 1.5 : kPortSize / 2;
    m_painter.setPen(QPen(lit ? m_colors.accent : m_colors.wire, lit ? 2 : 1.2));
    m_painter.setBrush(m_colors.surface);
    m_painter.drawEllipse(centre, radius, radius);
}

void NodePainter::paintBrackets(const DrawNode& node)
{
    const QRectF block = cardRect(node).adjusted(-8, -8, 8, 8);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_colors.muted, 2));
    m_painter.drawPolyline(QPolygonF(
        {block.topLeft() + QPointF(7, 0), block.topLeft(), block.bottomLeft(), block.bottomLeft() + QPointF(7, 0)}));
    m_painter.drawPolyline(QPolygonF({block.topRight() - QPointF(7, 0), block.topRight(), block.bottomRight(),
                                      block.bottomRight() - QPointF(7, 0)}));
    if (!readable())
        return;
    const QRectF name(block.left(), block.top() - 20, block.width() - pillWidth(node) - 4, 18);
    icon(QRectF(name.left(), name.top() + 1, 16, 16), QStringLiteral("op-repeat"), space::OpFamily::Structure);
    text(name.adjusted(20, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, node.name, TextRole::Secondary, m_colors.text,
         true);
    paintPill(node, QPointF(block.right(), name.top()));
}

void NodePainter::paintCard(const DrawNode& node)
{
    const QRectF card = cardRect(node);
    if (node.bracketed)
        paintBrackets(node);
    paintFrame(card, node);
    paintEdge(card, node.family);
    icon(QRectF(card.left() + 14, card.top() + 10, 16, 16), node.icon, node.family);
    if (readable()) {
        const double pill = node.bracketed ? 8 : pillWidth(node) + 12;
        text(QRectF(card.left() + 38, card.top() + 6, card.width() - 38 - pill, 24), Qt::AlignLeft | Qt::AlignVCenter,
             node.title, TextRole::Body, m_colors.text, true);
        text(QRectF(card.left() + 14, card.top() + 29, card.width() - 22, 18), Qt::AlignLeft | Qt::AlignVCenter,
             node.subtitle, TextRole::Mono, m_colors.muted);
        if (!node.output.isEmpty())
            text(QRectF(card.left(), card.bottom() + (node.bracketed ? 9 : 3), card.width(), 15),
                 Qt::AlignRight | Qt::AlignVCenter, node.output, TextRole::Mono, m_colors.muted);
        if (!node.bracketed)
            paintPill(node, QPointF(card.right() - 8, card.top() + 9));
    }
    if (node.change != Change::None)
        paintChangeBadge(m_painter, m_colors, card.topRight() + QPointF(-2, 1), node.change);
    paintPorts(node);
}

void NodePainter::paintRow(const DrawNode& node, const QRectF& row, std::size_t index)
{
    const DrawRow& drawn = node.rows[index];
    const bool selected = m_look.selected && m_look.selectedRow == static_cast<int>(index);
    if (selected) {
        m_painter.setPen(QPen(m_colors.accent, 1));
        m_painter.setBrush(m_colors.selected);
        m_painter.drawRect(row.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    paintBar(QRectF(row.left() + 8, row.top() + 4, 4, 12), drawn.family);
    icon(QRectF(row.left() + 19, row.top() + 2, 16, 16), drawn.icon, drawn.family);
    text(QRectF(row.left() + 40, row.top(), row.width() - 44, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
         drawn.text, TextRole::Secondary, m_colors.text, selected);
}

void NodePainter::paintHead(const DrawNode& node, const QRectF& card)
{
    paintFrame(card, node);
    paintEdge(card, space::OpFamily::Structure);
    icon(QRectF(card.left() + 14, card.top() + 10, 16, 16), node.icon, space::OpFamily::Structure);
    if (!readable())
        return;
    text(QRectF(card.left() + 38, card.top() + 6, card.width() - 38 - pillWidth(node) - 12, 24),
         Qt::AlignLeft | Qt::AlignVCenter, node.title, TextRole::Body, m_colors.text, true);
    const QRectF line(card.left() + 14, card.top() + 29, card.width() - 24, 18);
    text(line, Qt::AlignLeft | Qt::AlignVCenter, node.subtitle, TextRole::Mono, m_colors.muted);
    text(line, Qt::AlignRight | Qt::AlignVCenter, node.output, TextRole::Mono, m_colors.muted);
    paintPill(node, QPointF(card.right() - 8, card.top() + 9));
    if (node.rows.empty())
        return;
    m_painter.setPen(QPen(m_colors.line, 1));
    const double y = card.top() + Metrics::kCardHeight - 0.5;
    m_painter.drawLine(QPointF(card.left() + 4, y), QPointF(card.right() - 1, y));
}

void NodePainter::paintStack(const DrawNode& node)
{
    const QRectF card = cardRect(node);
    if (node.bracketed)
        paintBrackets(node);
    m_painter.setBrush(m_colors.surface);
    m_painter.setPen(QPen(m_colors.cardBorder, 1));
    for (const double shift : {8.0, 4.0}) {
        const QRectF behind = card.adjusted(0.5 + shift, 0.5 + shift, shift - 0.5, shift - 0.5);
        if (m_look.detail < kRoundDetail)
            m_painter.drawRect(behind);
        else
            m_painter.drawRoundedRect(behind, Metrics::kRadius, Metrics::kRadius);
    }
    paintHead(node, card);
    for (std::size_t i = 0; readable() && i < node.rows.size(); ++i)
        paintRow(node, rowRect(card, i), i);
    paintPorts(node);
}

void NodePainter::paintInputs(const DrawNode& node)
{
    const QRectF card = cardRect(node);
    paintHead(node, card);
    for (std::size_t i = 0; readable() && i < node.rows.size(); ++i) {
        const QRectF row = rowRect(card, i);
        const QRectF line(row.left() + 8, row.top(), row.width() - 14, row.height());
        const DrawRow& source = node.rows[i];
        const double aside = source.aside.isEmpty()
                                 ? 0
                                 : QFontMetricsF(m_theme.font(TextRole::Mono)).horizontalAdvance(source.aside) + 8;
        text(line.adjusted(0, 0, -aside, 0), Qt::AlignLeft | Qt::AlignVCenter, source.text, TextRole::Secondary,
             m_colors.text);
        text(line, Qt::AlignRight | Qt::AlignVCenter, source.aside, TextRole::Mono, m_colors.muted);
    }
    paintPorts(node);
}

} // namespace cw::ui
