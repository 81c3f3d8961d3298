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
/// what that amounts to, and puts the runs into the queue. All of it is kept in a .cwsearch file.
/// Thread: GUI; which strategies can make the search is found out on another
class ExperimentDialog : public QDialog {
    Q_OBJECT
public:
    /// `experiment` without strategies: the search alone, the rest as usual. `path`: the file that it was read from.
    ExperimentDialog(const Services& services, run::Experiment experiment, const QString& path,
                     QWidget* parent = nullptr);
    ~ExperimentDialog() override;

    /// True until it is known which strategies can make the search.
    bool isBusy() const { return m_fits.isBusy(); }
    /// What would be started.
    run::Experiment experiment() const;
    /// What keeps it from being started, in one sentence; empty: nothing.
    QString problem() const;

    /// Puts the runs into the queue, and closes when they are there.
    void start();
    void load();
    void save();
    void copyCommandLine();
    /// What is wrong with the file is shown, and the dialog stays as it was.
    void readFile(const QString& path);
    void writeFile(const QString& path);

Q_SIGNALS:
    /// Another search than that of the form.
    void searchLoaded(const cw::run::RunConfig& search);

private:
    QWidget* makeTicks();
    QTreeWidget* makeStrategies();
    QWidget* makeFields();
    QWidget* makeButtons();
    void fill(const run::Experiment& experiment, const QString& path);
    void listStrategies();
    void takeFits(const Result<std::vector<run::StrategyFit>>& fits);
    void tickAll(bool ticked);
    std::vector<QTreeWidgetItem*> ticked() const;
    QString defaultName() const;
    run::Experiment usual(const run::RunConfig& search) const;
    QString amount() const;
    void refresh();

    Services m_services;
    run::Experiment m_experiment; ///< as given: keeps what the dialog does not show
    QString m_path;               ///< of its file; empty: none
    Json m_saved;                 ///< as in the file
    QTreeWidget* m_strategies;
    QLineEdit* m_seeds;
    QSpinBox* m_atOnce;
    QLineEdit* m_name;
    QLabel* m_about;
    QLabel* m_file;
    QLabel* m_amount;
    QLabel* m_problem;
    QPushButton* m_start;
    QString m_refused;     ///< why the last start failed
    QString m_fileProblem; ///< what was wrong with a file or a command line; it keeps nothing from being started
    bool m_starting = false;
    BackgroundTask<std::vector<run::StrategyFit>> m_fits;
};

} // namespace cw::ui
