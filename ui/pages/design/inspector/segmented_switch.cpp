// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/segmented_switch.h"

#include <algorithm>

#include <QPainter>

#include "ui/theme/theme.h"

namespace cw::ui {

namespace {

constexpr int kHeight = 24;

/// One word; its frame is that of the switch.
class Segment : public QAbstractButton {
public:
    Segment(const Theme& theme, const QString& text, QWidget* parent)
        : QAbstractButton(parent)
        , m_theme(theme)
    {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
    }
    QSize sizeHint() const override { return {QFontMetrics(wordFont(true)).horizontalAdvance(text()) + 8, kHeight}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Colors& colors = m_theme.colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        if (isChecked() || (underMouse() && isEnabled()) || hasFocus()) {
            painter.setBrush(isChecked() ? colors.selected : underMouse() ? colors.hover : QColor(Qt::transparent));
            painter.setPen(!isEnabled()                ? QPen(colors.line)
                           : isChecked() || hasFocus() ? QPen(colors.accent, hasFocus() ? 1.6 : 1)
                                                       : QPen(Qt::NoPen));
            painter.drawRoundedRect(frame, Metrics::kRadius, Metrics::kRadius);
        }
        painter.setFont(wordFont(isChecked()));
        painter.setPen(!isEnabled() ? colors.disabledText : isChecked() ? colors.accent : colors.muted);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }

private:
    QFont wordFont(bool strong) const
    {
        QFont font = m_theme.font(TextRole::Secondary);
        if (strong)
            font.setWeight(QFont::DemiBold);
        return font;
    }

    const Theme& m_theme;
};

} // namespace

SegmentedSwitch::SegmentedSwitch(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_group(new QButtonGroup(this))
{
    setFixedHeight(kHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentedSwitch::chosen);
}

void SegmentedSwitch::addSegment(int id, const QString& text, const QString& help)
{
    auto* segment = new Segment(m_theme, text, this);
    segment->setToolTip(help);
    m_group->addButton(segment, id);
    connect(segment, &QAbstractButton::toggled, this, [this] { update(); }); // the lines between
    updateGeometry();
}

void SegmentedSwitch::setCurrent(int id)
{
    if (QAbstractButton* button = m_group->button(id)) {
        button->setChecked(true);
        return;
    }
    m_group->setExclusive(false);
    for (QAbstractButton* button : m_group->buttons())
        button->setChecked(false);
    m_group->setExclusive(true);
}

void SegmentedSwitch::setSegmentVisible(int id, bool visible)
{
    QAbstractButton* button = m_group->button(id);
    if (button == nullptr || button->isHidden() != visible)
        return;
    button->setVisible(visible);
    place();
    update();
}

QList<QAbstractButton*> SegmentedSwitch::shown() const
{
    QList<QAbstractButton*> buttons = m_group->buttons();
    buttons.removeIf([](const QAbstractButton* button) { return button->isHidden(); });
    return buttons;
}

QSize SegmentedSwitch::sizeHint() const
{
    int width = 0;
    for (const QAbstractButton* button : shown())
        width += button->sizeHint().width();
    return {width, kHeight};
}

void SegmentedSwitch::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void SegmentedSwitch::place()
{
    const QList<QAbstractButton*> buttons = shown();
    if (buttons.isEmpty())
        return;
    // Equal widths, unless some word needs more: then what the words leave over is shared evenly.
    int widest = 0;
    for (const QAbstractButton* button : buttons)
        widest = std::max(widest, button->sizeHint().width());
    const bool equal = widest * buttons.size() <= width();
    const double spare = double(width() - sizeHint().width()) / double(buttons.size());
    double x = 0;
    for (QAbstractButton* button : buttons) {
        const double next = x + (equal ? double(width()) / double(buttons.size()) : button->sizeHint().width() + spare);
        button->setGeometry(qRound(x), 0, qRound(next) - qRound(x), height());
        x = next;
    }
}

void SegmentedSwitch::paintEvent(QPaintEvent*)
{
    const Colors& colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colors.window);
    painter.setPen(colors.line);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius, Metrics::kRadius);
    const QList<QAbstractButton*> buttons = shown();
    for (qsizetype i = 1; i < buttons.size(); ++i) {
        if (buttons[i]->isChecked() || buttons[i - 1]->isChecked())
            continue;
        const double x = buttons[i]->x() + 0.5;
        painter.drawLine(QPointF(x, 7), QPointF(x, height() - 7));
    }
}

} // namespace cw::ui
