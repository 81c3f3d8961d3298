// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs_page.h"

#include <algorithm>

#include <QDateTime>
#include <QVBoxLayout>

#include "core/run/run_config.h"
#include "core/space/realise.h"
#include "ui/canvas/op_words.h"
#include "ui/canvas/themed_icon.h"
#include "ui/live/run_service.h"
#include "ui/methods/method_panel.h"
#include "ui/pages/runs/architecture_panel.h"
#include "ui/pages/runs/empty_runs.h"
#include "ui/pages/runs/fitness_panel.h"
#include "ui/pages/runs/judge_dialog.h"
#include "ui/pages/runs/panel_parts.h"
#include "ui/pages/runs/plot_selection.h"
#include "ui/pages/runs/run_header.h"
#include "ui/pages/runs/run_list.h"
#include "ui/pages/runs/train_dialog.h"
#include "ui/pages/runs/trials_menu.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/pages/runs/workers_chart.h"
#include "ui/pages/runs/workers_panel.h"
#include "ui/plots/curves_plot.h"
#include "ui/plots/fitness_plot.h"
#include "ui/widgets/format.h"
#include "ui/widgets/kept.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

const QString kRunsKey = QStringLiteral("runs-page");
const QString kPageKey = QStringLiteral("runs"); ///< in the settings
constexpr int kFilterWidth = 380;                // px

} // namespace

RunsPage::RunsPage(const Services& services, QWidget* parent)
    : Page(parent)
    , m_services(services)
    , m_list(new RunListPanel(services, this))
    , m_stack(new QStackedWidget(this))
    , m_picks(new PlotSelection(services.theme, this))
    , m_trials(new TrialsModel(this))
{
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(makeMonitor());
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setHandleWidth(1);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_list);
    m_columns->addWidget(m_stack);
    m_columns->setStretchFactor(1, 1);
    auto* column = makeColumn(this);
    column->addWidget(m_columns);
    arrange();
    keepChoices();
    connectFeed();
    takeRuns(services.feed.runs());
}

RunsPage::~RunsPage() = default;

bool RunsPage::isBusy() const
{
    return (m_run != 0 && !m_loaded) || m_architecture->isBusy() || m_squares.isBusy() || m_methods->isBusy();
}

bool RunsPage::mayEnd()
{
    const QList<TrainDialog*> trainings = window()->findChildren<TrainDialog*>();
    return std::all_of(trainings.begin(), trainings.end(), [](TrainDialog* dialog) { return dialog->mayClose(); });
}

QList<QAction*> RunsPage::menuActions(PageMenu menu) const
{
    return menu == PageMenu::View ? m_picks->viewActions() + m_architecture->viewActions() + m_methods->actions()
                                  : QList<QAction*>();
}

QWidget* RunsPage::makeEmpty()
{
    QWidget* area = makeSurface(this);
    makeColumn(area)->addWidget(new EmptyRuns(m_services.feed, area));
    return area;
}

QWidget* RunsPage::makeMonitor()
{
    auto* area = new QWidget(this);
    auto* column = makeColumn(area);
    m_header = new RunHeader(m_services, area);
    column->addWidget(m_header);
    m_rows = new QSplitter(Qt::Vertical, area);
    m_rows->setHandleWidth(1);
    m_rows->setChildrenCollapsible(false);
    m_rows->addWidget(makeFitness());
    m_rows->addWidget(makeLower());
    m_rows->addWidget(makeTrials());
    m_architecture = new ArchitecturePanel(m_services, *m_trials, area);
    connect(m_architecture, &ArchitecturePanel::trialChosen, this, &RunsPage::selectTrial);
    connect(m_architecture, &ArchitecturePanel::placeChanged, m_fitness, &FitnessPlot::setPlace);
    installTrialsMenu(*m_table, *m_trials, *m_architecture, m_services.theme, [this](qint64 t) { selectTrial(t); });
    m_lower->setHandleWidth(1);
    auto* split = new QSplitter(Qt::Horizontal, area);
    split->setObjectName(QStringLiteral("monitor"));
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    split->addWidget(m_rows);
    split->addWidget(m_architecture);
    split->setStretchFactor(0, 1);
    column->addWidget(split, 1);
    return area;
}

QWidget* RunsPage::makeFitness()
{
    auto* panel = new FitnessPanel(m_services.theme, *m_picks, this);
    m_fitness = &panel->plot();
    connect(m_fitness, &FitnessPlot::trialClicked, this, &RunsPage::selectTrial);
    return panel;
}

QWidget* RunsPage::makeLower()
{
    m_lower = new QSplitter(Qt::Horizontal, this);
    m_lower->setChildrenCollapsible(false);
    m_methods = new MethodPanel(m_services, m_lower);
    m_curves = &m_methods->curves();
    m_workersPanel = new WorkersPanel(m_services.theme, m_lower);
    m_workers = &m_workersPanel->chart();
    m_lower->addWidget(m_methods);
    m_lower->addWidget(m_workersPanel);
    connect(m_methods, &MethodPanel::trialClicked, this, &RunsPage::selectTrial);
    m_picks->add(*m_curves);
    connect(m_methods, &MethodPanel::plotMade, m_picks, &PlotSelection::add);
    connect(m_picks, &PlotSelection::changed, this, &RunsPage::applyPicked);
    connect(m_methods, &MethodPanel::actionsChanged, this, &RunsPage::menusChanged);
    connect(m_workers, &WorkersChart::trialClicked, this, &RunsPage::selectTrial);
    return m_lower;
}

QWidget* RunsPage::makeTrials()
{
    QWidget* area = makeSurface(this);
    auto* column = makeColumn(area);
    QHBoxLayout* row = addTitle(column, tr("Trials"), area);
    m_filter = new QLineEdit(area);
    m_filter->setPlaceholderText(tr("Filter, for example state = finished and params < 5e5"));
    m_filter->setObjectName(QStringLiteral("trialsFilter"));
    m_filter->setAccessibleName(tr("Filter trials"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(kFilterWidth);
    m_counts = makeLabel({}, "secondary", area);
    row->addSpacing(8);
    row->addWidget(m_filter);
    row->addWidget(m_picks->makeButton(area));
    row->addStretch(1);
    row->addWidget(m_counts);
    QToolButton* judge = makeToolButton(m_services.theme, QStringLiteral("estimator"),
                                        tr("Judge trials again, by another estimator"), area);
    judge->setObjectName(QStringLiteral("judgeTrials"));
    connect(judge, &QToolButton::clicked, this, &RunsPage::judgeTrials);
    row->addWidget(judge);
    QToolButton* columns = makeToolButton(m_services.theme, QStringLiteral("columns"), tr("Choose columns"), area);
    columns->setObjectName(QStringLiteral("trialsColumns"));
    columns->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(columns);
    m_table = new TrialsTable(*m_trials, m_services.theme, area);
    columns->setMenu(m_table->heads().columnsMenu());
    column->addWidget(m_table, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &RunsPage::applyFilter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (!m_selecting && current.isValid())
                    selectTrial(m_trials->at(current.row()).trial);
            });
    return area;
}

void RunsPage::judgeTrials()
{
    const history::RunRow* run = m_services.feed.find(m_run);
    if (run == nullptr)
        return;
    JudgeDialog::Subject subject{.run = m_run};
    if (const auto config = run::runConfigFromJson(run->info.config, "run"))
        subject.config = *config;
    m_trials->forEach([&](const history::TrialRow& row) {
        if (row.state == TrialState::Finished)
            subject.trials.push_back({row.trial, row.candidate, row.metrics});
    });
    auto* dialog = new JudgeDialog(m_services, std::move(subject), window());
    connect(dialog, &JudgeDialog::trialClicked, this, [this, run = m_run](qint64 trial) {
        if (run == m_run)
            selectTrial(trial);
    });
    dialog->show();
}

void RunsPage::resetLayout()
{
    forgetKept(kPageKey + QStringLiteral("/layout"));
    arrange();
    m_table->heads().showAllColumns();
}

void RunsPage::keepChoices()
{
    const QString layout = kPageKey + QStringLiteral("/layout/");
    keepSizes(*m_columns, layout + QStringLiteral("columns"));
    keepSizes(*findChild<QSplitter*>(QStringLiteral("monitor")), layout + QStringLiteral("monitor"));
    keepSizes(*m_rows, layout + QStringLiteral("rows"));
    keepSizes(*m_lower, layout + QStringLiteral("lower"));
    m_table->heads().keep(kPageKey + QStringLiteral("/trials"));
}

void RunsPage::arrange()
{
    m_columns->setSizes({Metrics::kRunList, 1136});
    auto* monitor = findChild<QSplitter*>(QStringLiteral("monitor"));
    monitor->setSizes({800, Metrics::kArchitecture});
    m_rows->setSizes({258, 184, 310});
    m_lower->setSizes({400, 400});
}

void RunsPage::connectFeed()
{
    connect(m_list, &RunListPanel::runChosen, this, &RunsPage::openRun);
    connect(&m_services.feed, &HistoryFeed::runsChanged, this, &RunsPage::takeRuns);
    connect(&m_services.feed, &HistoryFeed::trialsReset, this,
            [this](const QString& key, qint64 run, const TrialList& trials, const StepList& steps) {
                if (key == kRunsKey && run == m_run)
                    takeTrials(trials, steps, true);
            });
    connect(&m_services.feed, &HistoryFeed::trialsChanged, this,
            [this](const QString& key, qint64 run, const TrialList& trials, const StepList& steps) {
                if (key == kRunsKey && run == m_run)
                    takeTrials(trials, steps, false);
            });
    connect(&m_services.runs, &RunService::activeChanged, this, &RunsPage::showHeader);
    connect(&m_services.runs, &RunService::progress, this, [this](const std::vector<TrialProgress>& changed) {
        for (const TrialProgress& progress : changed) {
            if (progress.run != m_run)
                continue;
            for (const estimate::CurvePoint& point : progress.points) {
                if (point.metric == m_objective.metric)
                    m_curves->addPoint(progress.trial, point.step, point.value, m_objective.maximise);
            }
            m_curves->setRunning(progress.trial, true);
        }
    });
}

void RunsPage::showRun(qint64 run)
{
    m_wanted = run;
    takeRuns(m_services.feed.runs());
}

void RunsPage::takeRuns(const RunList& runs)
{
    m_list->setRuns(runs);
    m_workersPanel->takeRuns(runs);
    m_stack->setCurrentIndex(runs && !runs->empty() ? 1 : 0);
    if (!runs || runs->empty())
        return;
    const auto has = [&](std::int64_t run) {
        return std::any_of(runs->begin(), runs->end(), [run](const history::RunRow& row) { return row.run == run; });
    };
    if (m_wanted != 0 && has(m_wanted)) {
        m_list->setCurrentRun(std::exchange(m_wanted, 0));
    } else if (m_run == 0) {
        const auto newest =
            std::max_element(runs->begin(), runs->end(), [](const history::RunRow& a, const history::RunRow& b) {
                return std::pair(!a.isWaiting(), a.run) < std::pair(!b.isWaiting(), b.run);
            });
        m_list->setCurrentRun(newest->run);
    }
    showHeader();
}

void RunsPage::openRun(qint64 run)
{
    const history::RunRow* row = m_services.feed.find(run);
    if (run == m_run || row == nullptr)
        return;
    m_run = run;
    m_picks->clear();
    m_selected = 0;
    m_loaded = false;
    m_started = row->started;
    const auto objective = estimate::objectiveFromText(row->info.objective, "objective");
    m_objective = objective ? *objective : estimate::Objective{};
    const QString title = metricTitle(m_objective.metric);
    m_trials->setMetric(m_objective.metric, m_objective.metric.ends_with("accuracy") ? tr("Accuracy") : title);
    const auto config = run::runConfigFromJson(row->info.config, "run");
    m_trials->setFullEpochs(config && config->scheduler != "none" ? config->fidelity.epochs : 0);
    m_table->widenColumns();
    m_trials->setSquares({});
    m_trials->setWords({});
    m_trials->reset(nullptr, nullptr);
    m_fitness->setObjective(title, m_objective.maximise);
    m_fitness->reset({});
    m_curves->clear();
    m_curves->setMetric(title);
    m_methods->setRun(*row);
    m_workersPanel->setRun(*row);
    m_workers->setBars({}, false);
    m_architecture->setRun(run);
    readSquares(*row);
    showHeader();
    showCounts();
    m_services.feed.follow(kRunsKey, run);
}

void RunsPage::readSquares(const history::RunRow& row)
{
    if (!row.info.space.is_object())
        return;
    m_squares.start(
        [document = row.info.space](std::stop_token) {
            const space::SearchSpace space = space::spaceFromJson(document, "space").value();
            return std::pair(squaresOf(space, space::compile(space).tree), wordsOf(space));
        },
        [this](Result<std::pair<SquareTable, WordTable>> found) {
            if (!found) // without them a column stays empty and names are the published ones; the run itself is whole
                return;
            m_trials->setSquares(std::move(found->first));
            m_trials->setWords(std::move(found->second));
            m_architecture->refresh();
        });
}

void RunsPage::showHeader()
{
    const history::RunRow* row = m_services.feed.find(m_run);
    if (row == nullptr)
        return;
    m_header->show(*row, m_services.runs.find(m_run));
    m_started = row->started;
    m_architecture->setBest(m_loaded ? row->bestTrial : 0);
}

void RunsPage::takeTrials(const TrialList& trials, const StepList& steps, bool all)
{
    m_selecting = true; // the table's own selection comes and goes with its rows
    if (all) {
        m_trials->reset(trials, steps);
        m_table->widenColumns();
    } else {
        m_trials->apply(trials, steps);
    }
    m_selecting = false;
    m_loaded = true;
    feedPlots(trials, steps, all);
    m_methods->take(trials, steps, all);
    feedWorkers();
    m_architecture->takeTrials(trials, all);
    showCounts();
    showHeader();
    m_architecture->refresh();
    if (m_selected != 0 && m_table->currentIndex().row() != m_trials->rowOf(m_selected))
        selectTrial(m_selected);
}

void RunsPage::feedPlots(const TrialList& trials, const StepList& steps, bool all)
{
    const auto pointOf = [this](const history::TrialRow& row) {
        const double time = row.finished > 0 ? row.finished : row.started;
        return FitnessPoint{row.trial,
                            row.state,
                            m_trials->valueOf(row),
                            time > 0 && m_started > 0 ? std::max(0.0, time - m_started) : 0,
                            row.seconds,
                            m_trials->epochsOf(row)};
    };
    if (all) {
        std::vector<FitnessPoint> points;
        m_trials->forEach([&](const history::TrialRow& row) { points.push_back(pointOf(row)); });
        m_fitness->reset(std::move(points));
        m_fitness->setSelectedTrial(m_selected);
        m_curves->clear();
        m_curves->setSelectedTrial(m_selected);
    } else if (trials) {
        for (const history::TrialRow& row : *trials)
            m_fitness->update(pointOf(row));
    }
    if (steps) {
        for (const history::MetricStep& step : *steps) {
            if (step.metric == m_objective.metric)
                m_curves->addPoint(step.trial, step.step, step.value, m_objective.maximise);
        }
    }
    if (trials) {
        for (const history::TrialRow& row : *trials)
            m_curves->setRunning(row.trial, row.state == TrialState::Running);
    }
}

void RunsPage::feedWorkers()
{
    const history::RunRow* run = m_services.feed.find(m_run);
    std::vector<WorkersChart::Bar> bars;
    m_trials->forEach([&](const history::TrialRow& row) {
        if (row.worker >= 0 && row.started > 0)
            bars.push_back({row.trial, row.worker, row.started, row.finished, row.state});
    });
    const double now = static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000.0;
    m_workers->setBars(std::move(bars), run != nullptr && run->effectiveState(now) == RunState::Running);
}

void RunsPage::selectTrial(qint64 trial)
{
    m_selected = trial;
    m_fitness->setSelectedTrial(trial);
    m_methods->setSelectedTrial(trial);
    m_workers->setSelectedTrial(trial);
    const int row = m_trials->rowOf(trial);
    m_selecting = true;
    if (row >= 0) {
        m_table->selectRow(row);
        m_table->scrollTo(m_trials->index(row, 0));
    } else {
        m_table->clearSelection(); // hidden by the filter
    }
    m_selecting = false;
    if (m_architecture->shownTrial() != trial || m_architecture->isReplaying())
        m_architecture->setSelected(trial);
    showCounts();
}

void RunsPage::applyFilter(const QString& text)
{
    m_selecting = true;
    const QString problem = m_trials->setFilter(text);
    m_selecting = false;
    restyle(m_filter, "wrong", !problem.isEmpty());
    m_filter->setToolTip(problem);
    if (m_selected != 0)
        selectTrial(m_selected);
    showCounts();
}

void RunsPage::applyPicked(const TrialSet& picked)
{
    m_selecting = true;
    m_trials->setPicked(picked);
    m_selecting = false;
    m_workers->setPicked(picked);
    m_filter->setMinimumWidth(picked.isEmpty() ? kFilterWidth : kFilterWidth - 160); // room for what says how many
    if (m_selected != 0)
        selectTrial(m_selected);
    showCounts();
}

void RunsPage::showCounts()
{
    QString text = tr("%1 of %2").arg(countText(m_trials->rowCount()), countText(m_trials->total()));
    if (m_selected != 0)
        text += tr(", trial %1 selected").arg(m_selected);
    m_counts->setText(text);
}

} // namespace cw::ui
