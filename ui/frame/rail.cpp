// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/rail.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace cw::ui {

namespace {

constexpr int kItemHeight = 56, kPitch = 64, kIcon = 20;

} // namespace

RailButton::RailButton(const Theme& theme, const QString& iconName, const QString& title, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_iconName(iconName)
{
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setAutoExclusive(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setFixedSize(sizeHint());
}

QSize RailButton::sizeHint() const
{
    return {Metrics::kRail - 1, kItemHeight};
}

void RailButton::setDot(bool dot)
{
    m_dot = dot;
    update();
}

void RailButton::paintEvent(QPaintEvent*)
{
    const Colors& c = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF item(4, 0, width() - 8, height());
    if (isChecked())
        painter.setBrush(mix(c.window, c.accent, c.dark ? 0.18 : 0.06));
    else if (underMouse())
        painter.setBrush(mix(c.window, c.text, 0.06));
    if (isChecked() || underMouse())
        painter.drawRoundedRect(item, Metrics::kRadius, Metrics::kRadius);
    if (isChecked()) {
        painter.setBrush(c.accent);
        painter.drawRoundedRect(QRectF(0, 8, 3, height() - 16), 1.5, 1.5);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(c.accent, 1));
        painter.drawRoundedRect(item.adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius, Metrics::kRadius);
    }
    const QColor ink = isChecked() ? c.accent : c.muted;
    const QRect icon((width() - kIcon) / 2, 9, kIcon, kIcon);
    m_theme.icon(m_iconName, ink).paint(&painter, icon);
    if (m_dot) {
        painter.setPen(QPen(isChecked() ? mix(c.window, c.accent, c.dark ? 0.18 : 0.06) : c.window, 1.5));
        painter.setBrush(c.accent);
        painter.drawEllipse(QPointF(icon.right() + 2, icon.top() + 2), 4, 4);
    }
    QFont font = m_theme.font(TextRole::Caption);
    font.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(ink);
    const QString label = painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - 4);
    painter.drawText(QRect(0, 32, width(), 20), Qt::AlignHCenter | Qt::AlignVCenter, label);
}

Rail::Rail(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("rail"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(Metrics::kRail);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 1, 8);
    column->setSpacing(kPitch - kItemHeight);
    column->addStretch();
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Rail::addPage(const QString& iconName, const QString& title)
{
    const int page = static_cast<int>(m_buttons.size());
    auto* button = new RailButton(m_theme, iconName, title, this);
    button->setToolTip(QStringLiteral("%1  Ctrl+%2").arg(title).arg(page + 1));
    static_cast<QVBoxLayout*>(layout())->insertWidget(page, button);
    connect(button, &QAbstractButton::clicked, this, [this, page] { Q_EMIT chosen(page); });
    m_buttons.push_back(button);
}

void Rail::setCurrent(int page)
{
    button(page)->setChecked(true);
}

void Rail::setDot(int page, bool dot)
{
    button(page)->setDot(dot);
}

} // namespace cw::ui
