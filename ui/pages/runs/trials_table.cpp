// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/trials_table.h"

#include <algorithm>

#include "ui/canvas/op_words.h"
#include "ui/pages/runs/trials_delegate.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/widgets/format.h"

namespace cw::ui {

TrialsTable::TrialsTable(TrialsModel& trials, const Theme& theme, QWidget* parent)
    : QTableView(parent)
    , m_trials(trials)
    , m_theme(theme)
{
    setModel(&trials);
    m_heads = TableHeader::install(*this, theme);
    setItemDelegate(new TrialsDelegate(theme, this));
    setAccessibleName(tr("Trials"));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setMouseTracking(true);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(Metrics::kTableRow);
    verticalHeader()->setMinimumSectionSize(Metrics::kTableRow);
    m_heads->setSortIndicator(TrialsModel::Number, Qt::DescendingOrder);
    m_heads->setSectionResizeMode(TrialsModel::Change, QHeaderView::Stretch);
    m_heads->setMinimumSectionSize(32);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSortingEnabled(true);
    for (int i = 0; i < TrialsModel::Change; ++i)
        setColumnWidth(i, 0);
    setColumnWidth(TrialsModel::State, TrialsDelegate::stateWidth(theme));
    widenColumns();
}

void TrialsTable::widenColumns()
{
    // What the longest values of a column look like; the Change column gets all the rest.
    const QString number = QString::number(std::max(100, m_trials.total()));
    const QString widest[TrialsModel::Change] = {number,
                                                 {},
                                                 QStringLiteral("0.0000"),
                                                 {},
                                                 costText(59'900'000),
                                                 costText(59'900'000),
                                                 QStringLiteral("00/00"),
                                                 QStringLiteral("00:00"),
                                                 number};
    for (int i = 0; i < TrialsModel::Change; ++i) {
        const int values =
            i == TrialsModel::Cell ? TrialsDelegate::kCellWidth : TrialsDelegate::widthOf(m_theme, widest[i]);
        const int wanted = std::max(values, m_heads->sectionSizeHint(i));
        if (columnWidth(i) < wanted && !isColumnHidden(i)) // a column that was drawn wider stays so
            setColumnWidth(i, wanted);
    }
}

} // namespace cw::ui
