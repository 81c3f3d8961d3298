// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <thread>

#include <signal.h>

namespace cw::cli {

/// Turns SIGINT and SIGTERM into calls on a thread of its own, where a handler may do anything. Threads started while
/// it lives inherit the blocked signals, so it must be made before libraries that start threads are loaded.
class SignalWatcher {
public:
    /// `onSignal` is given 1 for the first signal, 2 for the second, ...
    explicit SignalWatcher(std::function<void(int count)> onSignal);
    ~SignalWatcher();
    SignalWatcher(const SignalWatcher&) = delete;
    SignalWatcher& operator=(const SignalWatcher&) = delete;

private:
    void watch(const std::function<void(int)>& onSignal) const;

    sigset_t m_previous;
    int m_signals = -1; ///< signalfd
    int m_end = -1;     ///< eventfd that ends the thread
    std::thread m_thread;
};

} // namespace cw::cli
