// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <mutex>
#include <stop_token>
#include <utility>
#include <vector>

#include "ui/live/history_feed.h"
#include "ui/methods/method_view.h"

namespace cw::ui {

/// What the views of one run are computed from: takes rows as they come, and makes of them what a view needs.
/// Thread: add() and waiting() on any; make() on one at a time, which does the work
class MethodFeed {
public:
    explicit MethodFeed(MethodSubject subject);

    void add(const TrialList& trials, const StepList& steps);
    /// Lists added that no make() has taken.
    std::size_t waiting() const;
    /// Takes what is there; then what `view` draws (null: nothing).
    MethodShow make(const MethodView* view, const std::stop_token& stop);

private:
    void take();

    const MethodSubject m_subject;
    mutable std::mutex m_mutex;
    std::vector<std::pair<TrialList, StepList>> m_waiting; ///< under the mutex
    run::MethodTrials m_trials;
};

} // namespace cw::ui
