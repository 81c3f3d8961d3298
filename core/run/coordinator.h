// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/run/keeper.h"
#include "core/run/ledger.h"
#include "core/run/mailbox.h"
#include "core/run/pacer.h"
#include "core/run/recorder.h"
#include "core/run/search.h"
#include "core/run/status.h"
#include "core/run/steerable.h"
#include "core/run/weights.h"
#include "core/run/worker_pool.h"

namespace cw::run {

/// The one caller of the search. Keeps the lag: a job is asked when the results that it may know are in and told, and
/// no others are told before. So the log does not depend on how many workers there are or how fast they are.
/// Thread: work() is the coordinator's thread; everything passed in outlives it
class Coordinator {
public:
    Coordinator(Search& search, Ledger& ledger, Recorder& recorder, Status& status, Pacer& pacer, Keeper& keeper,
                std::shared_ptr<Mailbox> mailbox, std::shared_ptr<EventGate> events, Weights& weights,
                WorkerSetup setup, std::optional<double> target);

    /// Until the run has finished, stopped or failed.
    void work();

private:
    void begin();
    void handle(Mail mail);
    void handle(WorkerReport& report, bool hasResult);
    void handle(const Command& command);
    void recordIntervention(history::InterventionKind kind, const Json& argument);
    void handle(const history::InterventionRow& row);
    std::string apply(const history::InterventionRow& row);
    Result<Done> steerSearch(const history::InterventionRow& row);
    void finishJob(WorkerReport& report);
    void recordDone(Entry& entry, double time);
    void flushCounts();

    void pause();
    void unpause();
    void stop();
    void setBudget(std::int64_t evaluations);
    void setWorkers(int workers);

    void advance();
    bool ask();
    void take(Job job);
    void tellOldest();
    void give(const Entry& entry);
    bool mayPropose() const;
    bool hasReachedTarget() const { return m_target && m_recorder.hasReached(*m_target); }
    /// Whether the search is as it was after the last ask. A search that was told more since and proposed nothing is
    /// not: replaying the log does not lead to its state.
    bool fitsLog() const { return !m_search.isExhausted() && m_ledger.told() == m_toldAtAsk; }
    void becomePaused();

    void takeWaiting(const WorkerReport& report);
    bool isAnybodyAtWork() const;
    void lookForHindrance(bool asked);
    void hold(const std::string& hindrance);
    void goOn();
    bool waitForCommand();

    void endFinished();
    void endStopped();
    void endFailed(const std::string& reason);
    void markUnfinished();
    void giveBack(RunState state, const std::string& reason);

    Search& m_search;
    Steerable* m_steerable; ///< the same; null: nothing can be done to it
    Ledger& m_ledger;
    Recorder& m_recorder;
    Status& m_status;
    Pacer& m_pacer;
    Keeper& m_keeper;
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<EventGate> m_events;
    Weights& m_weights;
    WorkerSetup m_setup;
    const std::optional<double> m_target; ///< of the first objective
    std::optional<WorkerPool> m_pool;

    std::int64_t m_budget = 0;
    std::int64_t m_toldAtAsk = 0;
    std::size_t m_given = 0; ///< jobs that the pool has and has not reported done
    int m_exited = 0;        ///< workers
    std::int64_t m_newDone = 0;
    bool m_newBest = false;
    struct Wait {
        std::string why;
        bool forDevice = false; ///< that it alone has lost
    };
    std::map<int, Wait> m_waitingWorkers; ///< by worker: what it cannot go on without
    std::string m_hindrance;              ///< empty: nothing keeps the run from going on
    bool m_prepared = false;
    bool m_pausing = false;
    bool m_paused = false;
    bool m_stopping = false;
    bool m_abandoned = false;
    bool m_ownerLost = false;
    bool m_more = false; ///< asking was interrupted to look at the mail
    bool m_ended = false;
};

} // namespace cw::run
