// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/live_experiment.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include <unistd.h>

#include <fmt/format.h>

#include "app/cli/live_run.h"
#include "app/cli/output.h"
#include "app/cli/records_json.h"
#include "app/cli/signals.h"
#include "core/run/assemble.h"
#include "core/run/takeover.h"

namespace cw::cli {

namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenLines = 1s;

/// "14-22", or all of them where others came between.
std::string numbersOf(const std::vector<std::int64_t>& runs)
{
    const std::vector<std::uint64_t> numbers(runs.begin(), runs.end());
    return run::seedsToText(numbers);
}

/// Watches signals, also for what is not there yet. Made before anything that starts threads.
class Interrupts {
public:
    explicit Interrupts(bool quiet)
        : m_quiet(quiet)
        , m_watcher([this](int count) { onSignal(count); })
    {
    }
    /// What the first signal does; nothing: it ends the program.
    void set(std::function<void()> act)
    {
        const std::lock_guard lock(m_mutex);
        m_act = std::move(act);
    }

private:
    void onSignal(int count)
    {
        const std::lock_guard lock(m_mutex);
        // Nothing has been written yet, or the user insists: what is committed is safe.
        if (!m_act || count > 1)
            std::_Exit(kStopped);
        if (!m_quiet)
            fmt::print(stderr, "\n{}\n", "pausing after the current batches; once more leaves at once");
        m_act();
    }

    const bool m_quiet;
    std::mutex m_mutex;
    std::function<void()> m_act;
    SignalWatcher m_watcher; ///< last: its thread uses the others
};

/// The runs of an experiment, each on a thread that waits for its end.
class ExperimentCrew {
public:
    ExperimentCrew(Session& session, std::filesystem::path path, Interrupts& interrupts)
        : m_session(session)
        , m_path(std::move(path))
        , m_quiet(session.globals.quiet)
        , m_terminal(!m_quiet && isatty(STDERR_FILENO) == 1)
        , m_interrupts(interrupts)
        , m_writer(std::make_shared<history::Writer>(m_path))
    {
        m_interrupts.set([this] { interrupt(); });
    }
    ~ExperimentCrew() { m_interrupts.set({}); }
    ExperimentCrew(const ExperimentCrew&) = delete;
    ExperimentCrew& operator=(const ExperimentCrew&) = delete;

    history::Writer& writer() { return *m_writer; }
    bool isInterrupted();
    /// Until every run has ended or is paused.
    void work(const std::vector<std::int64_t>& runs, int atOnce);

private:
    void interrupt();
    void lane();
    std::optional<std::int64_t> next();
    std::unique_ptr<run::Engine> begin(std::int64_t run);
    std::unique_ptr<run::Engine> resume(std::int64_t run);
    void await(std::int64_t run, std::unique_ptr<run::Engine> engine);
    bool isRunning(std::int64_t run);
    void fail(std::int64_t run, const Error& error);
    void take(const run::Event& event);
    void pauseAll(std::unique_lock<std::mutex>& lock);
    void sayEnd(std::int64_t run);
    void say(const std::string& line) const;
    void showProgress() const;

    Session& m_session;
    const std::filesystem::path m_path;
    const bool m_quiet;
    const bool m_terminal;
    Interrupts& m_interrupts;
    const std::shared_ptr<history::Writer> m_writer;
    std::mutex m_resuming; ///< one at a time: the catalogue and LibTorch are made at first need
    std::mutex m_mutex;    ///< guards those below; never held while an engine ends
    std::condition_variable m_changed;
    std::deque<std::int64_t> m_waiting;
    std::map<std::int64_t, run::Engine*> m_engines; ///< those that run
    std::map<std::int64_t, RunState> m_states;      ///< as last announced
    std::size_t m_all = 0;
    int m_lanes = 0; ///< that have not come to their end
    bool m_interrupted = false;
};

void ExperimentCrew::interrupt()
{
    const std::lock_guard lock(m_mutex);
    m_interrupted = true;
    m_changed.notify_all();
}

bool ExperimentCrew::isInterrupted()
{
    const std::lock_guard lock(m_mutex);
    return m_interrupted;
}

void ExperimentCrew::work(const std::vector<std::int64_t>& runs, int atOnce)
{
    m_waiting.assign(runs.begin(), runs.end());
    m_all = runs.size();
    m_lanes = static_cast<int>(std::min<std::size_t>(runs.size(), static_cast<std::size_t>(atOnce)));
    std::vector<std::jthread> lanes;
    for (int i = m_lanes; i > 0; --i)
        lanes.emplace_back([this] { lane(); });
    std::unique_lock lock(m_mutex);
    const auto isOver = [this] { return m_interrupted || m_lanes == 0; };
    while (m_terminal && !m_changed.wait_for(lock, kBetweenLines, isOver))
        showProgress();
    m_changed.wait(lock, isOver);
    if (m_interrupted)
        pauseAll(lock);
    lock.unlock();
    lanes.clear(); // joins
    if (m_terminal)
        fmt::print(stderr, "\r\033[K");
    if (!m_writer->trouble()) // else the engines have said so
        m_writer->flush(true);
}

/// Each writes its checkpoints before it ends; one that ends meanwhile leaves the list.
void ExperimentCrew::pauseAll(std::unique_lock<std::mutex>& lock)
{
    for (const auto& [run, engine] : m_engines)
        engine->pause();
    m_changed.wait(lock, [this] {
        return std::all_of(m_engines.begin(), m_engines.end(), [this](const auto& each) {
            const auto state = m_states.find(each.first);
            return state != m_states.end() && state->second == RunState::Paused;
        });
    });
    for (const auto& [run, engine] : m_engines)
        engine->stop();
}

void ExperimentCrew::lane()
{
    while (const std::optional<std::int64_t> run = next()) {
        if (std::unique_ptr<run::Engine> engine = begin(*run))
            await(*run, std::move(engine));
    }
    const std::lock_guard lock(m_mutex);
    --m_lanes;
    m_changed.notify_all();
}

std::optional<std::int64_t> ExperimentCrew::next()
{
    const std::lock_guard lock(m_mutex);
    if (m_interrupted || m_waiting.empty())
        return std::nullopt;
    const std::int64_t run = m_waiting.front();
    m_waiting.pop_front();
    return run;
}

std::unique_ptr<run::Engine> ExperimentCrew::resume(std::int64_t run)
{
    const std::lock_guard lock(m_resuming);
    const history::RunRow row = history::Reader(m_path).run(run);
    if (row.archived || row.state == RunState::Finished || row.hasLiveOwner(wallClock()))
        throw Error(ErrorCode::Busy, "another program has taken it up meanwhile");
    const run::RunConfig config = run::runConfigFromJson(row.info.config, fmt::format("run {}", run)).value();
    run::Parts parts = run::assemble(config, m_session.catalogue()).value();
    say(fmt::format("run {} begins: {}, seed {}", run, config.strategy, config.seed));
    return run::Engine::resume(m_writer, run, std::move(parts), [this](const run::Event& event) { take(event); });
}

/// Null when it cannot begin, which has been said.
std::unique_ptr<run::Engine> ExperimentCrew::begin(std::int64_t run)
{
    try {
        std::unique_ptr<run::Engine> engine = resume(run);
        const std::lock_guard lock(m_mutex);
        if (!m_interrupted) {
            engine->start();
            m_engines[run] = engine.get();
        }
        return engine;
    } catch (const Error& error) {
        fail(run, error);
    } catch (const std::exception& error) { // the thread's top frame
        fail(run, Error(ErrorCode::Internal, error.what()));
    }
    return nullptr;
}

/// Until it has ended. One that was interrupted before it was started ends at once.
void ExperimentCrew::await(std::int64_t run, std::unique_ptr<run::Engine> engine)
{
    RunState state = RunState::Stopped;
    if (isRunning(run))
        state = engine->wait();
    {
        const std::lock_guard lock(m_mutex);
        m_engines.erase(run);
        m_changed.notify_all();
    }
    engine.reset();
    try {
        if (state == RunState::Stopped && isInterrupted())
            run::leavePaused(*m_writer, run);
        sayEnd(run);
    } catch (const Error& error) {
        fmt::print(stderr, "cellwright-cli: run {}: {}\n", run, error.what());
    }
}

bool ExperimentCrew::isRunning(std::int64_t run)
{
    const std::lock_guard lock(m_mutex);
    return m_engines.contains(run);
}

/// So that those behind it have their turn, and the history says why it had none.
void ExperimentCrew::fail(std::int64_t run, const Error& error)
{
    fmt::print(stderr, "cellwright-cli: run {}: {}\n", run, error.what());
    if (error.code() != ErrorCode::Busy)
        m_writer->postRunState(run, RunState::Failed, error.what());
}

void ExperimentCrew::take(const run::Event& event)
{
    const bool isState = event.kind == run::Event::Kind::RunChanged;
    if (isState) {
        const std::lock_guard lock(m_mutex);
        m_states[event.run] = event.state;
        m_changed.notify_all();
    }
    const bool waits = isState && event.state == RunState::Paused && !event.text.empty();
    if (waits) // to be said even where no progress is: it may take for ever
        fmt::print(stderr, "run {}: {}\n", event.run, event.text);
    else if (event.kind == run::Event::Kind::Log)
        say(fmt::format("run {}: {}", event.run, event.text));
}

void ExperimentCrew::sayEnd(std::int64_t run)
{
    const history::RunRow row = history::Reader(m_path).run(run);
    std::string line = fmt::format("run {} {}: {} trials", run, toText(row.state), row.finishedTrials);
    if (row.best)
        line += fmt::format(", best {} (trial {})", shortNumber(*row.best), row.bestTrial);
    if (!row.reason.empty())
        line += fmt::format(", {}", row.reason);
    say(line);
}

void ExperimentCrew::say(const std::string& line) const
{
    if (!m_quiet)
        fmt::print(stderr, "{}{}\n", m_terminal ? "\r\033[K" : "", line);
}

/// On a terminal; the mutex is held.
void ExperimentCrew::showProgress() const
{
    const std::size_t ended = m_all - m_waiting.size() - m_engines.size();
    std::string line = fmt::format("{} of {} runs", ended, m_all);
    for (const auto& [run, engine] : m_engines)
        line += fmt::format(", run {}: {}/{}", run, engine->trialsDone(), engine->budget());
    fmt::print(stderr, "\r\033[K{}", line.substr(0, terminalWidth() - 1));
    std::fflush(stderr);
}

void sayNumbers(const Session& session, std::int64_t experiment, const std::vector<std::int64_t>& runs)
{
    if (session.globals.json)
        return;
    fmt::print("experiment {}: {} {}\n", experiment, runs.size() == 1 ? "run" : "runs", numbersOf(runs));
    std::fflush(stdout);
}

void printTable(const std::vector<history::RunRow>& rows)
{
    std::vector<std::vector<std::string>> table{{"run", "strategy", "seed", "state", "trials", "best", "time"}};
    for (const history::RunRow& row : rows)
        table.push_back({std::to_string(row.run), row.info.strategy, std::to_string(row.info.seed),
                         std::string(toText(row.effectiveState(wallClock()))),
                         fmt::format("{}/{}", row.finishedTrials, row.info.budget),
                         row.best ? shortNumber(*row.best) : "-", duration(row.seconds)});
    fmt::print("{}", columns(table, {true, false, true, false, true, true, true}));
}

/// What is printed at the end, and the exit code: the worst of what became of the runs.
int report(Session& session, const std::filesystem::path& path, const std::vector<std::int64_t>& runs, bool interrupted)
{
    history::Reader reader(path);
    std::vector<history::RunRow> rows;
    int code = interrupted ? kStopped : kDone;
    for (const std::int64_t run : runs) {
        rows.push_back(reader.run(run));
        const RunState state = rows.back().effectiveState(wallClock());
        const std::string nothing = state == RunState::Finished ? whyNothing(reader, run) : std::string();
        if (!nothing.empty())
            fmt::print(stderr, "cellwright-cli: run {}: {}\n", run, nothing);
        if (!interrupted && (state == RunState::Failed || !nothing.empty()))
            code = kFailed;
        else if (code == kDone && state == RunState::Stopped)
            code = kStopped;
    }
    if (session.globals.json) {
        Json list = Json::array();
        for (const history::RunRow& row : rows)
            list.push_back(runJson(row));
        session.printJson(
            {{"experiment", rows.front().info.experiment}, {"name", rows.front().info.name}, {"runs", list}});
    } else {
        printTable(rows);
    }
    if (interrupted && !session.globals.quiet)
        fmt::print(stderr, "go on with: cellwright-cli resume {} --experiment\n", runs.front());
    return code;
}

} // namespace

int runExperiment(Session& session, const std::function<run::Experiment()>& prepare)
{
    Interrupts interrupts(session.globals.quiet);
    const run::Experiment experiment = prepare();
    const std::vector<history::NewRun> rows = run::runsOf(experiment, session.catalogue()).value();
    const auto path = session.historyPathForWriting();
    ExperimentCrew crew(session, path, interrupts);
    const std::vector<std::int64_t> runs = crew.writer().queueRuns(experiment.name, rows);
    sayNumbers(session, history::Reader(path).run(runs.front()).info.experiment, runs);
    crew.work(runs, experiment.atOnce);
    return report(session, path, runs, crew.isInterrupted());
}

int resumeExperiment(Session& session, std::int64_t run, int atOnce)
{
    Interrupts interrupts(session.globals.quiet);
    const auto path = session.historyPathForWriting();
    const std::string where = fmt::format("run {}", run);
    std::vector<std::int64_t> begun;
    std::vector<history::RunRow> waiting;
    std::int64_t experiment = 0;
    {
        history::Reader reader(path);
        experiment = reader.run(run).info.experiment;
        if (experiment == 0)
            throw Error(ErrorCode::Config, "it is not part of an experiment", where);
        for (const history::RunRow& row : reader.runs()) {
            if (row.info.experiment != experiment || row.state == RunState::Finished || row.hasLiveOwner(wallClock()))
                continue;
            if (row.isWaiting())
                waiting.push_back(row);
            else
                begun.push_back(row.run);
        }
    }
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const auto& a, const auto& b) { return a.created < b.created; });
    std::vector<std::int64_t> runs = begun; // what has begun comes first
    for (const history::RunRow& row : waiting)
        runs.push_back(row.run);
    if (runs.empty())
        throw Error(ErrorCode::Config, fmt::format("nothing is left to do of experiment {}", experiment), where);
    ExperimentCrew crew(session, path, interrupts);
    sayNumbers(session, experiment, runs);
    crew.work(runs, atOnce);
    return report(session, path, runs, crew.isInterrupted());
}

} // namespace cw::cli
