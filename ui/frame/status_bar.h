// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <QWidget>

#include "core/history/records.h"
#include "ui/frame/services.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace cw::ui {

class ElidedLabel;
struct ActiveRun;

/// Devices, the active run with its progress, pause and stop, and the history.
/// Thread: GUI
class StatusBar : public QWidget {
    Q_OBJECT
public:
    explicit StatusBar(const Services& services, QWidget* parent = nullptr);

    /// The run that pause and stop act on; 0 when there is none.
    std::int64_t shownRun() const { return m_run; }

Q_SIGNALS:
    void runClicked(qint64 run);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QWidget* makeRunPart();
    void refresh();
    void showRun(const history::RunRow& row, const ActiveRun* own, int others);
    void showNone();
    void drawIcons();

    Services m_services;
    std::int64_t m_run = 0;
    RunState m_state = RunState::Finished;
    QLabel* m_deviceIcon;
    QLabel* m_devices;
    QLabel* m_none;
    QWidget* m_runPart = nullptr;
    QLabel* m_mark = nullptr;
    QLabel* m_number = nullptr;
    ElidedLabel* m_name = nullptr;
    ElidedLabel* m_strategy = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_count = nullptr;
    QLabel* m_best = nullptr;
    QLabel* m_eta = nullptr;
    QLabel* m_others = nullptr;
    QToolButton* m_pause = nullptr;
    QToolButton* m_stop = nullptr;
    ElidedLabel* m_history;
};

} // namespace cw::ui
