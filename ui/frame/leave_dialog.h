// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QDialog>

#include "ui/live/run_service.h"

class QVBoxLayout;

namespace cw::ui {

/// Asks what becomes of the searches of this window when it closes. Return keeps them running, or pauses them where
/// nothing could go on with them; Escape keeps the window.
/// Thread: GUI
class LeaveDialog : public QDialog {
    Q_OBJECT
public:
    /// `waiting`: runs of the queue, which stay there whatever is answered.
    LeaveDialog(int runs, bool canGoOn, QWidget* parent, int waiting = 0);

    /// Nothing: the window stays.
    const std::optional<Leave>& answer() const { return m_answer; }

private:
    void addChoice(QVBoxLayout& column, const QString& name, const QString& text, const QString& detail, Leave how,
                   bool enabled);

    std::optional<Leave> m_answer;
};

} // namespace cw::ui
