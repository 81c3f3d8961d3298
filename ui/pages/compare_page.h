// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>

#include "ui/canvas/background_task.h"
#include "ui/frame/page.h"
#include "ui/frame/services.h"
#include "ui/live/history_feed.h"
#include "ui/plots/best_plot.h"

class QComboBox;

namespace cw::ui {

class CompareModel;
class TableHeader;

/// All runs of the history in a table; the best-so-far curves of the ticked ones laid over each other, several seeds of
/// one strategy as a median with its band.
/// Thread: GUI
class ComparePage : public Page {
    Q_OBJECT
public:
    explicit ComparePage(const Services& services, QWidget* parent = nullptr);
    ~ComparePage() override;

    QString title() const override { return tr("Compare"); }
    QString iconName() const override { return QStringLiteral("compare"); }
    void resetLayout() override;
    bool isBusy() const override;

    CompareModel& runs() { return *m_model; }
    QTableView& table() { return *m_table; }
    BestPlot& plot() { return *m_plot; }
    QLineEdit& filter() { return *m_filter; }

private:
    enum class GroupBy { Strategy, Run, Space };
    QWidget* makeHeader();
    QWidget* makeTable();
    QWidget* makePlot();
    void arrange();
    void takeRuns(const RunList& runs);
    void followTicked();
    void takeTrials(qint64 run, const TrialList& trials);
    void draw();
    QString groupName(const history::RunRow& row) const;

    /// The first objective of each trial that has ended, by number.
    struct Values {
        std::map<std::int64_t, double> byTrial;
        bool loaded = false;
    };

    Services m_services;
    CompareModel* m_model;
    QTableView* m_table = nullptr;
    TableHeader* m_heads = nullptr;
    BestPlot* m_plot = nullptr;
    QLineEdit* m_filter = nullptr;
    QComboBox* m_groupBy = nullptr;
    QLabel* m_subject = nullptr;
    QLabel* m_counts = nullptr;
    QLabel* m_how = nullptr;
    QPushButton* m_none = nullptr;
    QSplitter* m_split = nullptr;
    std::map<std::int64_t, Values> m_values; ///< of the ticked runs
    QTimer m_drawTimer;
};

} // namespace cw::ui
