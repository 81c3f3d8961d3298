// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QDialog>

#include "core/run/experiment.h"
#include "ui/canvas/background_task.h"
#include "ui/frame/services.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTreeWidget;
class QTreeWidgetItem;

namespace cw::ui {

/// "Compare strategies": which strategies make the search of the form, with which seeds, how many runs at once; says
/// what that amounts to, and puts the runs into the queue.
/// Thread: GUI; which strategies can make the search is found out on another
class ExperimentDialog : public QDialog {
    Q_OBJECT
public:
    ExperimentDialog(const Services& services, run::RunConfig search, QWidget* parent = nullptr);
    ~ExperimentDialog() override;

    /// True until it is known which strategies can make the search.
    bool isBusy() const { return m_fits.isBusy(); }
    /// What would be started.
    run::Experiment experiment() const;
    /// What keeps it from being started, in one sentence; empty: nothing.
    QString problem() const;

private:
    QWidget* makeTicks();
    QTreeWidget* makeStrategies();
    QWidget* makeFields();
    QWidget* makeButtons();
    void listStrategies();
    void takeFits(const Result<std::vector<run::StrategyFit>>& fits);
    void tickAll(bool ticked);
    std::vector<QTreeWidgetItem*> ticked() const;
    QString defaultName() const;
    QString amount() const;
    void refresh();
    void start();

    Services m_services;
    run::RunConfig m_search;
    QTreeWidget* m_strategies;
    QLineEdit* m_seeds;
    QSpinBox* m_atOnce;
    QLineEdit* m_name;
    QLabel* m_amount;
    QLabel* m_problem;
    QPushButton* m_start;
    QString m_refused; ///< why the last start failed
    bool m_starting = false;
    BackgroundTask<std::vector<run::StrategyFit>> m_fits;
};

} // namespace cw::ui
