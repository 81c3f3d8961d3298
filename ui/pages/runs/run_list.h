// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <vector>

#include <QAbstractListModel>
#include <QLineEdit>
#include <QListView>
#include <QStyledItemDelegate>
#include <QWidget>

#include "ui/frame/services.h"
#include "ui/live/history_feed.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// The runs of the history, filtered by plain text: what runs, what waits in the order in which it begins, and the
/// others, each newest first.
class RunListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { RunRole = Qt::UserRole, StateRole, TitleRole, StrategyRole, BestRole, PlaceRole };

    using QAbstractListModel::QAbstractListModel;

    void setRuns(RunList runs);
    void setFilter(const QString& text);
    /// The runs that wait, in order.
    void setQueue(std::vector<std::int64_t> waiting);
    /// The runs of this program that something keeps from going on: the history, which is it that cannot be written,
    /// still has them as running.
    void setHindered(std::set<std::int64_t> runs);
    int rowOf(std::int64_t run) const;
    int total() const { return m_runs ? static_cast<int>(m_runs->size()) : 0; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<int> wantedRows() const;
    /// 1 for the run that begins next; 0: it does not wait.
    int placeOf(const history::RunRow& row) const;
    RunState stateOf(const history::RunRow& row) const;
    void update(RunList runs);

    RunList m_runs;
    std::vector<std::int64_t> m_waiting;
    std::set<std::int64_t> m_hindered;
    std::vector<int> m_rows; ///< indices in m_runs
    QString m_filter;
};

/// State mark, number, space and data set, strategy, best.
class RunListDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    RunListDelegate(const Theme& theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

/// The panel at the left of the Runs page.
class RunListPanel : public QWidget {
    Q_OBJECT
public:
    RunListPanel(const Services& services, QWidget* parent);

    void setRuns(const RunList& runs);
    std::int64_t currentRun() const;
    /// Selects a run, clearing a filter that hides it.
    void setCurrentRun(std::int64_t run);
    QListView& list() { return *m_list; }
    QLineEdit& filter() { return *m_filter; }

Q_SIGNALS:
    void runChosen(qint64 run);

private:
    RunListModel* m_model;
    QListView* m_list;
    QLineEdit* m_filter;
    /// Calls what changes the model, and keeps the chosen run chosen.
    template <class Change>
    void keepingChosen(Change change);

    bool m_updating = false;
};

/// "nb201 / fashion-mnist"
QString runTitle(const history::RunRow& row);

} // namespace cw::ui
