// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/run/catalogue.h"
#include "ui/live/history_feed.h"
#include "ui/methods/method_view.h"

namespace cw::ui {

/// What the views of one run are computed from: takes rows as they come, and makes of them what a view needs.
/// Thread: add() and waiting() on any; make() on one at a time, which does the work
class MethodFeed {
public:
    MethodFeed(MethodSubject subject, std::filesystem::path history, std::int64_t run, const run::Catalogue& catalogue);

    void add(const TrialList& trials, const StepList& steps);
    /// Lists added that no make() has taken.
    std::size_t waiting() const;
    /// Takes what is there; then what `view` draws (null: nothing).
    /// Errors: throws Error where the run cannot be told once more
    MethodShow make(const MethodView* view, const std::stop_token& stop);

private:
    void take();

    const MethodSubject m_subject;
    const std::filesystem::path m_history;
    const std::int64_t m_run;
    const run::Catalogue& m_catalogue;
    mutable std::mutex m_mutex;
    std::vector<std::pair<TrialList, StepList>> m_waiting; ///< under the mutex
    run::MethodTrials m_trials;
    std::shared_ptr<const run::Learnt> m_learnt;
    bool m_learntIsOld = true;
};

} // namespace cw::ui
