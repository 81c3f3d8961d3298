// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/run_service.h"

#include <algorithm>
#include <optional>

#include <QElapsedTimer>
#include <QThread>
#include <QThreadPool>
#include <QTimer>

#include "core/base/assert.h"
#include "ui/live/background_run.h"
#include "ui/live/engine_crew.h"
#include "ui/live/event_queue.h"

namespace cw::ui {

namespace {

constexpr int kDrainMilliseconds = 100;   ///< at most ten updates a second reach the views
constexpr int kSampleMilliseconds = 1000; ///< the time left moves without events

} // namespace

class RunService::Impl {
public:
    Impl(RunService& owner, std::shared_ptr<const run::Catalogue> given, const std::filesystem::path& path)
        : service(owner)
        , catalogue(std::move(given))
        , history(path)
        , queue(std::make_shared<EventQueue>(&owner, [this] { scheduleDrain(); }))
        , crew(catalogue, path, [events = queue](const run::Event& event) { events->push(event); })
    {
        for (QThreadPool* pool : {&launcher, &control})
            pool->setMaxThreadCount(1); // one after the other, in the order asked
        drainTimer.setSingleShot(true);
        QObject::connect(&drainTimer, &QTimer::timeout, &service, [this] { drain(); });
        sampleTimer.setInterval(kSampleMilliseconds);
        QObject::connect(&sampleTimer, &QTimer::timeout, &service, [this] { sample(); });
    }
    ~Impl()
    {
        queue->detach();
        launcher.clear();
        control.clear();
        launcher.waitForDone();
        control.waitForDone();
        const std::vector<std::int64_t> left = crew.shutDown(leave);
        if (leave != Leave::GoOn)
            return;
        for (const std::int64_t run : left)
            goOnInBackground(backgroundProgram, history, run); // else it is stopped, and the next start says so
    }

    /// Work on a pool, its answer on the GUI thread; an error reaches `failed` as one sentence.
    template <class Work, class Done, class Failed>
    void post(QThreadPool& pool, Work work, Done done, Failed failed)
    {
        pool.start([this, work = std::move(work), done = std::move(done), failed = std::move(failed)] {
            QString problem;
            try {
                auto answer = std::make_shared<decltype(work())>(work());
                QMetaObject::invokeMethod(
                    &service, [done, answer] { done(*answer); }, Qt::QueuedConnection);
                return;
            } catch (const std::exception& error) { // the thread's top frame
                problem = QString::fromUtf8(error.what());
            }
            QMetaObject::invokeMethod(
                &service, [failed, problem] { failed(problem); }, Qt::QueuedConnection);
        });
    }
    template <class Call>
    void postSteering(Call call)
    {
        post(
            control,
            [this, call] {
                call(crew);
                return Done{};
            },
            [this](Done) {
                Q_EMIT service.committed();
                sample();
            },
            [this](const QString& problem) { Q_EMIT service.problem(problem); });
    }

    /// Shown as active at once: an empty list means that nothing runs, not that nobody has looked yet.
    void showBegun(std::int64_t run, std::int64_t budget)
    {
        if (!service.find(run))
            active.push_back({.run = run, .state = RunState::Running, .done = 0, .budget = budget});
        Q_EMIT service.activeChanged();
        sample();
        Q_EMIT service.committed();
    }
    void begin(std::int64_t run, std::int64_t budget)
    {
        --launching;
        showBegun(run, budget);
        Q_EMIT service.launched(run);
    }
    void fail(const QString& problem)
    {
        --launching;
        Q_EMIT service.launchFailed(problem);
    }
    void scheduleDrain();
    void drain();
    void sample();
    void take(const EngineCrew::Sample& sample);

    RunService& service;
    std::shared_ptr<const run::Catalogue> catalogue;
    std::filesystem::path history;
    std::shared_ptr<EventQueue> queue;
    EngineCrew crew;
    QThreadPool launcher; ///< assembling and loading torch: may take seconds
    QThreadPool control;  ///< steering and sampling: short
    QTimer drainTimer;
    QTimer sampleTimer;
    QElapsedTimer sinceDrain;
    std::vector<ActiveRun> active;
    int launching = 0;
    bool sampling = false;
    bool sampleAgain = false;
    bool torchAsked = false;
    std::vector<estimate::DeviceInfo> devices;
    QString torchProblem;
    Leave leave = Leave::Stop;
    QString backgroundProgram = commandLineProgram();
};

void RunService::Impl::scheduleDrain()
{
    CW_ASSERT(QThread::currentThread() == service.thread());
    const qint64 passed = sinceDrain.isValid() ? sinceDrain.elapsed() : kDrainMilliseconds;
    if (passed >= kDrainMilliseconds)
        drain();
    else if (!drainTimer.isActive())
        drainTimer.start(static_cast<int>(kDrainMilliseconds - passed));
}

void RunService::Impl::drain()
{
    sinceDrain.start();
    const PendingEvents events = queue->take();
    if (events.runsChanged || events.committed)
        sample();
    if (!events.progress.empty()) {
        std::vector<TrialProgress> changed;
        changed.reserve(events.progress.size());
        for (const auto& [key, progress] : events.progress)
            changed.push_back(progress);
        Q_EMIT service.progress(changed);
    }
    if (events.committed)
        Q_EMIT service.committed();
}

void RunService::Impl::sample()
{
    if (sampling) {
        sampleAgain = true;
        return;
    }
    sampling = true;
    post(
        control, [this] { return crew.sample(); }, [this](const EngineCrew::Sample& found) { take(found); },
        [this](const QString& problem) {
            sampling = false;
            Q_EMIT service.problem(problem);
        });
}

void RunService::Impl::take(const EngineCrew::Sample& found)
{
    CW_ASSERT(QThread::currentThread() == service.thread());
    sampling = false;
    active = found.active;
    const bool anyActive = !active.empty();
    if (anyActive && !sampleTimer.isActive())
        sampleTimer.start();
    else if (!anyActive)
        sampleTimer.stop();
    Q_EMIT service.activeChanged();
    for (const std::string& failure : found.failures)
        Q_EMIT service.problem(QString::fromStdString(failure));
    if (std::exchange(sampleAgain, false))
        sample();
}

RunService::RunService(std::shared_ptr<const run::Catalogue> catalogue, const std::filesystem::path& history,
                       QObject* parent)
    : QObject(parent)
    , m_impl(std::make_unique<Impl>(*this, std::move(catalogue), history))
{
}

RunService::~RunService() = default;

const run::Catalogue& RunService::catalogue() const
{
    return *m_impl->catalogue;
}
const std::vector<ActiveRun>& RunService::active() const
{
    return m_impl->active;
}
bool RunService::isLaunching() const
{
    return m_impl->launching > 0;
}
const std::vector<estimate::DeviceInfo>& RunService::devices() const
{
    return m_impl->devices;
}
const QString& RunService::torchProblem() const
{
    return m_impl->torchProblem;
}

void RunService::setLeave(Leave how)
{
    m_impl->leave = how;
}
const QString& RunService::backgroundProgram() const
{
    return m_impl->backgroundProgram;
}
void RunService::setBackgroundProgram(const QString& program)
{
    m_impl->backgroundProgram = program;
}

const ActiveRun* RunService::find(std::int64_t run) const
{
    const auto found = std::find_if(m_impl->active.begin(), m_impl->active.end(),
                                    [run](const ActiveRun& active) { return active.run == run; });
    return found == m_impl->active.end() ? nullptr : &*found;
}

void RunService::loadTorch()
{
    if (std::exchange(m_impl->torchAsked, true))
        return;
    m_impl->post(
        m_impl->launcher, [catalogue = m_impl->catalogue] { return catalogue->torch().trainer->devices(); },
        [this](const std::vector<estimate::DeviceInfo>& devices) {
            m_impl->devices = devices;
            Q_EMIT devicesChanged();
        },
        [this](const QString& problem) {
            m_impl->torchProblem = problem;
            Q_EMIT devicesChanged();
        });
}

void RunService::launch(const run::RunConfig& config)
{
    CW_ASSERT(QThread::currentThread() == thread());
    ++m_impl->launching;
    Q_EMIT launching();
    m_impl->post(
        m_impl->launcher, [this, config] { return m_impl->crew.launch(config); },
        [this, budget = config.evaluations](std::int64_t run) { m_impl->begin(run, budget); },
        [this](const QString& problem) { m_impl->fail(problem); });
}

void RunService::resume(std::int64_t run)
{
    ++m_impl->launching;
    Q_EMIT launching();
    m_impl->post(
        m_impl->launcher, [this, run] { return m_impl->crew.resume(run); },
        [this, run](std::int64_t budget) { m_impl->begin(run, budget); },
        [this](const QString& problem) { m_impl->fail(problem); });
}

void RunService::queue(const run::Experiment& experiment)
{
    CW_ASSERT(QThread::currentThread() == thread());
    m_impl->post(
        m_impl->launcher, [this, experiment] { return m_impl->crew.queue(experiment); },
        [this](const std::vector<std::int64_t>& runs) {
            Q_EMIT committed();
            Q_EMIT queued(runs);
        },
        [this](const QString& problem) { Q_EMIT queueFailed(problem); });
}

void RunService::beginQueued(std::int64_t run)
{
    m_impl->post(
        m_impl->launcher, [this, run] { return m_impl->crew.beginQueued(run); },
        [this, run](const std::optional<std::int64_t>& budget) {
            if (budget)
                m_impl->showBegun(run, *budget);
            else
                Q_EMIT committed(); // by somebody who was quicker
        },
        [this, run](const QString& problem) {
            Q_EMIT committed();
            Q_EMIT queuedRunFailed(run, problem);
        });
}

void RunService::orderQueue(const std::vector<std::int64_t>& runs)
{
    m_impl->post(
        m_impl->control,
        [this, runs] {
            m_impl->crew.orderQueue(runs);
            return Done{};
        },
        [this](Done) {
            Q_EMIT committed();
            Q_EMIT queueOrdered(true);
        },
        [this](const QString& problem) {
            Q_EMIT queueOrdered(false);
            Q_EMIT this->problem(problem);
        });
}

void RunService::removeQueued(std::int64_t run)
{
    m_impl->postSteering([run](EngineCrew& crew) { crew.removeQueued(run); });
}

void RunService::pause(std::int64_t run)
{
    m_impl->postSteering([run](EngineCrew& crew) {
        crew.steer(
            run, [](run::Engine& engine) { engine.pause(); }, history::InterventionKind::Pause);
    });
}

void RunService::unpause(std::int64_t run)
{
    m_impl->postSteering([run](EngineCrew& crew) {
        crew.steer(
            run, [](run::Engine& engine) { engine.unpause(); }, history::InterventionKind::Resume);
    });
}

void RunService::stop(std::int64_t run)
{
    m_impl->postSteering([run](EngineCrew& crew) {
        crew.steer(
            run, [](run::Engine& engine) { engine.stop(); }, history::InterventionKind::Stop);
    });
}

void RunService::setBudget(std::int64_t run, std::int64_t evaluations)
{
    m_impl->postSteering([run, evaluations](EngineCrew& crew) {
        crew.steer(
            run, [evaluations](run::Engine& engine) { engine.setBudget(evaluations); },
            history::InterventionKind::Budget, Json{{"evaluations", evaluations}});
    });
}

void RunService::setWorkers(std::int64_t run, int workers)
{
    m_impl->postSteering([run, workers](EngineCrew& crew) {
        crew.steer(
            run, [workers](run::Engine& engine) { engine.setWorkers(workers); }, history::InterventionKind::Workers,
            Json{{"workers", workers}});
    });
}

void RunService::setNote(std::int64_t run, const QString& note)
{
    m_impl->postSteering([run, text = note.toStdString()](EngineCrew& crew) { crew.setNote(run, text); });
}

} // namespace cw::ui
