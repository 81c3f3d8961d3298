// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/value_chip.h"

#include <algorithm>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/theme/theme.h"

namespace cw::ui {

namespace {

constexpr int kMostText = 116; ///< a longer value is cut, its tooltip has all of it
constexpr int kSide = 8;
constexpr int kCross = 14; ///< room of the cross

} // namespace

ValueChip::ValueChip(const Theme& theme, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFont(theme.font(TextRole::Body));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ValueChip::setValue(const QString& text)
{
    if (text == this->text())
        return;
    setText(text);
    setAccessibleName(text);
    setToolTip(fontMetrics().horizontalAdvance(text) > kMostText ? text : QString());
    updateGeometry();
}

void ValueChip::setRemovable(bool removable)
{
    if (m_removable == removable)
        return;
    m_removable = removable;
    updateGeometry();
    update();
}

QSize ValueChip::sizeHint() const
{
    const int words = std::min(kMostText, fontMetrics().horizontalAdvance(text()));
    return {std::max(34, words + 2 * kSide + (m_removable ? kCross - 2 : 0)), Metrics::kControl};
}

QRect ValueChip::cross() const
{
    return m_removable ? QRect(width() - kCross - 4, 0, kCross + 4, height()) : QRect();
}

void ValueChip::paintEvent(QPaintEvent*)
{
    const Colors& colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(isEnabled() ? colors.selected : colors.window);
    painter.setPen(QPen(isEnabled() ? colors.accent : colors.line, hasFocus() ? 2 : 1));
    const double inset = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), Metrics::kRadius, Metrics::kRadius);
    painter.setPen(isEnabled() ? colors.text : colors.disabledText);
    const int right = m_removable ? kCross + 3 : kSide;
    const QRect words = rect().adjusted(kSide, 0, -right, 0);
    painter.drawText(words, Qt::AlignCenter, fontMetrics().elidedText(text(), Qt::ElideRight, words.width() + 1));
    if (!m_removable || !isEnabled())
        return;
    const QPointF middle = QRectF(cross()).center() - QPointF(1, 0);
    painter.setPen(QPen(underMouse() || hasFocus() ? colors.text : colors.muted, 1.2));
    painter.drawLine(middle + QPointF(-2.5, -2.5), middle + QPointF(2.5, 2.5));
    painter.drawLine(middle + QPointF(-2.5, 2.5), middle + QPointF(2.5, -2.5));
}

void ValueChip::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (m_removable)
            Q_EMIT removeRequested();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        click();
        break;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void ValueChip::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && isDown() && cross().contains(event->pos())) {
        setDown(false);
        Q_EMIT removeRequested();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

} // namespace cw::ui
