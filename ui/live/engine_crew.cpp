// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/engine_crew.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/history/reader.h"
#include "core/run/assemble.h"
#include "core/run/takeover.h"

namespace cw::ui {

namespace {

bool hasEnded(RunState state)
{
    return state == RunState::Finished || state == RunState::Stopped || state == RunState::Failed ||
           state == RunState::Interrupted;
}

} // namespace

EngineCrew::EngineCrew(std::shared_ptr<const run::Catalogue> catalogue, std::filesystem::path history,
                       run::EventSink sink)
    : m_catalogue(std::move(catalogue))
    , m_history(std::move(history))
    , m_sink([this, given = std::move(sink)](const run::Event& event) {
        noteState(event);
        given(event);
    })
{
}

EngineCrew::~EngineCrew()
{
    shutDown();
}

std::shared_ptr<history::Writer> EngineCrew::writer()
{
    const std::lock_guard lock(m_mutex);
    if (!m_writer)
        m_writer = std::make_shared<history::Writer>(m_history);
    return m_writer;
}

void EngineCrew::adopt(EnginePtr engine)
{
    const std::int64_t run = engine->run();
    engine->start();
    const std::lock_guard lock(m_mutex);
    m_engines[run] = std::move(engine);
}

EngineCrew::EnginePtr EngineCrew::engine(std::int64_t run)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_engines.find(run);
    return found == m_engines.end() ? nullptr : found->second;
}

std::int64_t EngineCrew::launch(const run::RunConfig& config)
{
    run::Parts parts = run::assemble(config, *m_catalogue).value();
    EnginePtr engine = run::Engine::create(writer(), std::move(parts), m_sink);
    const std::int64_t run = engine->run();
    adopt(std::move(engine));
    return run;
}

std::int64_t EngineCrew::resume(std::int64_t run)
{
    if (engine(run))
        throw Error(ErrorCode::Busy, fmt::format("run {} is already open in this window", run));
    const history::RunRow row = history::Reader(m_history).run(run);
    const run::RunConfig config =
        run::runConfigFromJson(row.info.config, fmt::format("configuration of run {}", run)).value();
    run::Parts parts = run::assemble(config, *m_catalogue).value();
    EnginePtr resumed = run::Engine::resume(writer(), run, std::move(parts), m_sink);
    const std::int64_t budget = resumed->budget();
    adopt(std::move(resumed));
    return budget;
}

std::vector<std::int64_t> EngineCrew::queue(const run::Experiment& experiment)
{
    return writer()->queueRuns(experiment.name, run::runsOf(experiment, *m_catalogue).value());
}

std::optional<std::int64_t> EngineCrew::beginQueued(std::int64_t run)
{
    const history::RunRow row = history::Reader(m_history).run(run);
    if (!row.isWaiting() || row.archived)
        return std::nullopt;
    try {
        return resume(run);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Busy)
            return std::nullopt;
        fail(run, error.what());
        throw;
    }
}

void EngineCrew::fail(std::int64_t run, const std::string& reason)
{
    const std::shared_ptr<history::Writer> to = writer();
    to->postRunState(run, RunState::Failed, reason);
    to->flush();
}

void EngineCrew::orderQueue(const std::vector<std::int64_t>& runs)
{
    writer()->orderQueue(runs);
}

void EngineCrew::removeQueued(std::int64_t run)
{
    writer()->setArchived(run, true);
}

void EngineCrew::steer(std::int64_t run, const std::function<void(run::Engine&)>& own, history::InterventionKind kind,
                       const Json& argument)
{
    if (const EnginePtr mine = engine(run))
        own(*mine);
    else
        writer()->addIntervention(run, kind, argument);
}

void EngineCrew::setNote(std::int64_t run, const std::string& note)
{
    if (const EnginePtr mine = engine(run))
        mine->setNote(note);
    else
        writer()->setNote(run, note);
}

EngineCrew::Sample EngineCrew::sample()
{
    std::vector<EnginePtr> engines;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [run, engine] : m_engines)
            engines.push_back(engine);
    }
    Sample sample;
    for (const EnginePtr& engine : engines) {
        const RunState state = engine->state();
        if (!hasEnded(state)) {
            sample.active.push_back({.run = engine->run(),
                                     .state = state,
                                     .done = engine->trialsDone(),
                                     .budget = engine->budget(),
                                     .workers = engine->workers(),
                                     .secondsLeft = engine->secondsLeft(),
                                     .hindrance = engine->hindrance()});
            continue;
        }
        if (state == RunState::Failed)
            sample.failures.push_back(fmt::format("run {} failed: {}", engine->run(), engine->reason()));
        const std::lock_guard lock(m_mutex);
        m_engines.erase(engine->run());
    }
    return sample; // `engines` holds the last reference of those that ended: joined here, without the lock
}

void EngineCrew::noteState(const run::Event& event)
{
    if (event.kind != run::Event::Kind::RunChanged)
        return;
    const std::lock_guard lock(m_mutex);
    m_states[event.run] = event.state;
    m_stateChanged.notify_all();
}

/// Until each has written its checkpoints, or has ended instead.
void EngineCrew::pauseAll(const std::vector<EnginePtr>& engines)
{
    for (const EnginePtr& engine : engines)
        engine->pause();
    std::unique_lock lock(m_mutex);
    m_stateChanged.wait(lock, [&] {
        return std::all_of(engines.begin(), engines.end(), [this](const EnginePtr& engine) {
            const auto state = m_states.find(engine->run());
            return state != m_states.end() && (state->second == RunState::Paused || hasEnded(state->second));
        });
    });
}

std::vector<std::int64_t> EngineCrew::shutDown(Leave how)
{
    std::map<std::int64_t, EnginePtr> engines;
    {
        const std::lock_guard lock(m_mutex);
        engines = std::exchange(m_engines, {});
    }
    std::vector<EnginePtr> running;
    std::vector<EnginePtr> paused; // what somebody stopped is in neither
    for (const auto& [run, engine] : engines) {
        const RunState state = engine->state();
        const bool byUser = state == RunState::Paused && engine->hindrance().empty();
        if (!hasEnded(state))
            (byUser ? paused : running).push_back(engine);
    }
    const auto has = [](const std::vector<EnginePtr>& all, const EnginePtr& engine) {
        return std::find(all.begin(), all.end(), engine) != all.end();
    };
    if (how != Leave::Stop)
        pauseAll(running);
    for (const auto& [run, engine] : engines)
        engine->stop();
    std::vector<std::int64_t> left;
    for (const auto& [run, engine] : engines) {
        if (engine->wait() != RunState::Stopped)
            continue;
        if (has(running, engine))
            left.push_back(run);
        if ((how == Leave::Pause && has(running, engine)) || (how != Leave::Stop && has(paused, engine)))
            leavePaused(run);
    }
    return left;
}

void EngineCrew::leavePaused(std::int64_t run)
{
    try {
        run::leavePaused(*writer(), run);
    } catch (const Error&) {
        // It stays stopped, which resumes just as well; there is nobody left to tell.
    }
}

} // namespace cw::ui
