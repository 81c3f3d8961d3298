// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/replay_bar.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyle>

#include "ui/canvas/themed_icon.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

constexpr std::array kSpeeds{1.0, 2.0, 4.0, 0.5};
constexpr int kFrame = 50;                      ///< ms
constexpr int kWhole = 30'000, kOneTrial = 500; ///< ms at speed 1: a long film, and one trial of a short one
constexpr int kHandle = 16;                     ///< px, as in the style sheet

} // namespace

FilmSlider::FilmSlider(Theme& theme, QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setMinimumWidth(80);
    setFixedHeight(30);
    setAccessibleName(tr("Place in the search"));
}

void FilmSlider::setFilm(FilmPtr film)
{
    m_film = std::move(film);
    update();
}

void FilmSlider::paintEvent(QPaintEvent* event)
{
    QSlider::paintEvent(event);
    if (!m_film || maximum() <= minimum())
        return;
    QPainter painter(this);
    painter.setPen(QPen(m_theme.colors().muted, 1));
    int last = -1;
    for (const int position : m_film->improvements()) {
        const int x = kHandle / 2 + QStyle::sliderPositionFromValue(minimum(), maximum(), position, width() - kHandle);
        if (x != last)
            painter.drawLine(x, height() - 4, x, height() - 1);
        last = x;
    }
}

ReplayBar::ReplayBar(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_slider(new FilmSlider(theme, this))
    , m_previous(makeToolButton(theme, QStringLiteral("first"), tr("The new best before"), this))
    , m_play(makeToolButton(theme, QStringLiteral("play"), tr("Replay the search"), this))
    , m_next(makeToolButton(theme, QStringLiteral("last"), tr("The next new best"), this))
    , m_speed(new QToolButton(this))
    , m_place(makeLabel({}, "secondary", this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 16, 4);
    row->setSpacing(2);
    for (QToolButton* button : {m_previous, m_play, m_next})
        row->addWidget(button);
    row->addSpacing(4);
    row->addWidget(m_slider, 1);
    row->addWidget(m_speed);
    row->addSpacing(2);
    row->addWidget(m_place);
    m_play->setObjectName(QStringLiteral("replay"));
    m_speed->setObjectName(QStringLiteral("replaySpeed"));
    m_speed->setToolTip(tr("Speed of the replay"));
    m_speed->setAccessibleName(m_speed->toolTip());
    m_speed->setFixedSize(34, 28);
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_timer.setInterval(kFrame);
    connect(&m_timer, &QTimer::timeout, this, &ReplayBar::tick);
    connect(m_previous, &QToolButton::clicked, this, [this] { jump(false); });
    connect(m_next, &QToolButton::clicked, this, [this] { jump(true); });
    connect(m_play, &QToolButton::clicked, this, &ReplayBar::togglePlay);
    connect(m_speed, &QToolButton::clicked, this, &ReplayBar::cycleSpeed);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        showState();
        Q_EMIT moved(position);
    });
    // A hand on the slider means to look, not to watch.
    connect(m_slider, &QSlider::sliderPressed, this, &ReplayBar::pause);
    connect(m_slider, &QSlider::actionTriggered, this, [this](int action) {
        if (action != QSlider::SliderMove)
            pause();
    });
    connect(&theme, &Theme::changed, this, &ReplayBar::showState);
    setFilm(nullptr);
}

void ReplayBar::setFilm(FilmPtr film)
{
    const bool follows = isAtEnd() || !m_film;
    m_film = std::move(film);
    const int length = m_film ? m_film->length() : 0;
    if (length == 0)
        pause();
    {
        const QSignalBlocker quiet(m_slider); // what is shown does not change by what comes behind it
        m_slider->setRange(std::min(1, length), length);
        m_slider->setPageStep(std::max(1, length / 20));
        if (follows)
            m_slider->setValue(length);
    }
    m_slider->setFilm(m_film);
    for (QWidget* widget : {static_cast<QWidget*>(m_slider), static_cast<QWidget*>(m_previous),
                            static_cast<QWidget*>(m_play), static_cast<QWidget*>(m_next)})
        widget->setEnabled(length > 1);
    m_place->setMinimumWidth(m_place->fontMetrics().horizontalAdvance(countText(length)));
    showState();
}

int ReplayBar::milliseconds() const
{
    const int length = m_film ? m_film->length() : 0;
    const double whole = std::min<double>(kWhole, double(kOneTrial) * length);
    return static_cast<int>(whole / kSpeeds[static_cast<std::size_t>(m_speedStep)]);
}

void ReplayBar::play()
{
    if (!m_film || m_film->length() < 2)
        return;
    if (isAtEnd())
        m_slider->setValue(m_slider->minimum());
    m_from = position();
    m_clock.start();
    m_timer.start();
    showState();
}

void ReplayBar::pause()
{
    m_timer.stop();
    showState();
}

/// Where it should be by now: a slow machine shows fewer pictures, not a longer film.
void ReplayBar::tick()
{
    const double part = double(m_clock.elapsed()) / std::max(1, milliseconds());
    const double ahead = std::min(part, 1.0) * m_film->length();
    m_slider->setValue(m_from + static_cast<int>(std::lround(ahead)));
    if (isAtEnd())
        pause();
}

void ReplayBar::cycleSpeed()
{
    m_speedStep = (m_speedStep + 1) % static_cast<int>(kSpeeds.size());
    m_from = position();
    m_clock.start();
    showState();
}

void ReplayBar::jump(bool forward)
{
    if (!m_film)
        return;
    pause();
    const std::vector<int>& all = m_film->improvements();
    if (forward) {
        const auto next = std::upper_bound(all.begin(), all.end(), position());
        setPosition(next == all.end() ? m_slider->maximum() : *next);
    } else {
        const auto here = std::lower_bound(all.begin(), all.end(), position());
        setPosition(here == all.begin() ? m_slider->minimum() : *std::prev(here));
    }
}

void ReplayBar::showState()
{
    m_play->setIcon(m_theme.icon(isPlaying() ? QStringLiteral("pause") : QStringLiteral("play")));
    const QString name = isPlaying() ? tr("Pause the replay") : tr("Replay the search");
    m_play->setToolTip(name);
    m_play->setAccessibleName(name);
    const double speed = kSpeeds[static_cast<std::size_t>(m_speedStep)];
    m_speed->setText(speed < 1 ? QStringLiteral("½×") : QStringLiteral("%1×").arg(speed));
    const int length = m_film ? m_film->length() : 0;
    m_place->setText(countText(position()));
    m_place->setToolTip(tr("%1 of %2 trials have ended").arg(countText(position()), countText(length)));
}

} // namespace cw::ui
