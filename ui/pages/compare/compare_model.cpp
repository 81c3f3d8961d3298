// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare/compare_model.h"
#include "core/base/process.h"

#include <algorithm>
#include <cmath>

#include <QDateTime>
#include <QLocale>

#include "ui/plots/state_words.h"
#include "ui/widgets/format.h"

namespace cw::ui {
namespace {

QString wordOf(RunState state)
{
    const std::string_view word = toText(state);
    return QString::fromUtf8(word.data(), qsizetype(word.size()));
}

const QStringList& filterFields()
{
    static const QStringList fields{QStringLiteral("run"),        QStringLiteral("state"),    QStringLiteral("space"),
                                    QStringLiteral("data"),       QStringLiteral("strategy"), QStringLiteral("seed"),
                                    QStringLiteral("best"),       QStringLiteral("trials"),   QStringLiteral("time"),
                                    QStringLiteral("experiment"), QStringLiteral("note")};
    return fields;
}

} // namespace

FilterValue CompareModel::fieldOf(const history::RunRow& row, int field) const
{
    switch (field) {
    case 0:
        return FilterValue::of(static_cast<double>(row.run));
    case 1:
        return FilterValue::of(wordOf(row.effectiveState(wallClock())));
    case 2:
        return FilterValue::of(QString::fromStdString(row.info.spaceName));
    case 3:
        return FilterValue::of(shortDataSetName(row.info.dataset));
    case 4:
        return FilterValue::of(QString::fromStdString(row.info.strategy));
    case 5:
        return FilterValue::of(static_cast<double>(row.info.seed));
    case 6:
        return FilterValue::of(row.best.value_or(NAN));
    case 7:
        return FilterValue::of(static_cast<double>(row.trials));
    case 8:
        return FilterValue::of(row.seconds);
    case 9: // its runs bear its name
        return FilterValue::of(row.info.experiment == 0 ? QString() : QString::fromStdString(row.info.name));
    default:
        return FilterValue::of(QString::fromStdString(row.note));
    }
}

void CompareModel::setRuns(RunList runs)
{
    const auto numbers = [this] {
        std::vector<std::int64_t> all;
        for (int row = 0; row < rowCount(); ++row)
            all.push_back(at(row).run);
        return all;
    };
    const std::vector<std::int64_t> shown = numbers();
    const RunList old = m_runs;
    const std::vector<int> oldOrder = m_order;
    m_runs = std::move(runs);
    orderAll();
    if (shown == numbers()) {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    // The view must see the old rows until the reset has begun.
    const std::vector<int> newOrder = std::exchange(m_order, oldOrder);
    const RunList fresh = std::exchange(m_runs, old);
    beginResetModel();
    m_runs = fresh;
    m_order = newOrder;
    endResetModel();
}

QString CompareModel::setFilter(const QString& text)
{
    Result<FilterExpression> filter = FilterExpression::parse(text, filterFields());
    if (!filter)
        return QString::fromStdString(filter.error().problem());
    beginResetModel();
    m_filter = std::move(*filter);
    orderAll();
    endResetModel();
    return {};
}

void CompareModel::orderAll()
{
    m_order.clear();
    for (int i = 0; i < total(); ++i) {
        const history::RunRow& row = (*m_runs)[static_cast<std::size_t>(i)];
        const auto words = [&] {
            QStringList all;
            for (int column = Number; column < ColumnCount; ++column)
                all << display(row, column);
            return all.join(QLatin1Char('\n'));
        };
        if (m_filter.matches([&](int field) { return fieldOf(row, field); }, words))
            m_order.push_back(i);
    }
    std::sort(m_order.begin(), m_order.end(), [this](int a, int b) {
        return before((*m_runs)[static_cast<std::size_t>(a)], (*m_runs)[static_cast<std::size_t>(b)]);
    });
}

bool CompareModel::before(const history::RunRow& a, const history::RunRow& b) const
{
    const auto numberOf = [this](const history::RunRow& row) -> std::optional<double> {
        switch (m_sortColumn) {
        case Ticked:
        case Line:
            return m_ticked.contains(row.run) ? 0 : 1;
        case Seed:
            return static_cast<double>(row.info.seed);
        case Best:
            return row.best.value_or(-INFINITY);
        case Trials:
            return static_cast<double>(row.trials);
        case Time:
            return row.seconds;
        case Started:
            return row.started;
        case Number:
            return static_cast<double>(row.run);
        default:
            return std::nullopt;
        }
    };
    const bool ascending = m_sortOrder == Qt::AscendingOrder;
    const std::optional<double> left = numberOf(a);
    const std::optional<double> right = numberOf(b);
    if (left && *left != *right)
        return ascending ? *left < *right : *left > *right;
    if (!left) {
        const int order = display(a, m_sortColumn).compare(display(b, m_sortColumn), Qt::CaseInsensitive);
        if (order != 0)
            return ascending ? order < 0 : order > 0;
    }
    return a.run > b.run;
}

void CompareModel::sort(int column, Qt::SortOrder order)
{
    beginResetModel();
    m_sortColumn = column;
    m_sortOrder = order;
    orderAll();
    endResetModel();
}

const history::RunRow& CompareModel::at(int row) const
{
    return (*m_runs)[static_cast<std::size_t>(m_order[static_cast<std::size_t>(row)])];
}

int CompareModel::rowOf(std::int64_t run) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).run == run)
            return row;
    }
    return -1;
}

void CompareModel::setTicked(std::int64_t run, bool ticked)
{
    const bool changed = ticked ? m_ticked.insert(run).second : m_ticked.erase(run) > 0;
    if (!changed)
        return;
    if (const int row = rowOf(run); row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT tickedChanged();
}

void CompareModel::tickNone()
{
    if (m_ticked.empty())
        return;
    m_ticked.clear();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT tickedChanged();
}

void CompareModel::setGroups(std::map<std::int64_t, int> groups)
{
    m_groups = std::move(groups);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Line), index(rowCount() - 1, Line));
}

int CompareModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CompareModel::display(const history::RunRow& row, int column) const
{
    switch (column) {
    case Number:
        return QString::number(row.run);
    case State:
        return stateText(row.effectiveState(wallClock()));
    case Space:
        return QString::fromStdString(row.info.spaceName);
    case Data:
        return row.info.dataset.empty() ? QString(QChar(0x2013)) : shortDataSetName(row.info.dataset);
    case Strategy:
        return QString::fromStdString(row.info.strategy);
    case Seed:
        return QString::number(row.info.seed);
    case Best:
        return valueText(row.best);
    case Trials:
        return countText(row.trials);
    case Time:
        return durationText(row.seconds > 0 ? row.seconds : -1);
    case Started:
        //: A date in the format of QLocale: Mon 23 Nov 13:42
        return row.started > 0
                   ? QLocale().toString(QDateTime::fromSecsSinceEpoch(qint64(row.started)), tr("ddd d MMM HH:mm"))
                   : QString(QChar(0x2013));
    case Note:
        return QString::fromStdString(row.note);
    default:
        return {};
    }
}

QVariant CompareModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const history::RunRow& row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::CheckStateRole:
        return index.column() == Ticked ? QVariant(m_ticked.contains(row.run) ? Qt::Checked : Qt::Unchecked)
                                        : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == Ticked ? tr("compare run %1").arg(row.run) : display(row, index.column());
    case Qt::TextAlignmentRole: {
        const int column = index.column();
        const bool number = column == Number || (column >= Seed && column <= Time);
        return QVariant(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    }
    case StateRole:
        return static_cast<int>(row.effectiveState(wallClock()));
    case GroupRole: {
        const auto group = m_groups.find(row.run);
        return group == m_groups.end() ? -1 : group->second;
    }
    case RunRole:
        return QVariant::fromValue<qint64>(row.run);
    default:
        return {};
    }
}

bool CompareModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || index.column() != Ticked || role != Qt::CheckStateRole)
        return false;
    setTicked(at(index.row()).run, value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags CompareModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Ticked)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == Number || (section >= Seed && section <= Time);
        return QVariant(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role == Qt::AccessibleTextRole && section <= Line)
        return section == Ticked ? tr("Compared") : tr("Line in the plot");
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{
        {},         {},         QStringLiteral("#"), tr("State"), tr("Space"),   tr("Data set"), tr("Strategy"),
        tr("Seed"), tr("Best"), tr("Trials"),        tr("Time"),  tr("Started"), tr("Note")};
    return titles[section];
}

} // namespace cw::ui
