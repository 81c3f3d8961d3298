// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/trial_card.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/base/heap.h"
#include "core/base/process.h"
#include "core/run/assemble.h"
#include "ui/live/run_service.h"
#include "ui/theme/theme.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/sparkline.h"

namespace cw::ui {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// The most that the program holds above what it held at first, looked at every few milliseconds.
class MemoryWatch {
public:
    MemoryWatch()
        : m_before(allocatedBytes())
        , m_thread([this](const std::stop_token& stop) { watch(stop); })
    {
    }
    /// Ends it. Bytes; 0 where the system does not tell
    std::int64_t most()
    {
        m_thread.request_stop();
        m_thread.join();
        return m_before > 0 ? m_most : 0;
    }

private:
    void watch(const std::stop_token& stop)
    {
        std::mutex mutex;
        std::condition_variable_any asked;
        std::unique_lock lock(mutex);
        while (!asked.wait_for(lock, stop, 5ms, [] { return false; }) && !stop.stop_requested())
            m_most = std::max(m_most, allocatedBytes() - m_before);
    }

    std::int64_t m_before;
    std::int64_t m_most = 0;
    std::jthread m_thread;
};

/// That of the form, with nothing that only a whole search needs.
run::RunConfig withoutSearch(run::RunConfig config)
{
    config.strategy = "random";
    config.strategySettings = Json::object();
    config.scheduler = "none";
    config.schedulerSettings = Json::object();
    config.enqueue.clear();
    return config;
}

Json kindOf(const run::RunConfig& config)
{
    const Json all = run::toJson(config);
    Json kind = Json::object();
    for (const char* key : {"space", "dataset", "estimator", "fidelity", "threads", "devices", "constraints"})
        kind[key] = all.value(key, Json());
    return kind;
}

/// That the trainings of a trial went through, over all its epochs; 0: nothing was trained.
double samplesOf(const run::Parts& parts, const estimate::Estimate& estimate)
{
    std::int64_t epochs = 0;
    for (const estimate::CurvePoint& point : estimate.curve)
        epochs = std::max(epochs, point.metric == "train_loss" ? point.step : 0);
    const Json data = parts.versions.value("data", Json::object());
    const Json& settings = parts.config.estimatorSettings;
    return double(data.value("samples", std::int64_t(0))) * (1 - settings.value("valid_part", 0.0)) *
           parts.config.fidelity.data * double(epochs) * double(settings.value("repeats", 1));
}

Tried tryOne(const run::RunConfig& config, const run::Catalogue& catalogue, std::int64_t draw,
             const std::stop_token& stop, const std::function<void(const estimate::Progress&)>& progress)
{
    lowerThreadPriority();
    const run::Parts parts = run::assemble(withoutSearch(config), catalogue).value();
    const std::string candidate = run::drawCandidate(parts, draw);
    parts.estimator->prepare(); // what all trials share is no part of one
    MemoryWatch memory;
    const auto start = Clock::now();
    Tried tried;
    tried.judged = run::judgeCandidate(parts, candidate, draw, stop, progress);
    tried.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    tried.memory = memory.most();
    tried.samples = samplesOf(parts, tried.judged.estimate);
    tried.onImages = parts.task.input.kind == space::ShapeKind::Image;
    return tried;
}

QString memoryText(std::int64_t bytes)
{
    return bytes >= 1'000'000'000
               ? QStringLiteral("%1 GB").arg(double(bytes) / 1e9, 0, 'f', 1)
               : QStringLiteral("%1 MB").arg(double(bytes) / 1e6, 0, 'f', bytes < 10'000'000 ? 1 : 0);
}

QString secondsText(double seconds)
{
    return seconds < 1    ? QStringLiteral("%1 ms").arg(seconds * 1e3, 0, 'f', seconds < 0.01 ? 2 : 0)
           : seconds < 60 ? QStringLiteral("%1 s").arg(seconds, 0, 'f', 1)
                          : durationText(seconds);
}

} // namespace

TrialCard::TrialCard(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_button(new QPushButton(this))
    , m_hint(makeLabel({}, "secondary", this))
    , m_curve(new Sparkline(services.theme, this))
    , m_factArea(new QWidget(this))
    , m_facts(new QGridLayout(m_factArea))
    , m_problem(makeLabel({}, "problem", this))
{
    m_button->setObjectName(QStringLiteral("tryOne"));
    m_button->setToolTip(tr("Judges one random candidate as the search would, and measures what it takes. Nothing is "
                            "written to the history."));
    m_hint->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("tryProblem"));
    m_problem->setWordWrap(true);
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(8);
    m_facts->setVerticalSpacing(2);
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("One real trial"), "panelTitle", this), 1);
    head->addWidget(m_button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_hint);
    column->addWidget(m_curve);
    column->addWidget(m_factArea);
    column->addWidget(m_problem);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (isBusy())
            stop();
        else
            start();
    });
    connect(&services.theme, &Theme::changed, this, &TrialCard::showState);
    showState();
}

TrialCard::~TrialCard() = default;

void TrialCard::setConfig(const run::RunConfig& config, bool ok)
{
    m_config = config;
    m_ok = ok;
    Json kind = kindOf(config);
    if (kind != m_kind) {
        m_kind = std::move(kind);
        const bool had = m_tried.has_value();
        m_tried.reset();
        stop();
        if (had)
            Q_EMIT changed();
    }
    showState();
}

void TrialCard::start()
{
    m_tried.reset();
    m_points.clear();
    const int session = ++m_session;
    m_task.start(
        [this, session, draw = ++m_draw, config = m_config,
         catalogue = &m_services.runs.catalogue()](const std::stop_token& token) {
            return tryOne(config, *catalogue, draw, token, [this, session](const estimate::Progress& progress) {
                QMetaObject::invokeMethod(
                    this, [this, session, progress] { addProgress(session, progress); }, Qt::QueuedConnection);
            });
        },
        [this](const Result<Tried>& answer) { finish(answer); });
    Q_EMIT changed();
    showState();
}

void TrialCard::stop()
{
    m_task.cancel();
    ++m_session;
    m_points.clear();
    showState();
}

void TrialCard::addProgress(int session, const estimate::Progress& progress)
{
    if (session != m_session)
        return;
    const std::string& metric = m_config.objectives.front().metric;
    for (const estimate::CurvePoint& point : progress.points) {
        if (point.metric == metric)
            m_points.emplace_back(double(point.step), point.value);
    }
    showState();
}

void TrialCard::finish(const Result<Tried>& answer)
{
    if (answer) {
        m_tried = *answer;
        m_points.clear();
        for (const estimate::CurvePoint& point : m_tried->judged.estimate.curve) {
            if (point.metric == m_config.objectives.front().metric)
                m_points.emplace_back(double(point.step), point.value);
        }
    } else {
        m_tried = Tried{};
        m_tried->judged.estimate.state = TrialState::Failed;
        m_tried->judged.estimate.reason = answer.error().what();
    }
    showState();
    Q_EMIT changed();
}

void TrialCard::showState()
{
    const bool busy = isBusy();
    m_button->setText(busy ? tr("Stop") : tr("Try one"));
    m_button->setIcon(
        m_services.theme.icon(busy ? QStringLiteral("stop") : QStringLiteral("play"), m_services.theme.colors().muted));
    m_button->setEnabled(busy || m_ok);
    const estimate::Estimate* estimate = m_tried ? &m_tried->judged.estimate : nullptr;
    const bool finished = estimate && estimate->state == TrialState::Finished;
    m_problem->setVisible(estimate && !finished);
    if (estimate && !finished)
        m_problem->setText(QString::fromStdString(estimate->reason));
    m_hint->setVisible(!estimate && m_points.empty());
    m_hint->setText(busy ? tr("Under way …") : tr("Measures how long a trial takes here, and how much memory."));
    const std::string& metric = m_config.objectives.front().metric;
    std::optional<double> value;
    if (finished && estimate->metrics.contains(metric))
        value = estimate->metrics.at(metric);
    else if (!m_points.empty())
        value = m_points.back().y();
    m_curve->setVisible(value.has_value());
    m_curve->setPoints(m_points);
    if (value)
        m_curve->setWords(valueText(value), m_points.empty() ? QString::fromStdString(metric)
                                                             : tr("%n epoch(s)", nullptr, int(m_points.back().x())));
    m_factArea->setVisible(finished);
    if (!finished)
        return;
    QList<std::pair<QString, QString>> facts{{tr("time"), secondsText(m_tried->seconds)}};
    if (m_tried->memory > 100'000) // less is the answer itself
        facts << std::pair{tr("memory"), memoryText(m_tried->memory)};
    if (m_tried->samples > 0) // with what a trial does beside its training
        facts << std::pair{m_tried->onImages ? tr("images/s") : tr("samples/s"),
                           countText(std::llround(m_tried->samples / m_tried->seconds))};
    for (const auto& [name, title] : {std::pair{"params", tr("params")}, std::pair{"macs", tr("MACs")}}) {
        if (const auto found = estimate->metrics.find(name); found != estimate->metrics.end())
            facts << std::pair{title, millionsText(std::int64_t(found->second))};
    }
    showFacts(facts);
    m_curve->setToolTip(QString::fromStdString(m_tried->judged.candidate));
}

void TrialCard::showFacts(const QList<std::pair<QString, QString>>& facts)
{
    while (QLayoutItem* item = m_facts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int column = 0;
    for (const auto& [name, value] : facts) {
        m_facts->addWidget(makeLabel(name, "caption", m_factArea), 0, column);
        m_facts->addWidget(makeLabel(value, "body", m_factArea), 1, column);
        m_facts->setColumnStretch(column++, 1);
    }
}

} // namespace cw::ui
