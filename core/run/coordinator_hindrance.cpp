// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "core/run/coordinator.h"
#include "core/run/hindrance.h"

// What happens while the disk is full or another program does not let go of the history: the run waits, and goes on by
// itself. Also the end of a run, which waits for the same.

namespace cw::run {

namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenTries = 1s;

} // namespace

void Coordinator::takeWaiting(const WorkerReport& report)
{
    const bool goesOn = report.problem.empty();
    if (goesOn)
        m_waitingWorkers.erase(report.worker);
    else
        m_waitingWorkers[report.worker] = {report.problem, report.deviceLost};
    // Of a run that goes on on other devices nothing else would say it.
    if (report.deviceLost && m_setup.devices.size() > 1)
        m_recorder.log("device", goesOn ? fmt::format("the device of worker {} answers again", report.worker)
                                        : fmt::format("worker {} waits: {}", report.worker, report.problem));
}

/// Or will be, as a job waits that a worker may take.
bool Coordinator::isAnybodyAtWork() const
{
    const std::size_t inQueue = m_pool->waiting();
    const bool isTaken = inQueue > 0 && m_waitingWorkers.size() < std::size_t(std::max(m_status.workers.load(), 0));
    return isTaken || m_given - inQueue > m_waitingWorkers.size();
}

/// Whoever has lost a device waits alone, until nobody else has anything to do. `asked`: whatever may be asked by now
/// has been, so that this can be told.
void Coordinator::lookForHindrance(bool asked)
{
    if (m_ended || m_stopping)
        return;
    const auto waits = std::find_if(m_waitingWorkers.begin(), m_waitingWorkers.end(),
                                    [](const auto& each) { return !each.second.forDevice; });
    std::string found;
    if (const std::optional<Error> trouble = m_recorder.writer().trouble()) {
        if (!mayPass(trouble->code()))
            throw Error(*trouble);
        found = adviceOn(*trouble);
    } else if (waits != m_waitingWorkers.end()) {
        found = waits->second.why;
    } else if (!m_waitingWorkers.empty()) {
        const bool isKnown = (asked && !m_more) || !m_hindrance.empty();
        if (isKnown && !isAnybodyAtWork())
            found = m_waitingWorkers.begin()->second.why;
    }
    if (found.empty() != m_hindrance.empty())
        found.empty() ? goOn() : hold(found);
}

/// Not a pause: that would have jobs write checkpoints, for which there may be no room either. What is free changes all
/// the time, so that the first sentence about a hindrance stands.
void Coordinator::hold(const std::string& hindrance)
{
    m_hindrance = hindrance;
    m_more = false;
    m_pool->setHolding(true);
    m_pacer.halt();
    m_status.setHindrance(hindrance);
    m_recorder.note("waiting", hindrance);
    m_recorder.announce(RunState::Paused, hindrance);
}

void Coordinator::goOn()
{
    m_hindrance.clear();
    m_status.setHindrance({});
    m_recorder.log("waiting", "what the run waited for is there: it goes on");
    m_pool->setHolding(false);
    if (m_paused)
        return; // by somebody, meanwhile
    m_pacer.go();
    m_recorder.announce(m_status.state(), {});
}

/// Until the next try at the latest. True when the run was stopped meanwhile.
bool Coordinator::waitForCommand()
{
    for (const Command& command : m_mailbox->take(Mailbox::Clock::now() + kBetweenTries).commands) {
        if (command.kind == Command::Kind::Stop || command.kind == Command::Kind::Abandon)
            return true;
    }
    return false;
}

/// The last write of a run: afterwards it belongs to nobody. A run that has come to its end waits for the room to say
/// so; one that was stopped does not: what is not written is done again when it is resumed.
void Coordinator::giveBack(RunState state, const std::string& reason)
{
    m_keeper.end();
    m_pacer.halt();
    m_recorder.writer().postHeartbeat(m_setup.run, m_pacer.seconds());
    m_recorder.state(state, reason);
    std::string unwritten;
    for (;;) {
        try {
            // A try would take as long as the other program may hold its lock.
            if (const auto trouble = m_recorder.writer().trouble();
                state == RunState::Stopped && trouble && trouble->code() == ErrorCode::Busy)
                throw Error(*trouble);
            m_recorder.writer().flush(true);
            unwritten.clear();
            break;
        } catch (const Error& error) {
            if (!mayPass(error.code()))
                throw;
            unwritten = fmt::format("stopped before its last results were written: {}", error.what());
            if (state == RunState::Stopped)
                break;
            if (m_hindrance.empty()) {
                m_hindrance = adviceOn(error);
                m_status.setHindrance(m_hindrance);
                m_recorder.announce(RunState::Paused, m_hindrance);
            }
        }
        if (waitForCommand())
            break;
    }
    m_ended = true;
    if (unwritten.empty()) {
        m_status.end(state, reason);
        return;
    }
    m_recorder.announce(RunState::Stopped, unwritten);
    m_status.end(RunState::Stopped, unwritten);
}

} // namespace cw::run
