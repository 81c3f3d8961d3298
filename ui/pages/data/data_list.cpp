// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_list.h"

#include <QPainter>

#include "ui/plots/marks.h"
#include "ui/widgets/format.h"
#include "ui/widgets/row_background.h"

namespace cw::ui {

QString dimensionsText(const std::vector<std::int64_t>& shape)
{
    QStringList parts;
    for (const std::int64_t size : shape)
        parts << QString::number(size);
    return parts.join(QStringLiteral(" × "));
}

QString dataSetTitle(const data::DataSetInfo& set)
{
    if (!set.title.empty())
        return QString::fromStdString(set.title);
    return shortDataSetName(set.id.empty() ? set.location.string() : set.id);
}

void DataListModel::setSets(std::vector<data::DataSetInfo> sets)
{
    beginResetModel();
    m_sets = std::move(sets);
    endResetModel();
}

int DataListModel::add(data::DataSetInfo set)
{
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).location != set.location)
            continue;
        m_sets[static_cast<std::size_t>(row)] = std::move(set);
        Q_EMIT dataChanged(index(row), index(row));
        return row;
    }
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_sets.push_back(std::move(set));
    endInsertRows();
    return row;
}

int DataListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_sets.size());
}

QVariant DataListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const data::DataSetInfo& set = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return dataSetTitle(set);
    case Qt::AccessibleTextRole:
        return set.problem.empty() ? dataSetTitle(set) : tr("%1, cannot be used").arg(dataSetTitle(set));
    case DetailRole:
        if (!set.problem.empty())
            return tr("cannot be used");
        if (set.kind == data::DataKind::Text)
            return tr("windows of %1, %2 different characters").arg(dimensionsText(set.shape)).arg(set.classes.size());
        return tr("%1, %2 classes").arg(dimensionsText(set.shape)).arg(set.classes.size());
    case UsableRole:
        return set.problem.empty();
    default:
        return {};
    }
}

DataListDelegate::DataListDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize DataListDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {Metrics::kRunList, Metrics::kRunRow};
}

void DataListDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colors& colors = m_theme.colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect row = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowBackground(*painter, colors, option);
    const bool usable = index.data(DataListModel::UsableRole).toBool();
    paintMark(*painter, usable ? Mark::Tick : Mark::Cross, QPointF(row.left() + 20, row.top() + 17), 9,
              usable ? colors.good : colors.bad);
    const QRect words(row.left() + 36, row.top() + 6, row.width() - 48, 20);
    painter->setFont(m_theme.font(selected ? TextRole::PanelTitle : TextRole::Body));
    painter->setPen(colors.text);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    painter->setFont(m_theme.font(TextRole::Secondary));
    painter->setPen(colors.muted);
    painter->drawText(words.translated(0, 19), Qt::AlignVCenter | Qt::AlignLeft,
                      index.data(DataListModel::DetailRole).toString());
    painter->restore();
}

} // namespace cw::ui
