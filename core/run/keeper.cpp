// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/keeper.h"

#include <chrono>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/base/process.h"

namespace cw::run {

namespace {

constexpr std::chrono::milliseconds kLookInterval{250};
constexpr std::chrono::duration<double> kBeatInterval{history::kHeartbeatSeconds};

} // namespace

Keeper::Keeper(std::shared_ptr<history::Writer> writer, std::int64_t run, std::shared_ptr<Mailbox> mailbox,
               std::shared_ptr<EventGate> events, std::shared_ptr<const Pacer> pacer)
    : m_writer(std::move(writer))
    , m_run(run)
    , m_mailbox(std::move(mailbox))
    , m_events(std::move(events))
    , m_pacer(std::move(pacer))
    , m_thread([this] { work(); })
{
}

Keeper::~Keeper()
{
    end();
}

void Keeper::end()
{
    {
        const std::lock_guard lock(m_mutex);
        m_end = true;
    }
    m_ending.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

history::Reader& Keeper::reader()
{
    if (m_reader == nullptr)
        m_reader = std::make_unique<history::Reader>(m_writer->path());
    return *m_reader;
}

void Keeper::work()
{
    using Clock = std::chrono::steady_clock;
    auto beaten = Clock::now();
    std::unique_lock lock(m_mutex);
    while (!m_ending.wait_for(lock, kLookInterval, [this] { return m_end; })) {
        lock.unlock();
        look();
        if (const auto now = Clock::now(); now - beaten >= kBeatInterval) {
            beaten = now;
            beat();
        }
        lock.lock();
    }
}

void Keeper::beat()
{
    if (m_writer->trouble())
        return; // it would only come when it is long out of date
    try {
        if (m_wasGone) { // whose file would be read is not known until the writer has found its own again
            m_writer->postHeartbeat(m_run, m_pacer->seconds());
            m_writer->flush();
            m_wasGone = false;
            return;
        }
        // Asked first: a heartbeat that is refused would be reported to whoever writes next, perhaps to another run.
        const ProcessId owner = reader().run(m_run).owner;
        if (owner != thisProcess()) {
            m_mailbox->fail(fmt::format("run {} was taken over by process {} on {}", m_run, owner.pid, owner.host),
                            true);
            return;
        }
    } catch (const Error& error) {
        complain(error);
        return;
    }
    try {
        m_writer->postHeartbeat(m_run, m_pacer->seconds());
    } catch (const Error& error) {
        m_mailbox->fail(error.what(), error.code() == ErrorCode::Busy);
    }
}

void Keeper::look()
{
    if (m_wasGone)
        return;
    try {
        const std::int64_t version = reader().dataVersion();
        if (version == m_version)
            return;
        std::vector<history::InterventionRow> news;
        for (history::InterventionRow& row : m_reader->interventions(m_run, true)) {
            if (m_passedOn.insert(row.id).second)
                news.push_back(std::move(row));
        }
        m_version = version;
        if (!news.empty())
            m_mailbox->intervene(std::move(news));
        m_complained = false;
    } catch (const Error& error) {
        complain(error);
    }
}

/// The run itself does not need to read. Said once: the next look may well succeed, with a connection of its own.
void Keeper::complain(const Error& error)
{
    m_reader.reset();
    m_version = -1; // that of another connection says nothing about this one's
    m_wasGone = m_wasGone || error.code() == ErrorCode::NotFound;
    if (m_complained || m_wasGone) // moved or deleted: the writer tells it
        return;
    m_complained = true;
    Event event;
    event.kind = Event::Kind::Log;
    event.run = m_run;
    event.text = error.what();
    m_events->send(event);
}

} // namespace cw::run
