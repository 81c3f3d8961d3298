// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/judge_dialog.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <thread>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/base/process.h"
#include "core/run/catalogue.h"
#include "ui/live/run_service.h"
#include "ui/pages/search/estimator_section.h"
#include "ui/plots/scatter_plot.h"
#include "ui/theme/theme.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labeled_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/quiet_controls.h"

namespace cw::ui {

namespace {

constexpr std::size_t kUsualCount = 40;
constexpr const char* kProxies = "zero-cost"; ///< seconds for all trials: what is asked first

std::set<std::string> trainedIds(const run::Catalogue& catalogue)
{
    std::set<std::string> ids;
    for (const estimate::EstimatorEntry& entry : catalogue.estimators.entries()) {
        if (entry.needsDataset)
            ids.insert(entry.id);
    }
    return ids;
}

std::vector<EntryInfo> infosOf(const run::Catalogue& catalogue)
{
    std::vector<EntryInfo> infos;
    for (const estimate::EstimatorEntry& entry : catalogue.estimators.entries())
        infos.push_back(entry);
    return infos;
}

QString number(double value)
{
    return std::isnan(value) ? QString(QChar(0x2013))
                             : QString::number(value, 'f', 3).replace(QLatin1Char('-'), QChar(0x2212));
}

} // namespace

JudgeDialog::JudgeDialog(const Services& services, Subject subject, QWidget* parent)
    : WorkDialog(QStringLiteral("judge"), tr("Judge trials again"), tr("Trials of run %1").arg(subject.run), parent)
    , m_services(services)
    , m_subject(std::move(subject))
    , m_estimator(new EstimatorSection(services.theme, infosOf(services.runs.catalogue()),
                                       trainedIds(services.runs.catalogue()), this))
    , m_count(new QuietSpinBox(this))
    , m_threads(new QuietSpinBox(this))
    , m_judgedMetric(new QuietComboBox(this))
    , m_measuredMetric(new QuietComboBox(this))
    , m_plot(new ScatterPlot(services.theme, tr("Judged against measured"), this))
{
    resize(980, 760);
    QLabel* about =
        makeLabel(tr("Judges trials of this run once more by another estimator, or at another fidelity, and "
                     "draws its answers against what the run measured. Nothing is written to the history."),
                  "secondary", this);
    about->setWordWrap(true);
    body().addWidget(about);
    body().addWidget(makeForm());
    body().addWidget(makeAxes());
    m_plot->setMinimumHeight(260);
    m_plot->setEmptyHint(tr("Each judged trial becomes a point here."));
    connect(m_plot, &ScatterPlot::trialClicked, this, &JudgeDialog::trialClicked);
    body().addWidget(m_plot, 1);
    addPlotButton();
    showPoints();
    showState();
}

JudgeDialog::~JudgeDialog() = default;

QWidget* JudgeDialog::makeForm()
{
    run::RunConfig config = m_subject.config;
    if (m_services.runs.catalogue().estimators.find(kProxies) != nullptr && !config.dataset.empty()) {
        config.estimator = kProxies;
        config.estimatorSettings = Json::object();
    }
    m_estimator->show(config);
    return m_estimator;
}

QWidget* JudgeDialog::makeAxes()
{
    auto* area = new QWidget(this);
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(LabeledField::kGap);
    const auto all = static_cast<int>(m_subject.trials.size());
    m_count->setRange(std::min(2, all), all);
    m_count->setValue(std::min(all, static_cast<int>(kUsualCount)));
    m_count->setObjectName(QStringLiteral("judgeCount"));
    auto* count = new LabeledField(tr("Trials"), m_count, LabeledField::kWidth, area);
    count->setHelp(tr("How many are judged, of %1 finished ones; taken evenly from the best to the worst.").arg(all));
    row->addWidget(count);
    m_threads->setRange(1, std::max(1, static_cast<int>(std::thread::hardware_concurrency())));
    m_threads->setValue(m_subject.config.threads);
    row->addWidget(new LabeledField(tr("Threads"), m_threads, LabeledField::kWidth, area));
    m_judgedMetric->setObjectName(QStringLiteral("judgedMetric"));
    row->addWidget(new LabeledField(tr("Judged (x)"), m_judgedMetric, LabeledField::kWideWidth, area));
    std::set<std::string> measured;
    for (const Trial& trial : m_subject.trials) {
        for (const auto& [name, value] : trial.metrics)
            measured.insert(name);
    }
    const std::string& objective = m_subject.config.objectives.front().metric;
    m_measuredMetric->addItem(metricTitle(objective), QString::fromStdString(objective));
    for (const std::string& name : measured) {
        if (name != objective)
            m_measuredMetric->addItem(metricTitle(name), QString::fromStdString(name));
    }
    row->addWidget(new LabeledField(tr("Measured (y)"), m_measuredMetric, LabeledField::kWideWidth, area));
    row->addStretch(1);
    connect(m_judgedMetric, &QComboBox::currentIndexChanged, this, &JudgeDialog::showPoints);
    connect(m_measuredMetric, &QComboBox::currentIndexChanged, this, &JudgeDialog::showPoints);
    return area;
}

void JudgeDialog::addPlotButton()
{
    auto* more = new QPushButton(tr("Plot"), this);
    more->setAutoDefault(false);
    more->setMenu(m_plot->menu());
    extras().addWidget(more);
}

std::vector<JudgeDialog::Trial> JudgeDialog::sample(std::size_t count) const
{
    std::vector<Trial> ranked = m_subject.trials;
    const std::string& objective = m_subject.config.objectives.front().metric;
    const auto valueOf = [&](const Trial& trial) {
        const auto found = trial.metrics.find(objective);
        return found == trial.metrics.end() || std::isnan(found->second) ? -HUGE_VAL : found->second;
    };
    std::stable_sort(ranked.begin(), ranked.end(),
                     [&](const Trial& a, const Trial& b) { return valueOf(a) > valueOf(b); });
    std::vector<Trial> chosen;
    count = std::min(count, ranked.size());
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(ranked[count == 1 ? 0 : i * (ranked.size() - 1) / (count - 1)]);
    return chosen;
}

/// That of the run with another estimator. Trials that are not judged are known to it: a surrogate learns from them.
run::RunConfig JudgeDialog::configuration() const
{
    run::RunConfig config = m_subject.config;
    m_estimator->store(config);
    config.strategy = "random";
    config.strategySettings = Json::object();
    config.scheduler = "none";
    config.schedulerSettings = Json::object();
    config.constraints.clear();
    config.enqueue.clear();
    config.known.clear();
    config.threads = m_threads->value();
    std::set<std::int64_t> judged;
    for (const Trial& trial : m_sample)
        judged.insert(trial.trial);
    for (const Trial& trial : m_subject.trials) {
        if (!judged.contains(trial.trial))
            config.known.push_back({trial.candidate, trial.metrics});
    }
    return config;
}

void JudgeDialog::start()
{
    m_sample = sample(static_cast<std::size_t>(m_count->value()));
    m_judged.clear();
    m_seconds = 0;
    progress().setRange(0, static_cast<int>(m_sample.size()));
    progress().setValue(0);
    result().setText(tr("Getting ready …"));
    fillMetrics();
    std::vector<std::string> candidates;
    for (const Trial& trial : m_sample)
        candidates.push_back(trial.candidate);
    const int session = ++m_session;
    m_judge.start(
        [this, session, candidates = std::move(candidates), config = configuration(),
         catalogue = &m_services.runs.catalogue()](const std::stop_token& token) mutable {
            lowerThreadPriority();
            config.known = run::asDecisions(std::move(config.known), config.space);
            const run::Parts parts = run::assemble(config, *catalogue).value();
            run::judgeCandidates(parts, candidates, token, [&](const run::Judged& judged) {
                QMetaObject::invokeMethod(
                    this, [this, session, judged] { add(session, judged); }, Qt::QueuedConnection);
            });
            return Done{};
        },
        [this](const Result<Done>& answer) { finish(answer); });
    showState();
}

void JudgeDialog::stop()
{
    m_judge.cancel();
    ++m_session;
    showPoints();
    showState();
}

void JudgeDialog::add(int session, const run::Judged& judged)
{
    if (session != m_session)
        return;
    m_judged.push_back(judged);
    m_seconds += judged.estimate.seconds;
    progress().setValue(static_cast<int>(m_judged.size()));
    fillMetrics();
    showPoints();
}

void JudgeDialog::finish(const Result<Done>& answer)
{
    if (answer)
        showPoints();
    else
        result().setText(QString::fromStdString(answer.error().what()));
    showState();
}

/// What the estimator gives, as it comes; the choice stays.
void JudgeDialog::fillMetrics()
{
    std::set<std::string> names;
    for (const run::Judged& judged : m_judged) {
        for (const auto& [name, value] : judged.estimate.metrics)
            names.insert(name);
    }
    QStringList ids;
    for (const std::string& name : names)
        ids << QString::fromStdString(name);
    QStringList shown;
    for (int i = 0; i < m_judgedMetric->count(); ++i)
        shown << m_judgedMetric->itemData(i).toString();
    if (ids == shown)
        return;
    const QString before = m_judgedMetric->currentData().toString();
    const QSignalBlocker quiet(m_judgedMetric);
    m_judgedMetric->clear();
    for (const QString& id : ids)
        m_judgedMetric->addItem(metricTitle(id.toStdString()), id);
    const QString objective = QString::fromStdString(m_subject.config.objectives.front().metric);
    for (const QString& wanted : {before, objective, QStringLiteral("vote")}) {
        const int index = wanted.isEmpty() ? -1 : m_judgedMetric->findData(wanted);
        if (index >= 0) {
            m_judgedMetric->setCurrentIndex(index);
            break;
        }
    }
}

void JudgeDialog::showPoints()
{
    const std::string judgedMetric = m_judgedMetric->currentData().toString().toStdString();
    const std::string measuredMetric = m_measuredMetric->currentData().toString().toStdString();
    const std::vector<double> x = run::valuesOf(m_judged, judgedMetric);
    std::vector<double> y;
    std::vector<ScatterPoint> points;
    for (std::size_t i = 0; i < m_judged.size(); ++i) {
        const auto found = m_sample[i].metrics.find(measuredMetric);
        y.push_back(found == m_sample[i].metrics.end() ? std::nan("") : found->second);
        points.push_back({m_sample[i].trial, x[i], y[i]});
    }
    m_plot->setTitles(tr("%1, judged").arg(metricTitle(judgedMetric)),
                      tr("%1, measured by the run").arg(metricTitle(measuredMetric)));
    m_plot->setPoints(std::move(points));
    if (m_judged.empty())
        return;
    const run::Agreement agreement = run::agreementOf(x, y);
    QStringList parts{tr("Spearman %1").arg(number(agreement.spearman)),
                      tr("Kendall %1").arg(number(agreement.kendall)),
                      tr("%n trial(s)", nullptr, static_cast<int>(agreement.pairs)),
                      tr("%1 s each").arg(m_seconds / static_cast<double>(m_judged.size()), 0, 'g', 2)};
    const auto bad = std::find_if(m_judged.begin(), m_judged.end(),
                                  [](const run::Judged& each) { return each.estimate.state != TrialState::Finished; });
    if (bad != m_judged.end())
        parts << tr("without a value: %1").arg(QString::fromStdString(bad->estimate.reason));
    result().setText(parts.join(QStringLiteral(" · ")));
}

void JudgeDialog::showState()
{
    const bool judging = isWorking();
    showButton(tr("Judge"), m_subject.trials.size() > 1);
    m_estimator->setEnabled(!judging);
    m_count->setEnabled(!judging);
    m_threads->setEnabled(!judging);
    if (m_subject.trials.size() < 2)
        result().setText(tr("At least two finished trials are needed."));
}

void JudgeDialog::reject()
{
    m_judge.cancel();
    QDialog::reject();
}

} // namespace cw::ui
