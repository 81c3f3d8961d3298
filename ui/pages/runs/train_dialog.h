// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/data/dataset.h"
#include "core/estimate/trainer.h"
#include "core/space/architecture.h"
#include "core/space/retarget.h"
#include "ui/canvas/architecture_view.h"
#include "ui/canvas/background_task.h"
#include "ui/frame/services.h"
#include "ui/pages/runs/work_dialog.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace cw::ui {

class RealSpinBox;

/// Trains a found network fully: on the data set it was found on or on another one, wider or deeper where wanted, and
/// measures the test part once. Result and weights stay in the history. The window goes on while it trains.
/// Thread: GUI; data sets are read, networks built and trained on others
class TrainDialog : public WorkDialog {
    Q_OBJECT
public:
    struct Subject {
        QString title;        ///< "Trial 17 of run 3"
        std::int64_t run = 0; ///< of the history that keeps the result; 0: none does
        std::int64_t trial = 0;
        std::uint64_t seed = 1;
        ArchitecturePtr architecture;
        std::string dataset;            ///< of the run: id or path; may be empty
        Json settings = Json::object(); ///< of the estimator `train`, as the run had them
        space::Target found;            ///< width and cells that it was found with
    };

    TrainDialog(const Services& services, Subject subject, QWidget* parent = nullptr);
    ~TrainDialog() override;

    void reject() override;
    bool isWorking() const override { return m_train.isBusy(); }
    /// Asks when a training would be lost; it goes on meanwhile. False: it is to go on.
    bool mayClose();
    /// The network as it would be trained; null while it is being built or when it cannot be.
    ArchitecturePtr network() const { return m_network; }

Q_SIGNALS:
    /// Result and weights are in the history.
    void kept(qint64 run, qint64 trial);

private:
    struct Built {
        data::DataSetInfo info;
        ArchitecturePtr network;
    };
    using ReportPtr = std::shared_ptr<const estimate::TrainReport>;
    QWidget* makeForm();
    void listDataSets();
    void rebuild();
    void showBuilt(const Result<Built>& built);
    void start() override;
    void stop() override;
    void addPoints(int session, const estimate::Progress& progress);
    void finish(const Result<ReportPtr>& answer);
    void showState();
    void saveNetwork();
    QString chosenDataSet() const;

    Services m_services;
    Subject m_subject;
    QComboBox* m_dataset;
    QSpinBox* m_epochs;
    RealSpinBox* m_width;
    QSpinBox* m_cells;
    QSpinBox* m_threads;
    QCheckBox* m_test;
    QLabel* m_facts;
    QTableWidget* m_table;
    QPushButton* m_save;
    ArchitecturePtr m_network;
    bool m_hasTest = false;
    int m_session = 0; ///< counts the trainings: late progress of a stopped one is dropped
    BackgroundTask<std::vector<data::DataSetInfo>> m_list;
    BackgroundTask<Built> m_build;
    BackgroundTask<ReportPtr> m_train;
};

} // namespace cw::ui
