// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/run_list.h"
#include "core/base/process.h"

#include <algorithm>
#include <tuple>

#include <QDateTime>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/live/run_queue.h"
#include "ui/live/run_service.h"
#include "ui/pages/runs/queue_bar.h"
#include "ui/pages/runs/queue_menu.h"
#include "ui/plots/marks.h"
#include "ui/plots/state_words.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_background.h"

namespace cw::ui {
namespace {

} // namespace

QString runTitle(const history::RunRow& row)
{
    const QString space = QString::fromStdString(row.info.spaceName.empty() ? row.info.name : row.info.spaceName);
    return row.info.dataset.empty() ? space : space + QStringLiteral(" / ") + shortDataSetName(row.info.dataset);
}

std::vector<int> RunListModel::wantedRows() const
{
    std::vector<int> rows;
    for (int i = 0; i < total(); ++i) {
        const history::RunRow& row = (*m_runs)[static_cast<std::size_t>(i)];
        const QString words = QStringLiteral("%1 %2 %3 %4 %5 %6")
                                  .arg(row.run)
                                  .arg(runTitle(row), QString::fromStdString(row.info.strategy),
                                       stateText(row.effectiveState(wallClock())), QString::fromStdString(row.note),
                                       QString::fromStdString(row.info.name));
        if (m_filter.isEmpty() || words.contains(m_filter, Qt::CaseInsensitive))
            rows.push_back(i);
    }
    const auto keyOf = [this, time = wallClock()](int index) {
        const history::RunRow& row = (*m_runs)[static_cast<std::size_t>(index)];
        const int place = placeOf(row);
        const int group = place > 0 ? 1 : row.effectiveState(time) == RunState::Running ? 0 : 2;
        return std::tuple(group, place, -row.run);
    };
    std::sort(rows.begin(), rows.end(), [&keyOf](int a, int b) { return keyOf(a) < keyOf(b); });
    return rows;
}

int RunListModel::placeOf(const history::RunRow& row) const
{
    if (!row.isWaiting())
        return 0;
    const auto found = std::find(m_waiting.begin(), m_waiting.end(), row.run);
    return static_cast<int>(found - m_waiting.begin()) + 1; // one that the queue has not heard of is its last
}

void RunListModel::setQueue(std::vector<std::int64_t> waiting)
{
    m_waiting = std::move(waiting);
    update(m_runs);
}

void RunListModel::setRuns(RunList runs)
{
    update(std::move(runs));
}

void RunListModel::update(RunList runs)
{
    const auto numbers = [this] {
        std::vector<std::int64_t> all;
        for (const int row : m_rows)
            all.push_back((*m_runs)[static_cast<std::size_t>(row)].run);
        return all;
    };
    const std::vector<std::int64_t> before = numbers();
    m_runs = std::move(runs);
    const std::vector<int> wanted = wantedRows();
    std::vector<std::int64_t> after;
    after.reserve(wanted.size());
    for (const int row : wanted)
        after.push_back((*m_runs)[static_cast<std::size_t>(row)].run);
    if (before == after) { // the usual case: numbers changed, no row came or went
        m_rows = wanted;
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = wanted;
    endResetModel();
}

void RunListModel::setFilter(const QString& text)
{
    beginResetModel();
    m_filter = text.trimmed();
    m_rows = wantedRows();
    endResetModel();
}

void RunListModel::setHindered(std::set<std::int64_t> runs)
{
    if (runs == m_hindered)
        return;
    m_hindered = std::move(runs);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

RunState RunListModel::stateOf(const history::RunRow& row) const
{
    return m_hindered.contains(row.run) ? RunState::Paused : row.effectiveState(wallClock());
}

int RunListModel::rowOf(std::int64_t run) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if ((*m_runs)[static_cast<std::size_t>(m_rows[i])].run == run)
            return static_cast<int>(i);
    }
    return -1;
}

int RunListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant RunListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const history::RunRow& row = (*m_runs)[static_cast<std::size_t>(m_rows[static_cast<std::size_t>(index.row())])];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return tr("run %1, %2, %3, %4, best %5")
            .arg(row.run)
            .arg(stateText(stateOf(row)), runTitle(row), QString::fromStdString(row.info.strategy),
                 valueText(row.best));
    case Qt::ToolTipRole:
        return row.note.empty() ? QVariant() : QVariant(QString::fromStdString(row.note));
    case RunRole:
        return QVariant::fromValue<qint64>(row.run);
    case StateRole:
        return static_cast<int>(stateOf(row));
    case TitleRole:
        return runTitle(row);
    case StrategyRole:
        return row.info.experiment == 0
                   ? QString::fromStdString(row.info.strategy)
                   : tr("seed %1 · %2").arg(row.info.seed).arg(QString::fromStdString(row.info.strategy));
    case BestRole:
        return placeOf(row) > 0 ? tr("queue %1").arg(placeOf(row)) : valueText(row.best);
    case PlaceRole:
        return placeOf(row);
    default:
        return {};
    }
}

RunListDelegate::RunListDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize RunListDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {Metrics::kRunList, Metrics::kRunRow};
}

void RunListDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colors& colors = m_theme.colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect;
    paintRowBackground(*painter, colors, option);
    const auto state = static_cast<RunState>(index.data(RunListModel::StateRole).toInt());
    paintMark(*painter, markOf(state), QPointF(row.left() + 20, row.top() + 17), 9, colors.state(state));

    QFont strong = m_theme.font(TextRole::PanelTitle);
    painter->setFont(strong);
    painter->setPen(colors.text);
    const QRect number(row.left() + 26, row.top() + 6, 26, 20);
    painter->drawText(number, Qt::AlignRight | Qt::AlignVCenter,
                      QString::number(index.data(RunListModel::RunRole).toLongLong()));
    const int left = row.left() + 58;
    const int width = row.right() - left - 10;
    painter->setFont(m_theme.font(TextRole::Body));
    painter->drawText(
        QRect(left, row.top() + 6, width, 20), Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data(RunListModel::TitleRole).toString(), Qt::ElideRight, width));
    QFont second = m_theme.font(TextRole::Secondary);
    const QString best = index.data(RunListModel::BestRole).toString();
    if (selected)
        second.setWeight(QFont::DemiBold);
    painter->setFont(second);
    painter->setPen(selected ? colors.text : colors.muted);
    const int bestWidth = painter->fontMetrics().horizontalAdvance(best) + 4;
    painter->drawText(QRect(left, row.top() + 25, width, 18), Qt::AlignRight | Qt::AlignVCenter, best);
    painter->setFont(m_theme.font(TextRole::Secondary));
    painter->setPen(colors.muted);
    painter->drawText(QRect(left, row.top() + 25, width - bestWidth, 18), Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data(RunListModel::StrategyRole).toString(),
                                                        Qt::ElideRight, width - bestWidth));
    painter->restore();
}

RunListPanel::RunListPanel(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_model(new RunListModel(this))
    , m_list(new QListView(this))
    , m_filter(new QLineEdit(this))
{
    setProperty("surface", "surface");
    setAttribute(Qt::WA_StyledBackground);
    QLabel* title = makeLabel(tr("Runs"), "panelTitle", this);
    title->setFixedHeight(Metrics::kDockTitle - 1);
    title->setContentsMargins(16, 0, 0, 0);
    m_filter->setPlaceholderText(tr("Filter runs ..."));
    m_filter->setAccessibleName(tr("Filter runs"));
    m_filter->setClearButtonEnabled(true);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RunListDelegate(services.theme, m_list));
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Runs"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(makeRule(this));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 12, 8, 8);
    row->addWidget(m_filter);
    column->addLayout(row);
    column->addWidget(new QueueBar(services, this));
    column->addWidget(m_list, 1);
    installQueueMenu(*m_list, services);
    const auto takeQueue = [this, &queue = services.queue] {
        keepingChosen([&] { m_model->setQueue(queue.waiting()); });
    };
    connect(&services.queue, &RunQueue::changed, this, takeQueue);
    takeQueue();
    const auto takeHindered = [this, &runs = services.runs] {
        std::set<std::int64_t> hindered;
        for (const ActiveRun& run : runs.active()) {
            if (!run.hindrance.empty())
                hindered.insert(run.run);
        }
        m_model->setHindered(std::move(hindered));
    };
    connect(&services.runs, &RunService::activeChanged, this, takeHindered);
    takeHindered();
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        const std::int64_t run = currentRun();
        m_updating = true; // a filter hides the chosen run, but it stays chosen
        m_model->setFilter(text);
        m_list->setCurrentIndex(m_model->index(m_model->rowOf(run)));
        m_updating = false;
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        if (!m_updating && current.isValid())
            Q_EMIT runChosen(current.data(RunListModel::RunRole).toLongLong());
    });
}

void RunListPanel::setRuns(const RunList& runs)
{
    keepingChosen([&] { m_model->setRuns(runs); });
}

template <class Change>
void RunListPanel::keepingChosen(Change change)
{
    const std::int64_t run = currentRun();
    m_updating = true;
    change();
    if (run != 0 && currentRun() != run)
        m_list->setCurrentIndex(m_model->index(m_model->rowOf(run)));
    m_updating = false;
}

std::int64_t RunListPanel::currentRun() const
{
    return m_list->currentIndex().data(RunListModel::RunRole).toLongLong();
}

void RunListPanel::setCurrentRun(std::int64_t run)
{
    if (m_model->rowOf(run) < 0)
        m_filter->clear();
    if (m_model->rowOf(run) >= 0)
        m_list->setCurrentIndex(m_model->index(m_model->rowOf(run)));
}

} // namespace cw::ui
