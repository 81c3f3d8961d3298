// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QWidget>

#include "core/history/records.h"
#include "ui/frame/services.h"
#include "ui/live/run_service.h"
#include "ui/pages/runs/steer_dialog.h"

namespace cw::ui {

class ElidedLabel;

/// What one run is and how far it has come, with the buttons that steer it.
class RunHeader : public QWidget {
    Q_OBJECT
public:
    RunHeader(const Services& services, QWidget* parent);

    /// `active` is null for a run of another program or one that has ended.
    void show(const history::RunRow& row, const ActiveRun* active);
    std::int64_t run() const { return m_row.run; }
    QPushButton& pauseButton() { return *m_pause; }
    QPushButton& stopButton() { return *m_stop; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Figure {
        QLabel* value = nullptr;
        QLabel* name = nullptr;
    };
    Figure makeFigure(const QString& name);
    QPushButton* makeButton(const QString& text, const QString& icon);
    void showButtons();
    void pauseOrResume();
    void steer(SteerDialog::Field first);

    Services m_services;
    history::RunRow m_row;
    RunState m_state = RunState::Queued;
    bool m_isLive = false; ///< some program runs it
    QLabel* m_title;
    ElidedLabel* m_what;
    ElidedLabel* m_how;
    Figure m_trials, m_best, m_left;
    QPushButton* m_pause;
    QPushButton* m_stop;
    QPushButton* m_budget;
    QPushButton* m_note;
    QPointer<SteerDialog> m_steering;
    double m_part = 0;
};

} // namespace cw::ui
