// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_message.h"

#include <algorithm>

#include <QAccessible>

namespace cw::ui {
namespace {

constexpr int kLeast = 3500; // ms
constexpr int kPerLetter = 45;
constexpr int kFade = 120;
constexpr int kTop = 12;
constexpr qsizetype kLongest = 400; // letters: a name in it may be very long

} // namespace

CanvasMessage::CanvasMessage(QWidget* canvas)
    : QLabel(canvas)
    , m_opacity(new QGraphicsOpacityEffect(this))
    , m_fade(m_opacity, "opacity")
{
    setProperty("role", "problem");
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setAlignment(Qt::AlignCenter);
    setGraphicsEffect(m_opacity);
    m_stay.setSingleShot(true);
    m_fade.setDuration(kFade);
    m_fade.setEndValue(0.0);
    connect(&m_stay, &QTimer::timeout, this, [this] {
        m_fade.setStartValue(1.0);
        m_fade.start();
    });
    connect(&m_fade, &QPropertyAnimation::finished, this, &QWidget::hide);
    hide();
}

void CanvasMessage::tell(const QString& why)
{
    QString sentence = why;
    if (!sentence.isEmpty()) // the core's sentences follow a colon elsewhere
        sentence[0] = sentence.at(0).toUpper();
    m_fade.stop();
    m_opacity->setOpacity(1);
    setText(sentence.size() > kLongest ? sentence.left(kLongest) + QStringLiteral(" …") : sentence);
    const int width =
        std::min(parentWidget()->width() - 32, std::max(240, fontMetrics().horizontalAdvance(text()) + 24));
    const int wrapped = std::min(width, 520);
    setGeometry((parentWidget()->width() - wrapped) / 2, kTop, wrapped, heightForWidth(wrapped));
    show();
    raise();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    m_stay.start(std::max(kLeast, static_cast<int>(text().size()) * kPerLetter));
}

void CanvasMessage::mousePressEvent(QMouseEvent*)
{
    m_stay.stop();
    hide();
}

} // namespace cw::ui
