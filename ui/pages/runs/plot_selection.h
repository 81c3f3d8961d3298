// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAction>
#include <QPointer>
#include <QToolButton>

#include "ui/plots/trial_set.h"
#include "ui/theme/theme.h"

namespace cw::ui {

class Plot;

/// The trials that a person picked with the lasso in one of the plots of a run: all plots show them, and a button says
/// how many there are and lets them go, as Esc does.
/// Thread: GUI
class PlotSelection : public QObject {
    Q_OBJECT
public:
    /// Esc works in `area` and in what it holds.
    PlotSelection(Theme& theme, QWidget* area);

    /// A plot that shows what is picked; with a lasso it may also be picked in.
    void add(Plot& plot);
    const TrialSet& picked() const { return m_picked; }
    void clear() { set({}); }
    /// Makes the lasso the tool of the mouse in all plots, and back.
    QAction* toolAction() { return m_tool; }
    QList<QAction*> viewActions() const { return {m_tool, m_clear}; }
    /// Has the text and shows only while something is picked; owned by `parent`.
    QToolButton* makeButton(QWidget* parent);
    /// A tool button for toolAction(); owned by `parent`.
    QToolButton* makeToolSwitch(QWidget* parent);

Q_SIGNALS:
    void changed(const cw::ui::TrialSet& picked);

private:
    void set(const TrialSet& picked);
    void showCount();

    Theme& m_theme;
    QAction* m_tool;
    QAction* m_clear;
    QPointer<QToolButton> m_button;
    std::vector<QPointer<Plot>> m_plots;
    TrialSet m_picked;
};

} // namespace cw::ui
