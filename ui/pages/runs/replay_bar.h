// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QLabel>
#include <QSlider>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include "ui/pages/runs/search_film.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// A slider with a tick below it wherever there was a new best.
class FilmSlider : public QSlider {
    Q_OBJECT
public:
    explicit FilmSlider(Theme& theme, QWidget* parent = nullptr);
    void setFilm(FilmPtr film);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    FilmPtr m_film;
};

/// The search as a film: a position among the trials that have ended, played or moved by hand. At the end it stays at
/// the end as trials come. Arrow keys move by one, Page keys by a twentieth.
/// Thread: GUI
class ReplayBar : public QWidget {
    Q_OBJECT
public:
    explicit ReplayBar(Theme& theme, QWidget* parent = nullptr);

    void setFilm(FilmPtr film);
    const FilmPtr& film() const { return m_film; }
    int position() const { return m_slider->value(); }
    void setPosition(int position) { m_slider->setValue(position); }
    /// Nothing comes after what is shown.
    bool isAtEnd() const { return position() >= m_slider->maximum(); }
    bool isPlaying() const { return m_timer.isActive(); }
    /// From the start when it stands at the end.
    void play();
    void pause();
    void togglePlay() { isPlaying() ? pause() : play(); }
    /// To the next new best, or to the one before.
    void jump(bool forward);
    /// How long the whole film takes at the chosen speed.
    int milliseconds() const;
    QSlider& slider() { return *m_slider; }
    QToolButton& playButton() { return *m_play; }

Q_SIGNALS:
    void moved(int position);

private:
    void cycleSpeed();
    void tick();
    void showState();

    Theme& m_theme;
    FilmSlider* m_slider;
    QToolButton* m_previous;
    QToolButton* m_play;
    QToolButton* m_next;
    QToolButton* m_speed;
    QLabel* m_place;
    QTimer m_timer;
    QElapsedTimer m_clock; ///< since the film was set going
    int m_from = 0;        ///< the position then
    int m_speedStep = 0;
    FilmPtr m_film;
};

} // namespace cw::ui
