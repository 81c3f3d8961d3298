// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <vector>

#include <QAbstractTableModel>

#include "ui/live/history_feed.h"
#include "ui/pages/runs/filter_expression.h"

namespace cw::ui {

/// All runs with a tick for those that are compared; sorted and filtered here.
class CompareModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Ticked,
        Line,
        Number,
        State,
        Space,
        Data,
        Strategy,
        Seed,
        Best,
        Trials,
        Time,
        Started,
        Note,
        ColumnCount
    };
    enum Role { StateRole = Qt::UserRole, GroupRole, RunRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setRuns(RunList runs);
    /// Returns what is wrong with the expression; the old filter then stays.
    QString setFilter(const QString& text);
    const std::set<std::int64_t>& ticked() const { return m_ticked; }
    void setTicked(std::int64_t run, bool ticked);
    void tickNone();
    /// Which line of the plot a ticked run belongs to.
    void setGroups(std::map<std::int64_t, int> groups);
    const history::RunRow& at(int row) const;
    int rowOf(std::int64_t run) const;
    int total() const { return m_runs ? static_cast<int>(m_runs->size()) : 0; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    void tickedChanged();

private:
    QString display(const history::RunRow& row, int column) const;
    FilterValue fieldOf(const history::RunRow& row, int field) const;
    bool before(const history::RunRow& a, const history::RunRow& b) const;
    void orderAll();

    RunList m_runs;
    std::vector<int> m_order;
    std::set<std::int64_t> m_ticked;
    std::map<std::int64_t, int> m_groups;
    FilterExpression m_filter;
    int m_sortColumn = Number;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

} // namespace cw::ui
