// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/engine.h"

#include <algorithm>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "core/history/reader.h"
#include "core/run/checkpoint_folder.h"
#include "core/run/coordinator.h"
#include "core/run/keeper.h"
#include "core/run/new_run.h"
#include "core/run/replay.h"
#include "core/run/takeover.h"

namespace cw::run {

namespace {

/// As many as the user wants, or as the estimator needs to work with.
std::size_t keptTrials(const Parts& parts)
{
    return std::size_t(std::max(parts.config.keep, parts.keepsWeights));
}

} // namespace

class Engine::Impl {
public:
    Impl(std::shared_ptr<history::Writer> writer, std::int64_t run, Parts parts, EventSink sink, std::int64_t lag,
         std::int64_t budget, double secondsBefore, double lastSeen);
    ~Impl();

    void start();
    void command(const Command& command) { m_mailbox->command(command); }
    WorkerSetup workers() const;

    const std::int64_t m_run;
    bool m_mine = false; ///< made or taken over to the end: to be given back
    Parts m_parts;
    std::shared_ptr<history::Writer> m_writer;
    std::shared_ptr<EventGate> m_events;
    std::shared_ptr<ForwardClock> m_clock;
    std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
    std::shared_ptr<const Architect> m_architect;
    std::shared_ptr<Pacer> m_pacer;
    CheckpointFolder m_checkpoints;
    Status m_status;
    Ledger m_ledger;
    Recorder m_recorder;
    Weights m_weights;
    std::optional<Keeper> m_keeper;
    std::optional<Coordinator> m_coordinator;
    std::jthread m_thread; ///< the coordinator's
};

Engine::Impl::Impl(std::shared_ptr<history::Writer> writer, std::int64_t run, Parts parts, EventSink sink,
                   std::int64_t lag, std::int64_t budget, double secondsBefore, double lastSeen)
    : m_run(run)
    , m_parts(std::move(parts))
    , m_writer(std::move(writer))
    , m_events(std::make_shared<EventGate>(std::move(sink)))
    , m_clock(std::make_shared<ForwardClock>(lastSeen))
    , m_architect(std::make_shared<const Architect>(m_parts.space, m_parts.tree, m_parts.task))
    , m_pacer(std::make_shared<Pacer>(secondsBefore, m_parts.config.hours))
    , m_checkpoints(m_writer->path(), run)
    , m_ledger(lag)
    , m_recorder(m_writer, run, m_events, m_parts.space, m_parts.tree, m_parts.config.objectives.front(),
                 m_parts.config.fidelity, m_clock)
    , m_weights(m_writer, run, m_checkpoints.path(), m_parts.config.objectives.front(), keptTrials(m_parts),
                m_parts.config.fidelity.epochs)
{
    m_status.budget = budget;
    m_status.workers = m_parts.config.workers;
    m_keeper.emplace(m_writer, m_run, m_mailbox, m_events, m_pacer);
}

Engine::Impl::~Impl()
{
    if (m_thread.joinable()) {
        if (!m_status.hasEnded()) {
            m_status.showStopped();
            command({Command::Kind::Abandon});
        }
        m_thread.join();
    }
    m_keeper->end();
    try {
        if (!m_coordinator && m_mine) // never started: nobody else gives the run back
            m_recorder.state(RunState::Stopped, "never started");
        if (!m_writer->trouble())
            m_writer->flush(); // commits still to be announced
    } catch (const std::exception&) {
        // A destructor cannot say it; whoever writes next hears of it.
    }
    m_events->close();
}

WorkerSetup Engine::Impl::workers() const
{
    const RunConfig& config = m_parts.config;
    WorkerSetup setup;
    setup.run = m_run;
    setup.estimator = m_parts.estimator;
    setup.architect = m_architect;
    setup.objectives = config.objectives;
    setup.workers = config.workers;
    setup.threads = config.threads;
    setup.devices = config.devices;
    setup.seed = config.seed;
    setup.checkpoints = m_checkpoints.path();
    setup.full = config.fidelity;
    setup.keep = keptTrials(m_parts);
    setup.clock = m_clock;
    setup.calibrations = std::make_shared<Calibrations>(m_writer);
    return setup;
}

void Engine::Impl::start()
{
    CW_ASSERT(!m_coordinator);
    m_checkpoints.create();
    m_coordinator.emplace(*m_parts.search, m_ledger, m_recorder, m_status, *m_pacer, *m_keeper, m_mailbox, m_events,
                          m_weights, workers(), m_parts.config.target);
    m_thread = std::jthread([this] { m_coordinator->work(); });
}

Engine::Engine(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}
Engine::~Engine() = default;

std::unique_ptr<Engine> Engine::create(std::shared_ptr<history::Writer> writer, Parts parts, EventSink sink)
{
    const std::int64_t run = writer->createRun(newRunOf(parts));
    const std::int64_t lag = parts.config.effectiveLag();
    const std::int64_t budget = parts.config.evaluations;
    auto impl =
        std::make_unique<Impl>(std::move(writer), run, std::move(parts), std::move(sink), lag, budget, 0.0, 0.0);
    impl->m_mine = true;
    return std::unique_ptr<Engine>(new Engine(std::move(impl)));
}

std::unique_ptr<Engine> Engine::resume(std::shared_ptr<history::Writer> writer, std::int64_t run, Parts parts,
                                       EventSink sink)
{
    history::Reader reader(writer->path());
    const std::string where = writer->path().string();
    const Found seen = findRun(reader, run);
    checkNotOurs(seen, where);
    checkUnfinished(seen, where);
    checkSameData(seen, parts.versions);
    writer->claimRun(run);
    const Found found = findRun(reader, run); // again: until now another program may have gone on with it
    const RunState before = history::isFinal(found.row.state) ? found.row.state : RunState::Interrupted;
    try {
        checkUnfinished(found, where);
        settlePending(*writer, found);
        if (found.workers > 0)
            parts.config.workers = found.workers;
        auto impl =
            std::make_unique<Impl>(writer, run, std::move(parts), std::move(sink), found.row.info.lag, found.budget,
                                   found.row.seconds, std::max(seen.row.heartbeat, seen.row.finished));
        replayLog(reader, run, impl->m_parts.tree, *impl->m_architect, *impl->m_parts.search,
                  impl->m_parts.config.fidelity, impl->m_ledger, impl->m_recorder);
        impl->m_weights.takeOver(reader.checkpoints(run), impl->m_ledger);
        impl->m_status.done = impl->m_ledger.trialsDone();
        impl->m_mine = true;
        return std::unique_ptr<Engine>(new Engine(std::move(impl)));
    } catch (const std::exception&) {
        writer->postRunState(run, before, found.row.reason); // gives it back
        writer->flush();
        throw;
    }
}

std::int64_t Engine::run() const
{
    return m_impl->m_run;
}
RunState Engine::state() const
{
    return m_impl->m_status.state();
}
std::int64_t Engine::trialsDone() const
{
    return m_impl->m_status.done;
}
std::int64_t Engine::budget() const
{
    return m_impl->m_status.budget;
}
std::string Engine::reason() const
{
    return m_impl->m_status.reason();
}
int Engine::workers() const
{
    return m_impl->m_status.workers;
}
double Engine::secondsLeft() const
{
    return m_impl->m_pacer->secondsLeft(budget() - trialsDone());
}
std::string Engine::hindrance() const
{
    return m_impl->m_status.hindrance();
}
void Engine::start()
{
    m_impl->start();
}
void Engine::pause()
{
    m_impl->command({Command::Kind::Pause});
}
void Engine::unpause()
{
    m_impl->command({Command::Kind::Unpause});
}

void Engine::stop()
{
    if (m_impl->m_status.showStopped())
        m_impl->command({Command::Kind::Stop});
}

void Engine::abandon()
{
    m_impl->m_status.showStopped();
    m_impl->command({Command::Kind::Abandon});
}

void Engine::setBudget(std::int64_t evaluations)
{
    if (evaluations < 1 || evaluations > kMaxEvaluations)
        throw Error(ErrorCode::Config,
                    fmt::format("expected evaluations from 1 to {}, found {}", kMaxEvaluations, evaluations));
    m_impl->command({Command::Kind::Budget, evaluations});
}

void Engine::setWorkers(int workers)
{
    if (workers < 1 || workers > kMaxWorkers)
        throw Error(ErrorCode::Config, fmt::format("expected workers from 1 to {}, found {}", kMaxWorkers, workers));
    Command command{Command::Kind::Workers};
    command.workers = workers;
    m_impl->command(command);
}

void Engine::setNote(const std::string& note)
{
    m_impl->m_writer->setNote(run(), note);
    Command command{Command::Kind::Note};
    command.note = note;
    m_impl->command(command);
}

RunState Engine::wait()
{
    return m_impl->m_status.waitForEnd();
}

} // namespace cw::run
