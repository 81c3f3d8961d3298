// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/replay.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/base/process.h"
#include "core/run/intervention.h"
#include "core/run/steerable.h"

namespace cw::run {

namespace {

class Replay {
public:
    /// Who writes what is missing; nobody when the log is only looked at.
    struct Mender {
        const Architect& architect;
        Recorder& recorder;
    };

    Replay(history::Reader& reader, std::int64_t run, const space::DecisionTree& tree, Search& search,
           const estimate::Fidelity& full, Ledger& ledger, const Mender* mender)
        : m_where(fmt::format("run {}", run))
        , m_tree(tree)
        , m_search(search)
        , m_steerable(dynamic_cast<Steerable*>(&search))
        , m_ledger(ledger)
        , m_mender(mender)
        , m_jobs(reader.jobs(run))
        , m_trials(reader.trials(run))
        , m_full(full)
    {
        // After the jobs: what was done before one of them is in the history when that is.
        m_steps = stepsOf(reader, run);
        for (const history::JobRow& job : m_jobs)
            m_lastJobs[job.trial] = job.job;
        if (m_mender != nullptr)
            restore(reader.newestSnapshot(run));
    }

    void operator()(const std::function<bool(std::int64_t trials, const Job& asked)>& after = {})
    {
        for (std::size_t i = 0; i < m_jobs.size(); ++i) {
            const Job& asked = step(m_jobs[i], static_cast<std::int64_t>(i) + 1);
            if (after && !after(m_ledger.trials(), asked))
                return;
        }
        steer();
        if (m_mender != nullptr)
            repair(m_mender->recorder);
    }

private:
    void restore(const std::optional<history::SnapshotRow>& snapshot)
    {
        if (!snapshot)
            return;
        const auto jobs = static_cast<std::int64_t>(m_jobs.size());
        if (snapshot->asked < 0 || snapshot->asked > jobs)
            throw damaged(fmt::format("the snapshot is of {} jobs, the log has {}", snapshot->asked, jobs));
        m_search.restore(snapshot->state);
        m_mender->recorder.skipSnapshotsUpTo(snapshot->asked);
        m_restored = snapshot->asked;
        m_restoredTold = snapshot->told;
    }

    /// One job of the log: what was told before it, its ask, its result if there is one.
    const Job& step(history::JobRow& stored, std::int64_t number)
    {
        if (stored.job != number)
            throw damaged(fmt::format("expected job {}, found job {}", number, stored.job));
        const bool live = number > m_restored; // else the snapshot holds it already
        tellDue(live, stored);
        if (number == m_restored && m_ledger.told() != m_restoredTold)
            throw damaged(fmt::format("expected {} results told in the snapshot of {} jobs, found {}", m_ledger.told(),
                                      m_restored, m_restoredTold));
        const history::TrialRow& row = rowOf(stored);
        Job job = jobOf(stored, row);
        if (live) {
            steer();
            job = asked(job);
        }
        Entry& entry = m_ledger.add(std::move(job));
        entry.told = stored.told;
        if (m_mender != nullptr)
            m_mender->recorder.describe(entry, m_ledger);
        if (entry.duplicateOf() != stored.duplicateOf)
            throw Error(ErrorCode::Internal,
                        fmt::format("job {} replays as a duplicate of trial {}, the log has {}", number,
                                    entry.duplicateOf(), stored.duplicateOf),
                        m_where);
        takeOver(entry, row);
        const bool isRowOfIt = m_lastJobs.at(stored.trial) == number;
        if (entry.duplicate && entry.done() && (!stored.done || (isRowOfIt && row.state != TrialState::Duplicate)))
            m_unansweredDuplicates.push_back(entry);
        else if (!entry.duplicate && stored.done)
            settle(entry, stored, row);
        return entry.job;
    }

    /// What people did to the search after the last job asked and before the next, less what the snapshot holds.
    void steer()
    {
        for (; m_nextStep < m_steps.size() && m_steps[m_nextStep].row.appliedAtJob <= m_ledger.asked(); ++m_nextStep) {
            const auto& [row, outcome] = m_steps[m_nextStep];
            if (m_steerable != nullptr && outcome.step <= m_steerable->steered())
                continue;
            const Result<Done> done = m_steerable != nullptr
                                          ? m_steerable->steer(row.kind, row.argument)
                                          : Error(ErrorCode::Config, "this kind of search cannot be steered");
            if (!done || m_steerable->steered() != outcome.step)
                throw Error(ErrorCode::Internal,
                            fmt::format("intervention {} replays as {}, the log has it as step {}", row.id,
                                        done ? fmt::format("step {}", m_steerable->steered()) : done.error().problem(),
                                        outcome.step),
                            m_where);
        }
    }

    /// Only after everything has replayed: a log that does not is left as it is.
    void repair(Recorder& recorder)
    {
        for (Entry& entry : m_rowsBehind)
            recorder.repaired(entry);
        for (Entry& entry : m_unansweredDuplicates)
            recorder.done(entry, recorder.now());
        for (Entry& entry : m_ledger.window()) {
            if (!entry.done())
                recorder.returned(entry, TrialState::Queued);
        }
        recorder.postBest();
    }

    void tellDue(bool live, const history::JobRow& stored)
    {
        const std::int64_t told = stored.told >= 0 ? stored.told : m_ledger.toldByLag();
        if (told < m_ledger.told() || told > m_ledger.asked())
            throw damaged(fmt::format("job {} was asked after {} results, {} of {} are told", stored.job, told,
                                      m_ledger.told(), m_ledger.asked()));
        while (m_ledger.told() < told) {
            const Entry& oldest = *m_ledger.oldest();
            if (!oldest.done())
                throw damaged(
                    fmt::format("job {} was asked before the result of job {}", stored.job, oldest.job.number));
            if (live)
                m_search.tell(oldest.job, {oldest.job.number, oldest.known->told.estimate, oldest.duplicate});
            m_ledger.markOldestTold();
        }
    }

    /// A job is of the next trial, or goes on with an earlier one.
    const history::TrialRow& rowOf(const history::JobRow& stored) const
    {
        const auto found =
            std::lower_bound(m_trials.begin(), m_trials.end(), stored.trial,
                             [](const history::TrialRow& row, std::int64_t wanted) { return row.trial < wanted; });
        if (found == m_trials.end() || found->trial != stored.trial || stored.trial > m_ledger.trials() + 1)
            throw damaged(fmt::format("expected trial {}, found trial {}", m_ledger.trials() + 1, stored.trial));
        return *found;
    }

    Job jobOf(const history::JobRow& stored, const history::TrialRow& row)
    {
        Job job;
        job.number = stored.job;
        job.trial = row.trial;
        job.parent = row.parent;
        job.candidate.values = row.values;
        const std::string where = fmt::format("{}, trial {}", m_where, row.trial);
        if (auto checked = space::checkCandidate(m_tree, job.candidate, where); !checked)
            throw Error(checked.error());
        job.fidelity = stored.fidelity.is_null() ? m_full : estimate::fidelityFromJson(stored.fidelity, where).value();
        Reached& reached = m_reached[stored.trial];
        job.rung = reached.jobs++;
        job.from = std::exchange(reached.epochs, job.fidelity.epochs);
        return job;
    }

    Job asked(const Job& stored) const
    {
        const bool isNew = stored.trial > m_ledger.trials();
        std::optional<Job> job = m_search.next(isNew);
        const bool same = job && job->number == stored.number && job->trial == stored.trial &&
                          job->fidelity == stored.fidelity &&
                          (!isNew || (job->parent == stored.parent && job->candidate == stored.candidate));
        if (!same)
            throw Error(ErrorCode::Internal,
                        fmt::format("the search replays job {} as {}, the log has {}", stored.number,
                                    job ? describe(*job) : "nothing", describe(stored)),
                        m_where);
        return std::move(*job);
    }

    std::string describe(const Job& job) const
    {
        const std::string fidelity = estimate::toText(job.fidelity);
        return fmt::format("trial {} '{}' from trial {}{}{}", job.trial, space::toText(m_tree, job.candidate),
                           job.parent, fidelity.empty() ? "" : " at ", fidelity);
    }

    /// What only the workers knew when the row was written.
    static void takeOver(Entry& entry, const history::TrialRow& row)
    {
        entry.row.state = row.state;
        entry.row.hash = row.hash;
        entry.row.params = row.params;
        entry.row.macs = row.macs;
        entry.row.worker = row.worker;
        entry.row.started = row.started;
        entry.row.finished = row.finished;
    }

    void settle(Entry& entry, history::JobRow& stored, const history::TrialRow& row)
    {
        const std::string where = fmt::format("{}, job {}", m_where, stored.job);
        JobResult result = jobResultFromJson(stored.result, where).value();
        stored.result = nullptr; // a long log is large
        if (result.job != stored.job)
            throw damaged(fmt::format("expected the result of job {}, found that of job {}", stored.job, result.job));
        ArchitectureFacts facts{row.hash, row.params, row.macs, nullptr};
        const bool isRowBehind =
            m_mender != nullptr && m_lastJobs.at(stored.trial) == stored.job && !isFinal(row.state);
        if (isRowBehind) {
            if (auto found = m_mender->architect.facts(entry.job))
                facts = std::move(*found);
            entry.document = facts.document;
        }
        m_ledger.complete(entry, std::move(result.estimate), std::move(facts));
        if (isRowBehind)
            m_rowsBehind.push_back(entry);
        if (m_mender != nullptr)
            m_mender->recorder.consider(entry);
    }

    Error damaged(const std::string& what) const
    {
        return Error(ErrorCode::Format, "the log is damaged: " + what, m_where);
    }

    std::string m_where;
    const space::DecisionTree& m_tree;
    Search& m_search;
    Steerable* m_steerable; ///< the same; null: nothing can be done to it
    Ledger& m_ledger;
    const Mender* m_mender;
    std::vector<history::JobRow> m_jobs;
    std::vector<history::TrialRow> m_trials;
    std::vector<Intervention> m_steps; ///< Enqueue and Pin that were carried out, in that order
    std::size_t m_nextStep = 0;
    struct Reached {
        int jobs = 0;
        double epochs = 0;
    };

    estimate::Fidelity m_full;
    std::unordered_map<std::int64_t, Reached> m_reached;       ///< trial -> how far its jobs went
    std::unordered_map<std::int64_t, std::int64_t> m_lastJobs; ///< trial -> its last job
    std::vector<Entry> m_rowsBehind;                           ///< copies: the ledger forgets what is told
    std::vector<Entry> m_unansweredDuplicates; ///< their original's result is there, theirs was not written
    std::int64_t m_restored = 0;               ///< jobs asked in the snapshot
    std::int64_t m_restoredTold = 0;           ///< results told in it
};

} // namespace

void replayLog(history::Reader& reader, std::int64_t run, const space::DecisionTree& tree, const Architect& architect,
               Search& search, const estimate::Fidelity& full, Ledger& ledger, Recorder& recorder)
{
    const Replay::Mender mender{architect, recorder};
    Replay(reader, run, tree, search, full, ledger, &mender)();
}

void replayFromStart(history::Reader& reader, std::int64_t run, const space::DecisionTree& tree, Search& search,
                     const estimate::Fidelity& full, std::int64_t lag,
                     const std::function<bool(std::int64_t trials, const Job& asked)>& after)
{
    Ledger ledger(lag);
    Replay(reader, run, tree, search, full, ledger, nullptr)(after);
}

} // namespace cw::run
