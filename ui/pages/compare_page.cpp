// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/compare_page.h"

#include <algorithm>
#include <cmath>

#include <QComboBox>
#include <QHeaderView>
#include <QVBoxLayout>

#include "core/estimate/objective.h"
#include "ui/canvas/themed_icon.h"
#include "ui/pages/compare/compare_delegate.h"
#include "ui/pages/compare/compare_model.h"
#include "ui/widgets/format.h"
#include "ui/widgets/kept.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/table_header.h"

namespace cw::ui {
namespace {

const QString kCompareKey = QStringLiteral("compare-%1");
const QString kSplitKey = QStringLiteral("compare/layout");

estimate::Objective objectiveOf(const history::RunRow& row)
{
    return estimate::objectiveFromText(row.info.objective, "objective").value_or(estimate::Objective{});
}

QVBoxLayout* makeSurfaceColumn(QWidget* area)
{
    area->setProperty("surface", "surface");
    area->setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

} // namespace

ComparePage::ComparePage(const Services& services, QWidget* parent)
    : Page(parent)
    , m_services(services)
    , m_model(new CompareModel(this))
{
    auto* column = makeSurfaceColumn(this);
    column->addWidget(makeHeader());
    column->addWidget(makeRule(this));
    m_split = new QSplitter(Qt::Vertical, this);
    m_split->setHandleWidth(1);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(makeTable());
    m_split->addWidget(makePlot());
    column->addWidget(m_split, 1);
    m_drawTimer.setSingleShot(true);
    m_drawTimer.setInterval(50);
    connect(&m_drawTimer, &QTimer::timeout, this, &ComparePage::draw);
    connect(m_model, &CompareModel::tickedChanged, this, &ComparePage::followTicked);
    connect(&services.feed, &HistoryFeed::runsChanged, this, &ComparePage::takeRuns);
    const auto take = [this](const QString& key, qint64 run, const TrialList& trials, const StepList&) {
        if (key == kCompareKey.arg(run))
            takeTrials(run, trials);
    };
    connect(&services.feed, &HistoryFeed::trialsReset, this, take);
    connect(&services.feed, &HistoryFeed::trialsChanged, this, take);
    arrange();
    keepSizes(*m_split, kSplitKey);
    m_heads->keep(QStringLiteral("compare/runs"));
    keepChoice(*m_groupBy, QStringLiteral("compare/group"));
    m_plot->keepSettings(QStringLiteral("compare/best"));
    takeRuns(services.feed.runs());
    draw();
}

ComparePage::~ComparePage() = default;

bool ComparePage::isBusy() const
{
    return m_drawTimer.isActive() ||
           std::any_of(m_values.begin(), m_values.end(), [](const auto& each) { return !each.second.loaded; });
}

void ComparePage::resetLayout()
{
    forgetKept(kSplitKey);
    arrange();
    m_heads->showAllColumns();
}

void ComparePage::arrange()
{
    m_split->setSizes({310, 450});
}

QWidget* ComparePage::makeHeader()
{
    auto* area = new QWidget(this);
    area->setFixedHeight(Metrics::kPageHeader - 1);
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(16, 0, 16, 0);
    row->addWidget(makeLabel(tr("Compare"), "pageTitle", area));
    row->addSpacing(12);
    m_subject = makeLabel({}, "secondary", area);
    row->addWidget(m_subject, 1);
    row->addWidget(makeLabel(tr("Group by"), "secondary", area));
    m_groupBy = new QComboBox(area);
    m_groupBy->addItems({tr("strategy"), tr("run"), tr("space")});
    m_groupBy->setAccessibleName(tr("Group by"));
    m_groupBy->setMinimumWidth(120);
    connect(m_groupBy, &QComboBox::activated, this, &ComparePage::draw);
    row->addWidget(m_groupBy);
    m_none = new QPushButton(tr("Untick all"), area);
    connect(m_none, &QPushButton::clicked, m_model, &CompareModel::tickNone);
    row->addWidget(m_none);
    return area;
}

QWidget* ComparePage::makeTable()
{
    auto* area = new QWidget(this);
    auto* column = makeSurfaceColumn(area);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 6, 16, 6);
    m_filter = new QLineEdit(area);
    m_filter->setPlaceholderText(tr("Filter, for example strategy = random and best > 0.8"));
    m_filter->setAccessibleName(tr("Filter runs"));
    m_filter->setProperty("mono", true);
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(624);
    m_counts = makeLabel({}, "secondary", area);
    row->addWidget(m_filter, 1);
    row->addSpacing(12);
    row->addWidget(m_counts);
    row->addStretch(1);
    QToolButton* columns = makeToolButton(m_services.theme, QStringLiteral("columns"), tr("Choose columns"), area);
    columns->setObjectName(QStringLiteral("runsColumns"));
    columns->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(columns);
    column->addLayout(row);
    column->addWidget(makeRule(area));
    m_table = new QTableView(area);
    m_table->setModel(m_model);
    m_heads = TableHeader::install(*m_table, m_services.theme);
    QHeaderView* header = m_heads;
    m_table->setItemDelegate(new CompareDelegate(m_services.theme, m_table));
    m_table->setAccessibleName(tr("Runs"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setMouseTracking(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(Metrics::kTableRow);
    m_table->verticalHeader()->setDefaultSectionSize(Metrics::kTableRow);
    columns->setMenu(m_heads->columnsMenu());
    header->setMinimumSectionSize(24);
    header->setSortIndicator(CompareModel::Number, Qt::DescendingOrder);
    header->setStretchLastSection(true);
    m_table->setSortingEnabled(true);
    const int widths[] = {44, 42, 52, 110, 140, 140, 180, 64, 84, 72, 84, 140};
    for (int i = 0; i < CompareModel::Note; ++i)
        m_table->setColumnWidth(i, widths[i]);
    column->addWidget(m_table, 1);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        const QString problem = m_model->setFilter(text);
        restyle(m_filter, "wrong", !problem.isEmpty());
        m_filter->setToolTip(problem);
        takeRuns(m_services.feed.runs());
    });
    return area;
}

QWidget* ComparePage::makePlot()
{
    auto* area = new QWidget(this);
    auto* column = makeSurfaceColumn(area);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 3, 12, 4);
    row->addWidget(makeLabel(tr("Best so far"), "panelTitle", area));
    m_how = makeLabel({}, "secondary", area);
    row->addSpacing(8);
    row->addWidget(m_how);
    row->addStretch(1);
    m_plot = new BestPlot(m_services.theme, area);
    QToolButton* log = m_plot->makeLogButton(area);
    QToolButton* all = makeToolButton(m_services.theme, QStringLiteral("fit"), tr("Show all"), area);
    connect(all, &QToolButton::clicked, m_plot, &BestPlot::showAll);
    QToolButton* more = makeToolButton(m_services.theme, QStringLiteral("more"), tr("More for the plot"), area);
    more->setMenu(m_plot->menu());
    more->setPopupMode(QToolButton::InstantPopup);
    for (QToolButton* button : {log, all, more})
        row->addWidget(button);
    column->addLayout(row);
    column->addWidget(makeRule(area));
    column->addWidget(m_plot, 1);
    return area;
}

void ComparePage::takeRuns(const RunList& runs)
{
    m_model->setRuns(runs);
    m_counts->setText(tr("%1 of %2 runs").arg(m_model->rowCount()).arg(m_model->total()));
    if (m_model->total() == 0)
        m_subject->setText(tr("Runs appear here as soon as a search is launched."));
    else if (m_model->ticked().empty())
        m_subject->setText(tr("Tick the runs to compare."));
}

void ComparePage::followTicked()
{
    for (auto each = m_values.begin(); each != m_values.end();) {
        if (m_model->ticked().contains(each->first)) {
            ++each;
            continue;
        }
        m_services.feed.unfollow(kCompareKey.arg(each->first));
        each = m_values.erase(each);
    }
    for (const std::int64_t run : m_model->ticked()) {
        if (m_values.try_emplace(run).second)
            m_services.feed.follow(kCompareKey.arg(run), run);
    }
    m_drawTimer.start();
}

void ComparePage::takeTrials(qint64 run, const TrialList& trials)
{
    const auto values = m_values.find(run);
    const history::RunRow* row = m_services.feed.find(run);
    if (values == m_values.end() || row == nullptr)
        return;
    const std::string metric = objectiveOf(*row).metric;
    for (const history::TrialRow& trial : *trials) {
        const auto value = trial.metrics.find(metric);
        // What was stopped early was judged after fewer epochs than the others.
        const bool hasValue = value != trial.metrics.end() && trial.state != TrialState::Pruned;
        if (isFinal(trial.state))
            values->second.byTrial[trial.trial] = hasValue ? value->second : NAN;
    }
    values->second.loaded = true;
    m_drawTimer.start();
}

QString ComparePage::groupName(const history::RunRow& row) const
{
    switch (static_cast<GroupBy>(m_groupBy->currentIndex())) {
    case GroupBy::Run:
        return tr("run %1 %2").arg(row.run).arg(QString::fromStdString(row.info.strategy));
    case GroupBy::Space:
        return QString::fromStdString(row.info.spaceName);
    case GroupBy::Strategy:
        break;
    }
    return QString::fromStdString(row.info.strategy);
}

void ComparePage::draw()
{
    std::vector<BestGroup> groups;
    std::map<std::int64_t, int> groupOf;
    estimate::Objective objective;
    std::size_t trials = 0;
    bool several = false;
    for (const auto& [run, values] : m_values) {
        const history::RunRow* row = m_services.feed.find(run);
        if (row == nullptr)
            continue;
        objective = objectiveOf(*row);
        const QString name = groupName(*row);
        auto group =
            std::find_if(groups.begin(), groups.end(), [&](const BestGroup& each) { return each.name == name; });
        if (group == groups.end())
            group = groups.insert(groups.end(), {name, {}});
        groupOf[run] = static_cast<int>(group - groups.begin());
        std::vector<double> best;
        double so = NAN;
        for (const auto& [trial, value] : values.byTrial) {
            if (std::isfinite(value) && (std::isnan(so) || (objective.maximise ? value > so : value < so)))
                so = value;
            best.push_back(so);
        }
        trials += best.size();
        group->runs.push_back(std::move(best));
        several = several || group->runs.size() > 1;
    }
    m_model->setGroups(groupOf);
    m_none->setEnabled(!groupOf.empty());
    if (!groupOf.empty())
        m_subject->setText(tr("%n run(s) ticked", nullptr, static_cast<int>(groupOf.size())) +
                           tr(" in %n group(s)", nullptr, static_cast<int>(groups.size())) +
                           tr(", %1 trials").arg(countText(static_cast<std::int64_t>(trials))));
    m_how->setText(several ? tr("median and inter-quartile band over the runs of a group") : QString());
    m_plot->setGroups(std::move(groups),
                      QString::fromStdString(objective.metric).replace(QLatin1Char('_'), QLatin1Char(' ')),
                      objective.maximise);
    takeRuns(m_services.feed.runs());
}

} // namespace cw::ui
