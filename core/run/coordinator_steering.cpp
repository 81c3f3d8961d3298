// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include <fmt/format.h>

#include "core/run/coordinator.h"
#include "core/run/intervention.h"

// How a run is paused, stopped and changed while it lives, and how it ends before its budget.

namespace cw::run {

namespace {

using namespace std::chrono_literals;

// Abandoning waits this long for batches that are about to end; a failed run has nothing to hurry for.
constexpr auto kAbandonGrace = 300ms;
constexpr auto kFailureGrace = 5s;

template <class Work>
bool quietly(const Work& work)
{
    try {
        work();
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

} // namespace

void Coordinator::handle(const Command& command)
{
    using history::InterventionKind;
    switch (command.kind) {
    case Command::Kind::Pause:
        recordIntervention(InterventionKind::Pause, nullptr);
        pause();
        break;
    case Command::Kind::Unpause:
        recordIntervention(InterventionKind::Resume, nullptr);
        unpause();
        break;
    case Command::Kind::Stop:
        recordIntervention(InterventionKind::Stop, nullptr);
        stop();
        break;
    case Command::Kind::Abandon:
        recordIntervention(InterventionKind::Stop, nullptr);
        stop();
        m_abandoned = true;
        break;
    case Command::Kind::Budget:
        recordIntervention(InterventionKind::Budget, Json{{"evaluations", command.evaluations}});
        setBudget(command.evaluations);
        break;
    case Command::Kind::Workers:
        recordIntervention(InterventionKind::Workers, Json{{"workers", command.workers}});
        setWorkers(command.workers);
        break;
    case Command::Kind::Note:
        recordIntervention(InterventionKind::Note, Json{{"note", command.note}});
        break;
    }
}

void Coordinator::recordIntervention(history::InterventionKind kind, const Json& argument)
{
    if (!m_stopping) // what comes after the stop changes nothing any more
        m_recorder.writer().postIntervention(m_setup.run, kind, argument, m_ledger.asked());
}

void Coordinator::handle(const history::InterventionRow& row)
{
    const std::string_view kind = history::toText(row.kind);
    const std::string refusal = apply(row);
    // What came of it goes first: what the log says was applied never lacks it.
    if (isOfSearch(row.kind))
        m_recorder.writer().postEvent(m_setup.run, kOutcomeEvent,
                                      refusal.empty() ? carriedOut(row.id, m_steerable->steered())
                                                      : refused(row.id, refusal));
    m_recorder.writer().postInterventionApplied(row.id, m_ledger.asked());
    m_recorder.log("intervention", refusal.empty() ? fmt::format("{} by {}", kind, row.author)
                                                   : fmt::format("{} by {} refused: {}", kind, row.author, refusal));
}

/// Why it cannot be done; empty: it is done.
std::string Coordinator::apply(const history::InterventionRow& row)
{
    const auto unless = [](bool done) { return done ? std::string() : std::string("this run cannot do that"); };
    switch (row.kind) {
    case history::InterventionKind::Pause:
        pause();
        return {};
    case history::InterventionKind::Resume:
        unpause();
        return {};
    case history::InterventionKind::Stop:
        m_status.showStopped();
        stop();
        return {};
    case history::InterventionKind::Budget: {
        const std::int64_t evaluations = evaluationsOf(row.argument);
        if (evaluations > 0)
            setBudget(evaluations);
        return unless(evaluations > 0);
    }
    case history::InterventionKind::Workers: {
        const int workers = workersOf(row.argument);
        if (workers > 0)
            setWorkers(workers);
        return unless(workers > 0);
    }
    case history::InterventionKind::Note:
        m_recorder.writer().postNote(m_setup.run, noteOf(row.argument));
        return {};
    case history::InterventionKind::Enqueue:
    case history::InterventionKind::Pin: {
        const Result<Done> done = steerSearch(row);
        return done ? std::string() : shortened(done.error().problem());
    }
    }
    return unless(false);
}

/// Between two asks, and so at a place of the log.
Result<Done> Coordinator::steerSearch(const history::InterventionRow& row)
{
    if (m_steerable == nullptr)
        return Error(ErrorCode::Config, "this kind of search takes no candidates and no pins");
    if (row.kind == history::InterventionKind::Enqueue && m_ledger.trials() + m_steerable->waiting() >= m_budget)
        return Error(
            ErrorCode::Config,
            fmt::format("none of the run's {} evaluations is left for it, expected a larger budget", m_budget));
    return m_steerable->steer(row.kind, row.argument);
}

void Coordinator::setBudget(std::int64_t evaluations)
{
    m_budget = evaluations;
    m_status.budget = evaluations;
    m_recorder.writer().postBudget(m_setup.run, evaluations);
    m_recorder.announce(m_status.state(), {});
}

void Coordinator::setWorkers(int workers)
{
    if (m_stopping)
        return;
    m_pool->setWorkers(workers);
    m_status.workers = workers;
    m_recorder.announce(m_status.state(), {});
}

void Coordinator::pause()
{
    if (m_pausing || m_stopping)
        return;
    m_pausing = true;
    m_pool->setPausing(true);
    m_recorder.log("steering", "pausing after the current batches");
}

void Coordinator::unpause()
{
    if (!m_hindrance.empty())
        m_recorder.writer().retry();
    if (!m_pausing || m_stopping)
        return;
    m_pausing = false;
    m_pool->setPausing(false);
    if (!m_paused)
        return;
    m_paused = false;
    m_status.show(RunState::Running);
    m_recorder.state(RunState::Running, {});
    if (m_hindrance.empty())
        m_pacer.go();
}

void Coordinator::becomePaused()
{
    m_paused = true;
    m_pacer.halt();
    if (fitsLog())
        m_recorder.snapshot(m_ledger, m_search);
    m_recorder.writer().postHeartbeat(m_setup.run, m_pacer.seconds());
    m_recorder.state(RunState::Paused, {});
    // What cannot be written now is later, and announced then; whoever waits for the pause need not.
    if (!quietly([&] { m_recorder.writer().flush(); }))
        m_recorder.announce(RunState::Paused, m_hindrance);
    m_status.show(RunState::Paused);
}

void Coordinator::stop()
{
    if (m_stopping)
        return;
    m_stopping = true;
    m_pool->stop();
    m_recorder.announce(RunState::Stopped, {});
}

void Coordinator::markUnfinished()
{
    for (Entry& entry : m_ledger.window()) {
        if (!entry.done() && entry.row.state != TrialState::Stopped)
            m_recorder.returned(entry, TrialState::Stopped);
    }
}

void Coordinator::endStopped()
{
    m_pool->leave(kAbandonGrace);
    handle(m_mailbox->take(Mailbox::Clock::now())); // results that came while leaving
    m_pool.reset();
    markUnfinished();
    if (fitsLog())
        m_recorder.snapshot(m_ledger, m_search);
    giveBack(RunState::Stopped, {});
}

void Coordinator::endFailed(const std::string& reason)
{
    if (m_pool) {
        m_pool->stop();
        m_pool->leave(m_abandoned ? kAbandonGrace : std::chrono::milliseconds(kFailureGrace));
        m_pool.reset();
    }
    m_keeper.end();
    m_pacer.halt();
    // When the history is what failed, each of these may throw once more, but is queued all the same: it is written
    // when there is space again. What was committed stays in any case.
    bool written = false;
    if (!m_ownerLost) {
        quietly([&] { markUnfinished(); });
        quietly([&] { m_recorder.writer().postHeartbeat(m_setup.run, m_pacer.seconds()); });
        quietly([&] { m_recorder.state(RunState::Failed, reason); });
        written = quietly([&] { m_recorder.writer().flush(true); });
    }
    if (!written)
        m_recorder.announce(RunState::Failed, reason);
    m_ended = true;
    m_status.end(RunState::Failed, reason);
}

} // namespace cw::run
