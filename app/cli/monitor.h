// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "core/history/reader.h"
#include "core/run/engine.h"

namespace cw::cli {

/// Progress of a run on stderr: a bar with the time left on a terminal, else a plain line at most once a second.
/// Reads what it shows from the history, so it never shows what a crash could take back.
class Monitor {
public:
    Monitor(std::filesystem::path history, bool quiet);
    ~Monitor(); ///< as finish()
    Monitor(const Monitor&) = delete;
    Monitor& operator=(const Monitor&) = delete;

    /// For the engine; may be called from any thread.
    run::EventSink sink();
    /// Begins to print. The engine must outlive finish().
    void watch(run::Engine& engine);
    /// Prints what is left to print and ends.
    void finish();

private:
    void loop(const std::stop_token& stop);
    void print();
    std::string line();

    const std::filesystem::path m_history;
    const bool m_quiet;
    const bool m_terminal;
    run::Engine* m_engine = nullptr;
    std::unique_ptr<history::Reader> m_reader; ///< used by the thread, and by finish() after it
    std::string m_last;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_dirty = false;
    std::string m_log;
    std::jthread m_thread;
};

} // namespace cw::cli
