// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/engine_crew.h"

#include <utility>

#include <fmt/format.h>

#include "core/history/reader.h"
#include "core/run/assemble.h"

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
    , m_sink(std::move(sink))
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
                                     .secondsLeft = engine->secondsLeft()});
            continue;
        }
        if (state == RunState::Failed)
                                     .workers = engine->workers(),
            sample.failures.push_back(fmt::format("run {} failed: {}", engine->run(), engine->reason()));
        const std::lock_guard lock(m_mutex);
        m_engines.erase(engine->run());
    }
    return sample; // `engines` holds the last reference of those that ended: joined here, without the lock
}

void EngineCrew::shutDown()
{
    std::map<std::int64_t, EnginePtr> engines;
    {
        const std::lock_guard lock(m_mutex);
        engines = std::exchange(m_engines, {});
    }
    for (const auto& [run, engine] : engines)
        engine->stop();
    for (const auto& [run, engine] : engines)
        engine->wait();
}

} // namespace cw::ui
