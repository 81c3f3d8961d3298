// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/coordinator.h"

#include <bit>
#include <chrono>
#include <set>

#include <fmt/format.h>

#include "core/base/process.h"

namespace cw::run {

namespace {

using namespace std::chrono_literals;

// How long reports that do not wake the coordinator may lie unread.
constexpr auto kGlance = 100ms;
constexpr auto kIdle = 1h;
constexpr int kAsksBetweenMail = 64;
constexpr std::int64_t kFirstSnapshot = 16;

bool isSnapshotDue(std::int64_t asked)
{
    return asked >= kFirstSnapshot && std::has_single_bit(static_cast<std::uint64_t>(asked));
}

} // namespace

Coordinator::Coordinator(Search& search, Ledger& ledger, Recorder& recorder, Status& status, Pacer& pacer,
                         Keeper& keeper, std::shared_ptr<Mailbox> mailbox, std::shared_ptr<EventGate> events,
                         Weights& weights, WorkerSetup setup, std::optional<double> target)
    : m_search(search)
    , m_steerable(dynamic_cast<Steerable*>(&search))
    , m_ledger(ledger)
    , m_recorder(recorder)
    , m_status(status)
    , m_pacer(pacer)
    , m_keeper(keeper)
    , m_mailbox(std::move(mailbox))
    , m_events(std::move(events))
    , m_weights(weights)
    , m_setup(std::move(setup))
    , m_target(target)
    , m_budget(status.budget)
    , m_toldAtAsk(ledger.told())
{
}

void Coordinator::work()
{
    try {
        begin();
        while (!m_ended) {
            const bool glances = (m_given > 0 && !m_paused) || !m_hindrance.empty();
            const auto wait = m_more ? 0ms : glances ? kGlance : std::chrono::milliseconds(kIdle);
            handle(m_mailbox->take(Mailbox::Clock::now() + wait));
            lookForHindrance(false);
            advance();
            lookForHindrance(true);
        }
    } catch (const std::exception& error) {
        endFailed(error.what());
    }
}

void Coordinator::begin()
{
    m_pacer.go();
    m_status.show(RunState::Running);
    m_recorder.state(RunState::Running, {});
    m_pool.emplace(m_setup, m_mailbox, m_events);
}

void Coordinator::handle(Mail mail)
{
    if (!mail.failure.empty()) {
        m_ownerLost = mail.ownerLost;
        throw Error(ErrorCode::Io, mail.failure);
    }
    std::set<std::int64_t> withResult;
    for (const WorkerReport& report : mail.reports) {
        if (report.kind == WorkerReport::Kind::Done)
            withResult.insert(report.job);
    }
    for (WorkerReport& report : mail.reports)
        handle(report, withResult.contains(report.job));
    flushCounts();
    for (const Command& command : mail.commands)
        handle(command);
    for (const history::InterventionRow& row : mail.interventions)
        handle(row);
}

void Coordinator::handle(WorkerReport& report, bool hasResult)
{
    Entry* entry = m_ledger.find(report.job);
    switch (report.kind) {
    case WorkerReport::Kind::Prepared:
        if (!report.problem.empty())
            throw Error(ErrorCode::Internal, report.problem);
        m_prepared = true;
        for (const Entry& open : m_ledger.window()) { // those of a resumed run
            if (!open.done() && !open.duplicate)
                give(open);
        }
        break;
    case WorkerReport::Kind::Started:
        m_recorder.started(*entry, report.worker, report.time, std::move(report.facts), !hasResult);
        break;
    case WorkerReport::Kind::Points:
        m_recorder.points(*entry, report.points);
        break;
    case WorkerReport::Kind::Waiting:
        takeWaiting(report);
        break;
    case WorkerReport::Kind::Done:
        --m_given;
        finishJob(report);
        break;
    case WorkerReport::Kind::Exited:
        ++m_exited;
        break;
    }
}

void Coordinator::finishJob(WorkerReport& report)
{
    Entry& entry = *m_ledger.find(report.job);
    if (!report.checkpoint.empty()) {
        m_recorder.checkpoint(entry, report.checkpoint, report.checkpointBytes);
        m_weights.written(entry.job);
    }
    const TrialState state = report.estimate.state;
    if (state == TrialState::Stopped || state == TrialState::Paused) {
        // Goes on from its checkpoint: after unpause() in this pool, or when the run is resumed.
        m_recorder.returned(entry, m_stopping ? TrialState::Stopped : TrialState::Paused);
        if (!m_stopping)
            give(entry);
        return;
    }
    for (Entry* done : m_ledger.complete(entry, std::move(report.estimate), std::move(report.facts)))
        recordDone(*done, report.time);
}

void Coordinator::recordDone(Entry& entry, double time)
{
    m_recorder.done(entry, time);
    m_newBest = m_recorder.consider(entry) || m_newBest;
    ++m_newDone;
}

void Coordinator::flushCounts()
{
    if (m_newBest)
        m_recorder.postBest();
    m_newBest = false;
    if (m_newDone > 0)
        m_pacer.countDone(m_newDone);
    m_newDone = 0;
    m_status.done = m_ledger.trialsDone();
}

void Coordinator::advance()
{
    if (m_stopping) {
        if (m_exited == m_pool->threads() || m_abandoned)
            endStopped();
        return;
    }
    if (m_pausing) {
        // No worker takes a job while pausing, so what is neither waiting nor reported is running.
        if (!m_paused && m_given == m_pool->waiting())
            becomePaused();
        return;
    }
    if (!m_prepared || !m_hindrance.empty())
        return;
    const bool isOver = m_pacer.isOver() || hasReachedTarget(); // what has begun goes on to its end
    const bool nothingLeft = isOver || !ask();
    if (nothingLeft && m_ledger.done() == m_ledger.asked())
        endFinished();
}

bool Coordinator::mayPropose() const
{
    return !m_search.isExhausted() && m_ledger.trials() < m_budget;
}

/// Asks as far as the lag and the budget allow. False when there is nothing left to ask for, whatever results come.
bool Coordinator::ask()
{
    m_more = false;
    bool left = true;
    for (int asks = 0; m_ledger.mayAsk(); ++asks) {
        if (asks == kAsksBetweenMail) {
            m_more = true;
            break;
        }
        if (!mayPropose() && !m_search.mayGoOn()) {
            left = false;
            break;
        }
        if (m_ledger.due() != nullptr)
            tellOldest();
        std::optional<Job> job = m_search.next(mayPropose());
        if (job) {
            take(std::move(*job));
            continue;
        }
        // Nothing goes on by what is known, and nothing new may begin: the next result may change that. One at a time
        // and in order, so that it does not matter how fast they come; the log says how many were told.
        const Entry* oldest = m_search.mayGoOn() ? m_ledger.oldest() : nullptr;
        left = oldest != nullptr;
        if (!left || !oldest->done())
            break;
        tellOldest();
    }
    flushCounts();
    return left;
}

void Coordinator::take(Job job)
{
    const bool byLag = m_ledger.told() == m_ledger.toldByLag();
    Entry& entry = m_ledger.add(std::move(job));
    m_toldAtAsk = m_ledger.told();
    if (!byLag)
        entry.told = m_toldAtAsk;
    m_recorder.describe(entry, m_ledger);
    m_recorder.asked(entry);
    if (!entry.duplicate)
        give(entry);
    else if (entry.done())
        recordDone(entry, m_recorder.now());
    if (isSnapshotDue(m_ledger.asked()))
        m_recorder.snapshot(m_ledger, m_search);
}

void Coordinator::tellOldest()
{
    const Entry& entry = *m_ledger.oldest();
    m_search.tell(entry.job, {entry.job.number, entry.known->told.estimate, entry.duplicate});
    m_weights.told(entry);
    m_ledger.markOldestTold();
    m_weights.retire(m_search.takeRetired());
    m_weights.sweep(m_ledger);
}

void Coordinator::give(const Entry& entry)
{
    ++m_given;
    m_pool->give({entry.job, entry.seen});
}

void Coordinator::endFinished()
{
    // Only now, when no job will be asked any more: the log stays what it would be with a larger budget.
    while (m_ledger.oldest() != nullptr)
        tellOldest();
    m_pool->join();
    m_pool.reset();
    m_weights.keepBestOnly();
    std::string reason;
    if (hasReachedTarget())
        reason = "target reached";
    else if (m_search.isExhausted())
        reason = "space exhausted";
    else if (!m_recorder.hasBest())
        reason = "no trial has a value";
    giveBack(RunState::Finished, reason);
}

} // namespace cw::run
