// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/monitor.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

#include <unistd.h>

#include <fmt/format.h>

#include "app/cli/output.h"

namespace cw::cli {

namespace {

constexpr std::chrono::milliseconds kTerminalInterval{200};
constexpr std::chrono::milliseconds kPlainInterval{1000};

std::string bar(std::int64_t done, std::int64_t budget)
{
    constexpr std::size_t kWidth = 24;
    const double part = budget > 0 ? std::clamp(double(done) / double(budget), 0.0, 1.0) : 0;
    const auto filled = static_cast<std::size_t>(part * kWidth);
    return fmt::format("[{:#<{}}{:.<{}}] ", "", filled, "", kWidth - filled);
}

} // namespace

Monitor::Monitor(std::filesystem::path history, bool quiet)
    : m_history(std::move(history))
    , m_quiet(quiet)
    , m_terminal(isatty(STDERR_FILENO) == 1)
{
}

Monitor::~Monitor()
{
    finish();
}

run::EventSink Monitor::sink()
{
    return [this](const run::Event& event) {
        const bool waits = event.kind == run::Event::Kind::RunChanged && event.state == RunState::Paused &&
                           !event.text.empty(); // to be said even where no progress is: it may take for ever
        if (m_quiet && waits)
            fmt::print(stderr, "run {}: {}\n", event.run, event.text);
        const bool shown = event.kind == run::Event::Kind::TrialChanged || event.kind == run::Event::Kind::RunChanged ||
                           event.kind == run::Event::Kind::Log || m_terminal;
        if (m_quiet || !shown)
            return;
        {
            const std::lock_guard lock(m_mutex);
            m_dirty = true;
            if (waits)
                m_log += fmt::format("run {}: {}\n", event.run, event.text);
            else if (event.kind == run::Event::Kind::Log)
                m_log += event.text + "\n";
        }
        m_changed.notify_one();
    };
}

void Monitor::watch(run::Engine& engine)
{
    m_engine = &engine;
    if (!m_quiet)
        m_thread = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

void Monitor::finish()
{
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
    print();
    // The connection that closes last removes the -wal and -shm files, which one that only reads cannot.
    m_reader.reset();
    if (m_terminal)
        fmt::print(stderr, "\n");
}

void Monitor::loop(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return m_dirty; })) {
        m_dirty = false;
        lock.unlock();
        print();
        lock.lock();
        // Changes that come faster than anybody reads are shown together.
        m_changed.wait_for(lock, stop, m_terminal ? kTerminalInterval : kPlainInterval, [] { return false; });
    }
}

void Monitor::print()
{
    std::string log;
    {
        const std::lock_guard lock(m_mutex);
        log.swap(m_log);
    }
    std::string text;
    try {
        text = line();
    } catch (const Error& error) { // the search itself does not depend on what is shown of it
        // A file moved or deleted is told by the run, which cannot write it.
        text = error.code() == ErrorCode::NotFound ? m_last : fmt::format("no progress to show: {}", error.what());
        m_reader.reset(); // the file may be another one now
    }
    const char* start = m_terminal ? "\r\033[K" : "";
    if (!log.empty())
        fmt::print(stderr, "{}{}", start, log);
    if (m_terminal)
        fmt::print(stderr, "{}{}", start, text.substr(0, terminalWidth() - 1));
    else if (text != m_last)
        fmt::print(stderr, "{}\n", text);
    std::fflush(stderr);
    m_last = std::move(text);
}

std::string Monitor::line()
{
    if (!m_reader)
        m_reader = std::make_unique<history::Reader>(m_history);
    m_reader->dataVersion(); // asks whether the file is at its place
    const history::RunRow row = m_reader->run(m_engine->run());
    std::string text = m_terminal ? bar(row.finishedTrials, m_engine->budget()) : std::string();
    text += fmt::format("{} of {} trials", row.finishedTrials, m_engine->budget());
    if (row.best) {
        const std::string& objective = row.info.objective;
        const auto colon = objective.find(':');
        text += fmt::format(", best {} {:.4g} (trial {})", objective.substr(colon == std::string::npos ? 0 : colon + 1),
                            *row.best, row.bestTrial);
    }
    const RunState state = m_engine->state();
    const double left = m_engine->secondsLeft();
    if (state != RunState::Running)
        text += fmt::format(", {}", toText(state));
    else if (left >= 0)
        text += fmt::format(", {} left", duration(left));
    return text;
}

} // namespace cw::cli
