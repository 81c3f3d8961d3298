// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QLineEdit>
#include <QListView>
#include <QStyledItemDelegate>
#include <QWidget>

#include "ui/live/history_feed.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// The runs of the history, newest first, filtered by plain text.
class RunListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { RunRole = Qt::UserRole, StateRole, TitleRole, StrategyRole, BestRole };

    using QAbstractListModel::QAbstractListModel;

    void setRuns(RunList runs);
    void setFilter(const QString& text);
    int rowOf(std::int64_t run) const;
    int total() const { return m_runs ? static_cast<int>(m_runs->size()) : 0; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<int> wantedRows() const;

    RunList m_runs;
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
    RunListPanel(Theme& theme, QWidget* parent);

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
    bool m_updating = false;
};

/// "nb201 / fashion-mnist"
QString runTitle(const history::RunRow& row);

} // namespace cw::ui
