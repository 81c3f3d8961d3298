// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/history/writer.h"
#include "core/run/engine.h"
#include "core/run/experiment.h"
#include "ui/live/run_service.h"

namespace cw::ui {

/// The engines of this program and its one writer: the half of RunService that may block.
/// Thread: any but the GUI thread      Errors: throws Error
class EngineCrew {
public:
    EngineCrew(std::shared_ptr<const run::Catalogue> catalogue, std::filesystem::path history, run::EventSink sink);
    ~EngineCrew();

    /// Returns the number of the new run.
    std::int64_t launch(const run::RunConfig& config);
    /// Returns its budget.
    std::int64_t resume(std::int64_t run);
    /// Returns the numbers of the runs, in the order in which they wait.
    std::vector<std::int64_t> queue(const run::Experiment& experiment);
    /// As resume(), of a run that waits in the queue; nothing when it no longer does: somebody was quicker. One that
    /// cannot begin fails in the history too, so that those behind it have their turn.
    std::optional<std::int64_t> beginQueued(std::int64_t run);
    void orderQueue(const std::vector<std::int64_t>& runs);
    /// Out of the queue, as deleted: it can be brought back. Errors: Busy when it has begun meanwhile
    void removeQueued(std::int64_t run);
    /// Runs `own` on the engine when the run is this program's, else leaves a row for its owner.
    void steer(std::int64_t run, const std::function<void(run::Engine&)>& own, history::InterventionKind kind,
               const Json& argument = nullptr);
    void setNote(std::int64_t run, const std::string& note);

    struct Sample {
        std::vector<ActiveRun> active;
        std::vector<std::string> failures; ///< of runs that have failed since the last sample
    };
    /// Where every engine stands; engines that have ended are let go.
    Sample sample();
    /// Stops or pauses every run, waits for their last batch and lets them go. Returns those that were running and have
    /// not come to their end.
    std::vector<std::int64_t> shutDown(Leave how = Leave::Stop);

private:
    using EnginePtr = std::shared_ptr<run::Engine>;
    std::shared_ptr<history::Writer> writer();
    void adopt(EnginePtr engine);
    EnginePtr engine(std::int64_t run);
    void noteState(const run::Event& event);
    void fail(std::int64_t run, const std::string& reason);
    void leavePaused(std::int64_t run);
    void pauseAll(const std::vector<EnginePtr>& engines);

    std::shared_ptr<const run::Catalogue> m_catalogue;
    std::filesystem::path m_history;
    run::EventSink m_sink;
    std::mutex m_mutex; ///< guards those below; never held while an engine or the writer works
    std::condition_variable m_stateChanged;
    std::map<std::int64_t, RunState> m_states; ///< as last announced
    std::shared_ptr<history::Writer> m_writer;
    std::map<std::int64_t, EnginePtr> m_engines;
};

} // namespace cw::ui
