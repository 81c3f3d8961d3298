// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/lasso.h"

#include <QPainter>

namespace cw::ui {

namespace {

constexpr int kPace = 2;  // px between two corners: finer than a hand
constexpr int kLeast = 4; // px that an area is wide or high; less is a click

} // namespace

Lasso::Lasso(Theme& theme, QWidget* canvas)
    : QWidget(canvas)
    , m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void Lasso::setTool(bool isTool)
{
    m_isTool = isTool;
    if (isTool)
        parentWidget()->setCursor(Qt::CrossCursor);
    else
        parentWidget()->unsetCursor();
}

void Lasso::giveUp()
{
    m_isDrawing = false;
    hide();
}

bool Lasso::take(const QMouseEvent& mouse)
{
    if (mouse.type() == QEvent::MouseButtonPress) {
        const bool begins =
            mouse.button() == Qt::LeftButton && (m_isTool || mouse.modifiers().testFlag(Qt::ShiftModifier));
        if (begins) {
            m_isDrawing = true;
            m_line = QPolygonF({mouse.position()});
            setGeometry(parentWidget()->rect());
            raise();
            show();
        }
        return m_isDrawing;
    }
    if (!m_isDrawing)
        return false;
    if (mouse.type() == QEvent::MouseMove) {
        if ((mouse.position() - m_line.last()).manhattanLength() >= kPace) {
            m_line.append(mouse.position());
            update();
        }
        return true;
    }
    if (mouse.type() != QEvent::MouseButtonRelease || mouse.button() != Qt::LeftButton)
        return true;
    giveUp();
    const QRectF bounds = m_line.boundingRect();
    if (m_line.size() < 3 || (bounds.width() < kLeast && bounds.height() < kLeast))
        return false;
    Q_EMIT drawn(LassoArea(m_line));
    return true;
}

void Lasso::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(m_theme.colors().accent, 1.4);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    QColor inside = m_theme.colors().accent;
    inside.setAlphaF(0.10F);
    painter.setBrush(inside);
    painter.drawPolygon(m_line, Qt::OddEvenFill);
}

} // namespace cw::ui
