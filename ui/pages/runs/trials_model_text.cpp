// SPDX-License-Identifier: GPL-3.0-or-later
// What the trials table says in its cells; how rows come, go and are ordered is in trials_model.cpp.
#include <algorithm>
#include <cmath>

#include "ui/canvas/op_words.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/plots/state_words.h"
#include "ui/widgets/format.h"

namespace cw::ui {
namespace {

const QChar kNone(0x2013);

} // namespace

QString TrialsModel::changeText(const QString& change, bool isShort) const
{
    const auto titleOf = [this](const QString& name) {
        const auto word = m_words.find(name);
        return word == m_words.end() ? name : word->second;
    };
    QStringList parts;
    for (const QString& part : change.split(QStringLiteral("; "), Qt::SkipEmptyParts)) {
        const qsizetype colon = part.indexOf(QLatin1String(": "));
        const qsizetype arrow = part.indexOf(QLatin1String(" -> "));
        if (colon < 0 || arrow < colon) {
            parts << part;
            continue;
        }
        QString text = linkTitle(part.left(colon)).remove(QLatin1Char(' ')) + QLatin1Char(' ');
        if (!isShort)
            text += titleOf(part.mid(colon + 2, arrow - colon - 2)) + QStringLiteral(" → ");
        parts << text + titleOf(part.mid(arrow + 4));
    }
    return parts.join(QStringLiteral(", "));
}

double TrialsModel::secondsOf(const history::TrialRow& row)
{
    if (row.seconds > 0)
        return row.seconds;
    return row.finished > 0 && row.started > 0 ? row.finished - row.started : NAN;
}

int TrialsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int TrialsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TrialsModel::display(const history::TrialRow& row, int column) const
{
    switch (column) {
    case Number:
        return QString::number(row.trial);
    case State:
        return stateText(row.state);
    case Value:
        return valueText(valueOf(row));
    case Params:
        return row.params > 0 ? costText(row.params) : QString(kNone);
    case Macs:
        return row.macs > 0 ? costText(row.macs) : QString(kNone);
    case Epochs: {
        const auto step = m_lastStep.find(row.trial);
        if (step == m_lastStep.end())
            return kNone;
        const auto it = row.fidelity.is_object() ? row.fidelity.find("epochs") : row.fidelity.end();
        const double own = it != row.fidelity.end() && it->is_number() ? it->get<double>() : 1; // 1 is the default
        const double all = std::max(own, m_fullEpochs); // a trial that a scheduler stopped has a smaller one
        // A table's curve stands at the epochs of its own trainings, which the run's fidelity does not bound.
        if (static_cast<double>(step->second) > all)
            return QString::number(step->second);
        return QStringLiteral("%1/%2").arg(step->second).arg(all);
    }
    case Time:
        return durationText(std::isnan(secondsOf(row)) ? -1 : secondsOf(row));
    case Parent:
        return row.parent > 0 ? QString::number(row.parent) : QString(kNone);
    case Change:
        // How far a pruned trial came stands under Epochs.
        return row.reason.empty() || (row.state == TrialState::Pruned && !row.change.empty())
                   ? changeText(QString::fromStdString(row.change), true)
                   : QString::fromStdString(row.reason);
    default:
        return {};
    }
}

std::vector<TrialsModel::Square> TrialsModel::squaresOf(const history::TrialRow& row) const
{
    std::vector<Square> squares;
    for (std::size_t i = 0; i < row.values.size() && i < m_squares.size(); ++i) {
        const double value = row.values[i];
        if (!std::isnan(value) && value >= 0 && value < static_cast<double>(m_squares[i].size()))
            squares.push_back({i, m_squares[i][static_cast<std::size_t>(value)]});
    }
    return squares;
}

QVariant TrialsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const history::TrialRow& row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Cell)
            return QString::fromStdString(row.candidate);
        if (index.column() != Change)
            return {};
        if (row.reason.empty() || row.change.empty())
            return row.reason.empty() ? changeText(QString::fromStdString(row.change), false)
                                      : QString::fromStdString(row.reason);
        return QString(changeText(QString::fromStdString(row.change), false) + QLatin1Char('\n') +
                       QString::fromStdString(row.reason));
    case Qt::TextAlignmentRole: {
        const bool words = index.column() == State || index.column() == Cell || index.column() == Change;
        return QVariant(Qt::AlignVCenter | (words ? Qt::AlignLeft : Qt::AlignRight));
    }
    case Qt::AccessibleTextRole:
        return index.column() == Cell ? QString::fromStdString(row.candidate) : display(row, index.column());
    case StateRole:
        return static_cast<int>(row.state);
    case SquaresRole: {
        QVariantList codes;
        for (const Square& each : squaresOf(row))
            codes << static_cast<int>(each.square.form) * 100 + static_cast<int>(each.square.family);
        return codes;
    }
    default:
        return {};
    }
}

QVariant TrialsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool words = section == State || section == Cell || section == Change;
        return QVariant(Qt::AlignVCenter | (words ? Qt::AlignLeft : Qt::AlignRight));
    }
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{QStringLiteral("#"), tr("State"),  m_metricTitle, tr("Cell"),   tr("Params"),
                             tr("MACs"),          tr("Epochs"), tr("Time"),    tr("Parent"), tr("Change")};
    return titles[section];
}

} // namespace cw::ui
