// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QComboBox>
#include <QStackedWidget>
#include <QToolButton>

#include "ui/live/history_feed.h"
#include "ui/live/load_sampler.h"
#include "ui/theme/theme.h"

namespace cw::ui {

class LoadPlot;
class WorkersChart;

/// What the workers of a run did when, or how busy the program that runs it and its machine are.
/// Thread: GUI
class WorkersPanel : public QWidget {
    Q_OBJECT
public:
    explicit WorkersPanel(Theme& theme, QWidget* parent = nullptr);

    WorkersChart& chart() { return *m_chart; }
    LoadPlot& load() { return *m_load; }
    QComboBox& choice() { return *m_choice; }
    LoadSampler& sampler() { return m_sampler; }
    /// Of all runs that there are, whose program may be one to remember.
    void takeRuns(const RunList& runs);
    void setRun(const history::RunRow& row);

private:
    void changed();
    void showLoad();
    /// Why there is nothing to draw.
    QString sentence() const;

    LoadSampler m_sampler;
    QComboBox* m_choice;
    QStackedWidget* m_stack;
    WorkersChart* m_chart;
    LoadPlot* m_load;
    QToolButton* m_menu;
    std::map<std::int64_t, ProcessId> m_owners; ///< of runs, also when they have ended since
    std::int64_t m_run = 0;
    double m_started = 0;
    double m_ended = 0; ///< 0: it lives
};

} // namespace cw::ui
