// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "core/base/states.h"
#include "ui/plots/trial_set.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// What each worker did when: one bar per trial, one row per worker. Shows the last minutes of a live run, all of one
/// that has ended.
class WorkersChart : public QWidget {
    Q_OBJECT
public:
    struct Bar {
        std::int64_t trial = 0;
        int worker = 0;
        double begin = 0; ///< seconds since 1970
        double end = 0;   ///< 0: still running
        TrialState state = TrialState::Running;
    };

    WorkersChart(Theme& theme, QWidget* parent = nullptr);

    void setBars(std::vector<Bar> bars, bool live);
    void setSelectedTrial(std::int64_t trial);
    /// The bars of other trials stand back.
    void setPicked(const TrialSet& picked);
    std::int64_t selectedTrial() const { return m_selected; }
    int workerCount() const { return m_workers; }
    /// Of the trial's bar; empty when it is not in view.
    QRectF barRect(std::int64_t trial) const;

Q_SIGNALS:
    void trialClicked(qint64 trial);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Span {
        double begin = 0;
        double end = 1;
    };
    Span span() const;
    QRectF rectOf(const Bar& bar, const Span& span) const;
    const Bar* barAt(const QPointF& position) const;
    void paintBar(QPainter& painter, const Bar& bar, const QRectF& rect) const;
    void paintAxis(QPainter& painter, const Span& span) const;

    Theme& m_theme;
    std::vector<Bar> m_bars;
    int m_workers = 0;
    bool m_live = false;
    std::int64_t m_selected = 0;
    TrialSet m_picked;
    QTimer m_clock; ///< moves "now" while the run lives
};

} // namespace cw::ui
