// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include <QObject>

#include "core/run/engine.h"
#include "ui/live/run_service.h"

namespace cw::ui {

/// What has happened since the last take().
struct PendingEvents {
    bool committed = false;   ///< a trial or a run changed in the history
    bool runsChanged = false; ///< a run changed its state
    std::map<std::pair<std::int64_t, std::int64_t>, TrialProgress> progress; ///< by (run, trial), newest fraction

    bool empty() const { return !committed && !runsChanged && progress.empty(); }
};

/// From the engines' threads to the GUI thread: events gather under a mutex, and the first one after a take() posts one
/// call. Engines may outlive the receiver; then nothing is posted any more.
/// Thread: push() on any; take() and detach() on the GUI thread
class EventQueue {
public:
    /// `wake` runs on the receiver's thread.
    EventQueue(QObject* receiver, std::function<void()> wake);

    void push(const run::Event& event);
    PendingEvents take();
    void detach();

private:
    std::mutex m_mutex;
    PendingEvents m_pending;
    QObject* m_receiver;
    std::function<void()> m_wake;
};

} // namespace cw::ui
