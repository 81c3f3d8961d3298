// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/mailbox.h"

#include <iterator>
#include <utility>

namespace cw::run {

void Mailbox::report(WorkerReport report)
{
    const bool urgent = report.kind != WorkerReport::Kind::Started && report.kind != WorkerReport::Kind::Points;
    {
        const std::lock_guard lock(m_mutex);
        m_mail.reports.push_back(std::move(report));
        m_urgent = m_urgent || urgent;
    }
    if (urgent)
        m_arrived.notify_one();
}

void Mailbox::command(const Command& command)
{
    {
        const std::lock_guard lock(m_mutex);
        m_mail.commands.push_back(command);
        m_urgent = true;
    }
    m_arrived.notify_one();
}

void Mailbox::intervene(std::vector<history::InterventionRow> rows)
{
    {
        const std::lock_guard lock(m_mutex);
        std::move(rows.begin(), rows.end(), std::back_inserter(m_mail.interventions));
        m_urgent = true;
    }
    m_arrived.notify_one();
}

void Mailbox::fail(const std::string& problem, bool ownerLost)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_mail.failure.empty())
            m_mail.failure = problem;
        m_mail.ownerLost = m_mail.ownerLost || ownerLost;
        m_urgent = true;
    }
    m_arrived.notify_one();
}

Mail Mailbox::take(Clock::time_point deadline)
{
    std::unique_lock lock(m_mutex);
    m_arrived.wait_until(lock, deadline, [this] { return m_urgent; });
    m_urgent = false;
    return std::exchange(m_mail, Mail{});
}

} // namespace cw::run
