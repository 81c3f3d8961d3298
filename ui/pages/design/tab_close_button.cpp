// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/tab_close_button.h"

#include <QEnterEvent>
#include <QPainter>

namespace cw::ui {

TabCloseButton::TabCloseButton(const Theme& theme, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setFixedSize(sizeHint());
    setFocusPolicy(Qt::NoFocus); // Ctrl+W does the same
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TabCloseButton::setModified(bool modified)
{
    m_modified = modified;
    update();
}

void TabCloseButton::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void TabCloseButton::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void TabCloseButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& colors = m_theme.colors();
    if (m_modified && !underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.muted);
        painter.drawEllipse(QRectF(width() / 2.0 - 4, height() / 2.0 - 4, 8, 8));
        return;
    }
    if (underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.hover);
        painter.drawRoundedRect(rect(), 4, 4);
    }
    m_theme.icon(QStringLiteral("close"), underMouse() ? colors.text : colors.muted)
        .paint(&painter, rect().adjusted(3, 3, -3, -3));
}

} // namespace cw::ui
