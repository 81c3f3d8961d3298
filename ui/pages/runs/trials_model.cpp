// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/trials_model.h"

#include <algorithm>
#include <cmath>

namespace cw::ui {
namespace {

constexpr std::size_t kFew = 200; // changes that are applied one by one; more rebuild the order

const QStringList& filterFields()
{
    static const QStringList fields{QStringLiteral("trial"),  QStringLiteral("state"),  QStringLiteral("accuracy"),
                                    QStringLiteral("value"),  QStringLiteral("params"), QStringLiteral("macs"),
                                    QStringLiteral("time"),   QStringLiteral("parent"), QStringLiteral("change"),
                                    QStringLiteral("worker"), QStringLiteral("reason"), QStringLiteral("candidate")};
    return fields;
}

QString wordOf(std::string_view word)
{
    return QString::fromUtf8(word.data(), qsizetype(word.size()));
}

/// One string per state, so that 100,000 rows share them.
const std::string& stateWord(TrialState state)
{
    static const std::vector<std::string> words = [] {
        std::vector<std::string> all;
        for (int i = 0; i <= static_cast<int>(TrialState::Duplicate); ++i)
            all.emplace_back(toText(static_cast<TrialState>(i)));
        return all;
    }();
    return words[static_cast<std::size_t>(state)];
}

} // namespace

TrialsModel::TrialsModel(QObject* parent)
    : QAbstractTableModel(parent)
    , m_metricTitle(tr("Accuracy"))
{
}

void TrialsModel::setMetric(const std::string& metric, const QString& title)
{
    m_metric = metric;
    m_metricTitle = title;
    Q_EMIT headerDataChanged(Qt::Horizontal, Value, Value);
}

void TrialsModel::setSquares(SquareTable squares)
{
    m_squares = std::move(squares);
    if (!m_order.empty())
        Q_EMIT dataChanged(index(0, Cell), index(rowCount() - 1, Cell), {SquaresRole});
}

void TrialsModel::setWords(WordTable words)
{
    m_words = std::move(words);
    if (!m_order.empty())
        Q_EMIT dataChanged(index(0, Change), index(rowCount() - 1, Change), {Qt::DisplayRole});
}

std::optional<double> TrialsModel::valueOf(const history::TrialRow& row) const
{
    const auto it = row.metrics.find(m_metric);
    return it == row.metrics.end() || !std::isfinite(it->second) ? std::nullopt : std::optional(it->second);
}

double TrialsModel::epochsOf(const history::TrialRow& row) const
{
    const auto step = m_lastStep.find(row.trial);
    return step == m_lastStep.end() || row.state == TrialState::Duplicate ? 0 : static_cast<double>(step->second);
}

void TrialsModel::takeSteps(const StepList& steps)
{
    if (!steps)
        return;
    for (const history::MetricStep& step : *steps) {
        std::int64_t& last = m_lastStep[step.trial];
        last = std::max(last, step.step);
    }
}

void TrialsModel::reset(TrialList trials, StepList steps)
{
    beginResetModel();
    m_base = std::move(trials);
    m_own.clear();
    m_ownOf.clear();
    m_rows.clear();
    m_lastStep.clear();
    takeSteps(steps);
    if (m_base) {
        m_rows.reserve(m_base->size());
        for (const history::TrialRow& row : *m_base)
            m_rows.push_back(&row);
    }
    std::sort(m_rows.begin(), m_rows.end(),
              [](const history::TrialRow* a, const history::TrialRow* b) { return a->trial < b->trial; });
    orderAll();
    endResetModel();
}

int TrialsModel::indexOf(std::int64_t trial) const
{
    const auto at =
        std::lower_bound(m_rows.begin(), m_rows.end(), trial,
                         [](const history::TrialRow* row, std::int64_t number) { return row->trial < number; });
    return at != m_rows.end() && (*at)->trial == trial ? static_cast<int>(at - m_rows.begin()) : -1;
}

const history::TrialRow* TrialsModel::find(std::int64_t trial) const
{
    const int index = indexOf(trial);
    return index < 0 ? nullptr : m_rows[static_cast<std::size_t>(index)];
}

const history::TrialRow& TrialsModel::at(int row) const
{
    return *m_rows[static_cast<std::size_t>(m_order[static_cast<std::size_t>(row)])];
}

int TrialsModel::rowOf(std::int64_t trial) const
{
    const int index = indexOf(trial);
    const auto found = index < 0 ? m_order.end() : std::find(m_order.begin(), m_order.end(), index);
    return found == m_order.end() ? -1 : static_cast<int>(found - m_order.begin());
}

void TrialsModel::apply(const TrialList& changed, const StepList& steps)
{
    takeSteps(steps);
    if (changed && !changed->empty() && !applyFew(changed))
        applyMany(changed);
    if (steps && !m_order.empty())
        Q_EMIT dataChanged(index(0, Epochs), index(rowCount() - 1, Epochs), {Qt::DisplayRole});
}

/// Only when every new trial follows the known ones, as is the rule.
bool TrialsModel::applyFew(const TrialList& changed)
{
    if (changed->size() > kFew)
        return false;
    std::int64_t last = m_rows.empty() ? 0 : m_rows.back()->trial;
    for (const history::TrialRow& row : *changed) {
        if (indexOf(row.trial) >= 0)
            continue;
        if (row.trial <= last)
            return false;
        last = row.trial;
    }
    for (const history::TrialRow& row : *changed) {
        store(row);
        refresh(indexOf(row.trial));
    }
    return true;
}

void TrialsModel::applyMany(const TrialList& changed)
{
    beginResetModel();
    for (const history::TrialRow& row : *changed)
        store(row);
    orderAll();
    endResetModel();
}

void TrialsModel::store(const history::TrialRow& row)
{
    const int index = indexOf(row.trial);
    if (index < 0) {
        m_own.push_back(row);
        const auto at =
            std::lower_bound(m_rows.begin(), m_rows.end(), row.trial,
                             [](const history::TrialRow* a, std::int64_t number) { return a->trial < number; });
        if (at != m_rows.end()) { // it came late: indices behind it move
            std::unordered_map<int, history::TrialRow*> moved;
            const int place = static_cast<int>(at - m_rows.begin());
            for (const auto& [i, own] : m_ownOf)
                moved[i >= place ? i + 1 : i] = own;
            m_ownOf = std::move(moved);
        }
        m_ownOf[static_cast<int>(at - m_rows.begin())] = &m_own.back();
        m_rows.insert(at, &m_own.back());
        return;
    }
    const auto own = m_ownOf.find(index);
    if (own != m_ownOf.end()) {
        *own->second = row;
        return;
    }
    m_own.push_back(row);
    m_ownOf[index] = &m_own.back();
    m_rows[static_cast<std::size_t>(index)] = &m_own.back();
}

/// Shows, hides, moves or repaints the row of one changed trial; all others are in order.
void TrialsModel::refresh(int index)
{
    const auto shown = std::find(m_order.begin(), m_order.end(), index);
    const int from = shown == m_order.end() ? -1 : static_cast<int>(shown - m_order.begin());
    const bool wanted = passes(*m_rows[static_cast<std::size_t>(index)]);
    if (from >= 0 && !wanted) {
        beginRemoveRows({}, from, from);
        m_order.erase(shown);
        endRemoveRows();
        return;
    }
    if (!wanted)
        return;
    const auto less = [this](int a, int b) { return before(a, b); };
    if (from < 0) {
        const auto at = std::lower_bound(m_order.begin(), m_order.end(), index, less);
        const int row = static_cast<int>(at - m_order.begin());
        beginInsertRows({}, row, row);
        m_order.insert(at, index);
        endInsertRows();
        return;
    }
    const bool inPlace = (from == 0 || before(m_order[static_cast<std::size_t>(from - 1)], index)) &&
                         (from + 1 == rowCount() || before(index, m_order[static_cast<std::size_t>(from) + 1]));
    if (!inPlace) {
        const auto upper = std::lower_bound(m_order.begin(), shown, index, less);
        const auto target = upper != shown ? upper : std::lower_bound(shown + 1, m_order.end(), index, less);
        const int to = static_cast<int>(target - m_order.begin());
        beginMoveRows({}, from, from, {}, to);
        if (to < from)
            std::rotate(m_order.begin() + to, m_order.begin() + from, m_order.begin() + from + 1);
        else
            std::rotate(m_order.begin() + from, m_order.begin() + from + 1, m_order.begin() + to);
        endMoveRows();
    }
    const int row = static_cast<int>(std::find(m_order.begin(), m_order.end(), index) - m_order.begin());
    Q_EMIT dataChanged(this->index(row, 0), this->index(row, ColumnCount - 1));
}

TrialsModel::Key TrialsModel::keyOf(int index) const
{
    const history::TrialRow& row = *m_rows[static_cast<std::size_t>(index)];
    switch (m_sortColumn) {
    case State:
        return {0, &stateWord(row.state)};
    case Value:
        return {valueOf(row).value_or(NAN)};
    case Cell:
        return {0, &row.candidate};
    case Params:
        return {row.params > 0 ? static_cast<double>(row.params) : NAN};
    case Macs:
        return {row.macs > 0 ? static_cast<double>(row.macs) : NAN};
    case Epochs: {
        const auto step = m_lastStep.find(row.trial);
        return {step == m_lastStep.end() ? NAN : static_cast<double>(step->second)};
    }
    case Time:
        return {secondsOf(row)};
    case Parent:
        return {row.parent > 0 ? static_cast<double>(row.parent) : NAN};
    case Change:
        return {0, row.reason.empty() ? &row.change : &row.reason};
    default:
        return {static_cast<double>(row.trial)};
    }
}

bool TrialsModel::before(int a, int b) const
{
    if (m_sortColumn == Number)
        return m_sortOrder == Qt::AscendingOrder ? a < b : a > b;
    return keyBefore(keyOf(a), a, keyOf(b), b);
}

/// A total order: ties by trial number, missing values last whichever way it is sorted.
bool TrialsModel::keyBefore(const Key& left, int a, const Key& right, int b) const
{
    const bool ascending = m_sortOrder == Qt::AscendingOrder;
    if (left.text != nullptr) {
        const int order = left.text->compare(*right.text);
        if (order != 0)
            return ascending ? order < 0 : order > 0;
        return a < b;
    }
    if (std::isnan(left.number) != std::isnan(right.number))
        return std::isnan(right.number);
    if (!std::isnan(left.number) && left.number != right.number)
        return ascending ? left.number < right.number : left.number > right.number;
    return a < b;
}

bool TrialsModel::passes(const history::TrialRow& row) const
{
    if (m_picked.leavesOut(row.trial))
        return false;
    if (m_filter.isEmpty())
        return true;
    const auto field = [&](int i) {
        switch (i) {
        case 0:
            return FilterValue::of(static_cast<double>(row.trial));
        case 1:
            return FilterValue::of(wordOf(toText(row.state)));
        case 2:
        case 3:
            return FilterValue::of(valueOf(row).value_or(NAN));
        case 4:
            return FilterValue::of(static_cast<double>(row.params));
        case 5:
            return FilterValue::of(static_cast<double>(row.macs));
        case 6:
            return FilterValue::of(secondsOf(row));
        case 7:
            return FilterValue::of(static_cast<double>(row.parent));
        case 8:
            return FilterValue::of(QString::fromStdString(row.change));
        case 9:
            return FilterValue::of(static_cast<double>(row.worker));
        case 10:
            return FilterValue::of(QString::fromStdString(row.reason));
        default:
            return FilterValue::of(QString::fromStdString(row.candidate));
        }
    };
    return m_filter.matches(field, [&row] {
        return wordOf(toText(row.state)) + QLatin1Char('\n') + QString::fromStdString(row.candidate) +
               QLatin1Char('\n') + QString::fromStdString(row.change) + QLatin1Char('\n') +
               QString::fromStdString(row.reason) + QLatin1Char('\n') + QString::number(row.trial);
    });
}

QString TrialsModel::setFilter(const QString& text)
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

void TrialsModel::setPicked(const TrialSet& picked)
{
    beginResetModel();
    m_picked = picked;
    orderAll();
    endResetModel();
}

void TrialsModel::orderAll()
{
    m_order.clear();
    for (int i = 0; i < total(); ++i) {
        if (passes(*m_rows[static_cast<std::size_t>(i)]))
            m_order.push_back(i);
    }
    if (m_sortColumn == Number && m_sortOrder == Qt::AscendingOrder)
        return;
    if (m_sortColumn == Number) {
        std::reverse(m_order.begin(), m_order.end());
        return;
    }
    std::vector<std::pair<Key, int>> keyed; // each key once: a look-up per comparison takes twenty times as long
    keyed.reserve(m_order.size());
    for (const int i : m_order)
        keyed.emplace_back(keyOf(i), i);
    std::sort(keyed.begin(), keyed.end(),
              [this](const auto& a, const auto& b) { return keyBefore(a.first, a.second, b.first, b.second); });
    for (std::size_t i = 0; i < keyed.size(); ++i)
        m_order[i] = keyed[i].second;
}

void TrialsModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount)
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> held;
    for (const QModelIndex& index : before)
        held.push_back(m_order[static_cast<std::size_t>(index.row())]);
    m_sortColumn = column;
    m_sortOrder = order;
    orderAll();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const auto at = std::find(m_order.begin(), m_order.end(), held[static_cast<std::size_t>(i)]);
        after << index(static_cast<int>(at - m_order.begin()), before[i].column());
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

} // namespace cw::ui
