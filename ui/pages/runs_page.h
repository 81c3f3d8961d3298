// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>

#include "core/estimate/objective.h"
#include "ui/canvas/background_task.h"
#include "ui/canvas/op_square.h"
#include "ui/frame/page.h"
#include "ui/frame/services.h"
#include "ui/live/history_feed.h"
#include "ui/pages/runs/trials_table.h"
#include "ui/plots/trial_set.h"

namespace cw::ui {

class ArchitecturePanel;
class CurvesPlot;
class FitnessPlot;
class MethodPanel;
class PlotSelection;
class RunHeader;
class RunListPanel;
class TrialsModel;
class WorkersChart;
class WorkersPanel;

/// Live monitor of one run, and the list of all. A trial selected in the plot, the curves, the workers or the table is
/// selected in all of them, and its architecture is shown.
/// Thread: GUI
class RunsPage : public Page {
    Q_OBJECT
public:
    explicit RunsPage(const Services& services, QWidget* parent = nullptr);
    ~RunsPage() override;

    QString title() const override { return tr("Runs"); }
    QString iconName() const override { return QStringLiteral("runs"); }
    void resetLayout() override;
    bool isBusy() const override;
    bool mayEnd() override;
    QList<QAction*> menuActions(PageMenu menu) const override;

    /// Shows a run, now or as soon as the history has it.
    void showRun(qint64 run);
    qint64 currentRun() const { return m_run; }
    void selectTrial(qint64 trial);
    qint64 selectedTrial() const { return m_selected; }

    TrialsModel& trials() { return *m_trials; }
    TrialsTable& table() { return *m_table; }
    FitnessPlot& fitness() { return *m_fitness; }
    CurvesPlot& curves() { return *m_curves; }
    MethodPanel& methods() { return *m_methods; }
    WorkersChart& workers() { return *m_workers; }
    ArchitecturePanel& architecture() { return *m_architecture; }
    RunListPanel& runList() { return *m_list; }
    RunHeader& header() { return *m_header; }
    PlotSelection& plotSelection() { return *m_picks; }

private:
    QWidget* makeMonitor();
    QWidget* makeFitness();
    QWidget* makeLower();
    QWidget* makeTrials();
    QWidget* makeEmpty();
    void arrange();
    void keepChoices();
    void connectFeed();
    void takeRuns(const RunList& runs);
    void openRun(qint64 run);
    void showHeader();
    void takeTrials(const TrialList& trials, const StepList& steps, bool all);
    void feedPlots(const TrialList& trials, const StepList& steps, bool all);
    void feedWorkers();
    void readSquares(const history::RunRow& row);
    void showCounts();
    void applyFilter(const QString& text);
    void applyPicked(const TrialSet& picked);
    void judgeTrials();

    Services m_services;
    RunListPanel* m_list;
    QStackedWidget* m_stack;
    PlotSelection* m_picks;
    RunHeader* m_header = nullptr;
    FitnessPlot* m_fitness = nullptr;
    MethodPanel* m_methods = nullptr;
    CurvesPlot* m_curves = nullptr; ///< that of m_methods
    WorkersPanel* m_workersPanel = nullptr;
    WorkersChart* m_workers = nullptr; ///< that of m_workersPanel
    TrialsModel* m_trials;
    TrialsTable* m_table = nullptr;
    QLineEdit* m_filter = nullptr;
    QLabel* m_counts = nullptr;
    ArchitecturePanel* m_architecture = nullptr;
    QSplitter* m_columns = nullptr;
    QSplitter* m_rows = nullptr;
    QSplitter* m_lower = nullptr;
    qint64 m_run = 0;
    qint64 m_wanted = 0; ///< to be shown as soon as the history has it
    qint64 m_selected = 0;
    double m_started = 0;
    estimate::Objective m_objective;
    bool m_loaded = false;
    bool m_selecting = false;
    BackgroundTask<std::pair<SquareTable, WordTable>> m_squares;
};

} // namespace cw::ui
