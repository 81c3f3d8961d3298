// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/live_run.h"

#include <cstdio>
#include <cstdlib>
#include <mutex>

#include <fmt/format.h>

#include "app/cli/records_json.h"
#include "app/cli/result_table.h"
#include "app/cli/signals.h"

namespace cw::cli {

namespace {

/// The engine as the thread that watches signals sees it.
class StopTarget {
public:
    explicit StopTarget(bool quiet)
        : m_quiet(quiet)
    {
    }
    /// From now on there is a run in the history: a signal stops it properly, as soon as its engine is there.
    void arm()
    {
        const std::lock_guard lock(m_mutex);
        m_armed = true;
    }
    void set(run::Engine* engine)
    {
        const std::lock_guard lock(m_mutex);
        m_engine = engine;
        if (m_count > 0)
            apply();
    }
    void onSignal(int count)
    {
        const std::lock_guard lock(m_mutex);
        // Nothing has been written yet, or the user insists: what is committed is safe.
        if (!m_armed || count > 2)
            std::_Exit(kStopped);
        m_count = count;
        if (!m_quiet)
            fmt::print(stderr, "\n{}\n",
                       count == 1 ? "stopping after the current batch; once more abandons it" : "abandoned");
        apply();
    }

private:
    const bool m_quiet;
    std::mutex m_mutex;
    run::Engine* m_engine = nullptr;
    bool m_armed = false;
    int m_count = 0;

    void apply()
    {
        if (m_engine == nullptr)
            return;
        if (m_count == 1)
            m_engine->stop();
        else
            m_engine->abandon();
    }
};

/// Nothing may look at the engine any more when it goes, whichever way that happens.
class Attached {
public:
    Attached(StopTarget& target, Monitor& monitor, run::Engine& engine)
        : m_target(target)
        , m_monitor(monitor)
    {
        m_target.set(&engine);
        m_monitor.watch(engine);
    }
    ~Attached()
    {
        m_target.set(nullptr);
        m_monitor.finish();
    }
    Attached(const Attached&) = delete;
    Attached& operator=(const Attached&) = delete;

private:
    StopTarget& m_target;
    Monitor& m_monitor;
};

int report(Session& session, const std::filesystem::path& path, const run::Engine& engine, RunState state)
{
    history::Reader reader(path);
    if (session.globals.json)
        session.printJson(showJson(reader, session.historyPath(), engine.run()));
    else
        fmt::print("{}", resultTable(reader, engine.run()));
    if (state == RunState::Stopped) {
        if (!engine.reason().empty())
            fmt::print(stderr, "cellwright-cli: run {}: {}\n", engine.run(), engine.reason());
        return kStopped;
    }
    const std::string problem = state == RunState::Finished ? whyNothing(reader, engine.run())
                                                            : fmt::format("{}: {}", toText(state), engine.reason());
    if (problem.empty() && !engine.reason().empty() && !session.globals.quiet)
        fmt::print(stderr, "run {}: {}\n", engine.run(), engine.reason());
    if (!problem.empty())
        fmt::print(stderr, "cellwright-cli: run {}: {}\n", engine.run(), problem);
    return problem.empty() ? kDone : kFailed;
}

} // namespace

std::string whyNothing(history::Reader& reader, std::int64_t run)
{
    if (reader.run(run).best)
        return {};
    for (const history::TrialRow& trial : reader.trials(run)) {
        if (!trial.reason.empty())
            return fmt::format("no trial has a value; trial {} {}: {}", trial.trial, toText(trial.state), trial.reason);
    }
    return "no trial has a value";
}

void checkDevices(Session& session, const std::vector<std::string>& devices, const std::string& where)
{
    for (const std::string& device : devices) {
        if (device == "cpu")
            continue;
        const auto usable = session.catalogue().torch().trainer->checkDevice(device);
        if (!usable)
            throw Error(ErrorCode::Config, usable.error().what(), where);
    }
}

int runLive(Session& session, const PrepareRun& prepare)
{
    StopTarget target(session.globals.quiet);
    const SignalWatcher signals([&target](int count) { target.onSignal(count); });
    const MakeEngine make = prepare();
    target.arm();
    const auto path = session.historyPathForWriting();
    Monitor monitor(path, session.globals.quiet);
    const auto writer = std::make_shared<history::Writer>(path);
    const std::unique_ptr<run::Engine> engine = make(writer, monitor.sink());
    if (!session.globals.json) {
        fmt::print("run {}\n", engine->run());
        std::fflush(stdout);
    }
    engine->start();
    RunState state = RunState::Failed;
    {
        const Attached attached(target, monitor, *engine);
        state = engine->wait();
        if (!writer->trouble()) // else the engine has said so
            writer->flush(true);
    }
    return report(session, path, *engine, state);
}

} // namespace cw::cli
