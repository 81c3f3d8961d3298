// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

#include "core/history/reader.h"
#include "core/history/writer.h"
#include "core/run/event_gate.h"
#include "core/run/mailbox.h"
#include "core/run/pacer.h"

namespace cw::run {

/// Keeps a run alive in the history while its coordinator is busy: a heartbeat every two seconds, and a look every
/// quarter of a second for what other programs want of it. Runs from construction to end().
/// Thread: its own
class Keeper {
public:
    Keeper(std::shared_ptr<history::Writer> writer, std::int64_t run, std::shared_ptr<Mailbox> mailbox,
           std::shared_ptr<EventGate> events, std::shared_ptr<const Pacer> pacer);
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    /// Returns when it is still. To be called before the run is given back: a heartbeat after that would be a claim.
    void end();

private:
    void work();
    void beat();
    void look();
    void complain(const Error& error);
    history::Reader& reader();

    std::shared_ptr<history::Writer> m_writer;
    std::int64_t m_run;
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<EventGate> m_events;
    std::shared_ptr<const Pacer> m_pacer;
    std::unique_ptr<history::Reader> m_reader;
    std::int64_t m_version = -1;
    std::set<std::int64_t> m_passedOn; ///< interventions that the coordinator has, applied or not
    bool m_complained = false;
    bool m_wasGone = false; ///< the file was not at its place when it was last looked for
    std::mutex m_mutex;
    std::condition_variable m_ending;
    bool m_end = false;
    std::jthread m_thread; ///< last: it uses all of the above
};

} // namespace cw::run
