// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/stage_strip.h"

#include <algorithm>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace cw::ui {

StageStrip::StageStrip(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setFixedHeight(32);
    setAccessibleName(tr("Stages of the network"));
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void StageStrip::setStages(const std::vector<Stage>& stages, int current)
{
    m_stages = stages;
    m_current = current;
    setVisible(m_stages.size() > 1);
    update();
}

void StageStrip::setCurrent(int stage)
{
    if (stage < 0 || stage >= count() || stage == m_current)
        return;
    m_current = stage;
    setAccessibleDescription(m_stages[static_cast<std::size_t>(stage)].name);
    update();
    Q_EMIT currentChanged(stage);
}

QRect StageStrip::chipRect(int stage) const
{
    // Every chip gets its text and an equal share of what is left; too many are squeezed alike.
    const QFontMetrics metrics(m_theme.font(TextRole::Caption));
    std::vector<int> widths;
    int wanted = 0;
    for (const Stage& each : m_stages) {
        widths.push_back(metrics.horizontalAdvance(each.text) + 12);
        wanted += widths.back();
    }
    const int gaps = 6 * (count() - 1);
    const double spare = std::min(20.0, double(width() - 1 - gaps - wanted) / std::max(1, count()));
    double x = 0;
    for (int i = 0; i < stage; ++i)
        x += std::max(8.0, widths[static_cast<std::size_t>(i)] + spare) + 6;
    return QRect(static_cast<int>(x), 5,
                 static_cast<int>(std::max(8.0, widths[static_cast<std::size_t>(stage)] + spare)), 22);
}

int StageStrip::chipAt(const QPoint& position) const
{
    for (int i = 0; i < count(); ++i) {
        if (chipRect(i).contains(position))
            return i;
    }
    return -1;
}

void StageStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colors& colors = m_theme.colors();
    for (int i = 0; i < count(); ++i) {
        const QRectF chip = QRectF(chipRect(i)).adjusted(0.5, 0.5, -0.5, -0.5);
        const bool current = i == m_current;
        if (i > 0) {
            painter.setPen(QPen(colors.wire, 1));
            painter.drawLine(QPointF(chip.left() - 6, chip.center().y()), QPointF(chip.left(), chip.center().y()));
        }
        painter.setPen(QPen(current ? colors.accent : colors.cardBorder, current ? 1.4 : 1));
        painter.setBrush(current ? colors.selected : colors.surface);
        painter.drawRoundedRect(chip, 4, 4);
        if (current && hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(mix(colors.surface, colors.accent, 0.35), 2));
            painter.drawRoundedRect(chip.adjusted(2, 2, -2, -2), 3, 3);
        }
        QFont font = m_theme.font(TextRole::Caption);
        if (current)
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(current ? colors.accent : colors.text);
        painter.drawText(chip, Qt::AlignCenter, m_stages[static_cast<std::size_t>(i)].text);
    }
}

void StageStrip::mousePressEvent(QMouseEvent* event)
{
    setCurrent(chipAt(event->pos()));
}

void StageStrip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Right)
        setCurrent(m_current + 1);
    else if (event->key() == Qt::Key_Left)
        setCurrent(m_current - 1);
    else
        QWidget::keyPressEvent(event);
}

bool StageStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int stage = chipAt(help->pos());
        QToolTip::showText(help->globalPos(), stage < 0 ? QString() : m_stages[static_cast<std::size_t>(stage)].name,
                           this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace cw::ui
