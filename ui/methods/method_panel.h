// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <vector>

#include <QAction>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

#include "ui/canvas/background_task.h"
#include "ui/frame/services.h"
#include "ui/live/history_feed.h"
#include "ui/methods/method_feed.h"
#include "ui/plots/curves_plot.h"

namespace cw::ui {

/// The learning curves of a run, and beside them what belongs to its method: a choice of the views that suit it. A run
/// without learning curves shows the first of them by itself; what a person chose is kept for other runs that have it.
/// Thread: GUI; views are computed on another
class MethodPanel : public QWidget {
    Q_OBJECT
public:
    explicit MethodPanel(const Services& services, QWidget* parent = nullptr);
    ~MethodPanel() override;

    CurvesPlot& curves() { return *m_curves; }
    QComboBox& choice() { return *m_choice; }
    void setRun(const history::RunRow& row);
    /// `all`: these are all the trials, else what is new or changed.
    void take(const TrialList& trials, const StepList& steps, bool all);
    void setSelectedTrial(std::int64_t trial);
    bool isBusy() const { return m_task.isBusy(); }

    /// Shows a view of methodViews(), or the learning curves ("curves"), if the run has it.
    void showView(const QString& id);
    /// The view shown; null: the learning curves.
    MethodPlot* shown() const;
    /// One for each that the run has, to be found in the menu and by the palette; none where there is no choice.
    const QList<QAction*>& actions() const { return m_actions; }

Q_SIGNALS:
    void trialClicked(qint64 trial);
    void actionsChanged();
    /// A view was made; it lives until another run is shown.
    void plotMade(cw::ui::Plot& plot);

private:
    const MethodView* current() const;
    void offer(const MethodSubject& subject);
    void makeActions();
    void want(const QString& id);
    void chooseFor(bool hasCurves);
    void changed();
    MethodPlot* plotOf(const MethodView& view);
    void compute();
    void showMade(const MethodView* view, const Result<MethodShow>& made);

    Services m_services;
    QLabel* m_title;
    QComboBox* m_choice;
    QToolButton* m_menu;
    QStackedWidget* m_stack;
    CurvesPlot* m_curves;
    QList<QAction*> m_actions;
    std::map<const MethodView*, MethodPlot*> m_plots; ///< made when they are first shown
    QString m_wanted;                                 ///< what a person chose last, also at an earlier start
    std::int64_t m_run = 0;
    std::int64_t m_selected = 0;
    MethodSubject m_subject;
    std::shared_ptr<MethodFeed> m_feed; ///< null: the run has no view, or nothing of it was read
    QTimer m_timer;                     ///< until what has changed is worth computing
    QElapsedTimer m_since;              ///< the last computation began
    BackgroundTask<MethodShow> m_task;
};

} // namespace cw::ui
