// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/comment_item.h"

#include <QGraphicsSceneHoverEvent>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include "ui/canvas/canvas_hits.h"
#include "ui/widgets/plain_tip.h"

namespace cw::ui {
namespace {

constexpr double kBar = 4; // at the left edge

} // namespace

CommentItem::CommentItem(const Theme& theme)
    : m_theme(theme)
{
    setZValue(-2); // wires have -1
    setAcceptHoverEvents(true);
}

CommentItem::~CommentItem() = default;

void CommentItem::setComment(const DrawComment& comment)
{
    if (comment.text != m_text) {
        m_text = comment.text;
        m_laidOut = {};
        update();
    }
    setBox(comment.box);
}

void CommentItem::setBox(const QRectF& box)
{
    if (box == m_box)
        return;
    prepareGeometryChange();
    m_box = box;
}

void CommentItem::setSelected(bool selected)
{
    if (selected == m_selected)
        return;
    m_selected = selected;
    update();
}

QRectF CommentItem::textRect() const
{
    return m_box.adjusted(kBar + 10, 8, -10, -8);
}

void CommentItem::layOutText()
{
    const QSizeF room = textRect().size();
    if (room == m_laidOut)
        return;
    m_laidOut = room;
    m_paragraphs.clear();
    m_cut = false;
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    double y = 0;
    qsizetype from = 0;
    // Paragraph by paragraph: each is read from its own side. What is below the edge costs nothing.
    while (!m_cut && from <= m_text.size()) {
        qsizetype to = m_text.indexOf(QLatin1Char('\n'), from);
        to = to < 0 ? m_text.size() : to;
        const QString text = m_text.mid(from, to - from);
        option.setAlignment(text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
        auto paragraph = std::make_unique<QTextLayout>(text, m_theme.font(TextRole::Body));
        paragraph->setTextOption(option);
        paragraph->setCacheEnabled(true);
        paragraph->beginLayout();
        for (QTextLine line = paragraph->createLine(); line.isValid(); line = paragraph->createLine()) {
            line.setLineWidth(room.width());
            line.setPosition({0, y});
            y += line.height();
            m_cut = y > room.height();
            if (m_cut)
                break; // this one is not painted
        }
        paragraph->endLayout();
        m_paragraphs.push_back(std::move(paragraph));
        from = to + 1;
    }
    setToolTip(m_cut ? plainTip(m_text) : QString());
}

void CommentItem::paintText(QPainter& painter)
{
    layOutText();
    const QRectF room = textRect();
    painter.setPen(m_theme.colors().text);
    for (const std::unique_ptr<QTextLayout>& paragraph : m_paragraphs) {
        for (int i = 0; i < paragraph->lineCount(); ++i) {
            const QTextLine line = paragraph->lineAt(i);
            if (line.y() + line.height() <= room.height())
                line.draw(&painter, room.topLeft());
        }
    }
    if (!m_cut)
        return;
    painter.setFont(m_theme.font(TextRole::Body));
    painter.setPen(m_theme.colors().muted);
    painter.drawText(QRectF(room.left(), m_box.bottom() - 18, room.width() - 8, 16), Qt::AlignRight | Qt::AlignVCenter,
                     QString(QChar(0x2026)));
}

void CommentItem::paintCorner(QPainter& painter) const
{
    painter.setPen(QPen(m_theme.colors().muted, 1.2));
    for (const double far : {4.0, 8.0, 12.0})
        painter.drawLine(m_box.bottomRight() - QPointF(far, 3), m_box.bottomRight() - QPointF(3, far));
}

void CommentItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Colors& colors = m_theme.colors();
    const double detail = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    const QColor fill = mix(colors.window, colors.text, colors.dark ? 0.10 : 0.06);
    if (detail < 0.2) {
        painter->fillRect(m_box, m_selected ? mix(fill, colors.accent, 0.4) : fill);
        return;
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_hovered ? colors.muted : colors.line, 1));
    painter->setBrush(fill);
    painter->drawRoundedRect(m_box.adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius, Metrics::kRadius);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.muted);
    painter->drawRoundedRect(QRectF(m_box.left(), m_box.top(), kBar, m_box.height()), kBar / 2, kBar / 2);
    painter->setBrush(Qt::NoBrush);
    if (m_selected) {
        painter->setPen(QPen(colors.accent, 2));
        painter->drawRoundedRect(m_box.adjusted(-2, -2, 2, 2), Metrics::kRadius + 2, Metrics::kRadius + 2);
    }
    if (detail >= 0.45)
        paintText(*painter);
    if (m_editable && (m_selected || m_hovered))
        paintCorner(*painter);
}

void CommentItem::hoverEnterEvent(QGraphicsSceneHoverEvent*)
{
    m_hovered = true;
    update();
}

void CommentItem::hoverMoveEvent(QGraphicsSceneHoverEvent* event)
{
    const QPointF in = m_box.bottomRight() - event->pos();
    if (m_editable && in.x() <= kCommentCorner && in.y() <= kCommentCorner)
        setCursor(Qt::SizeFDiagCursor);
    else if (m_editable && isOnCommentHandle(m_box, event->pos()))
        setCursor(Qt::SizeAllCursor);
    else
        unsetCursor();
}

void CommentItem::hoverLeaveEvent(QGraphicsSceneHoverEvent*)
{
    m_hovered = false;
    unsetCursor();
    update();
}

} // namespace cw::ui
