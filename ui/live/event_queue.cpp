// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/event_queue.h"

#include <QMetaObject>

namespace cw::ui {

EventQueue::EventQueue(QObject* receiver, std::function<void()> wake)
    : m_receiver(receiver)
    , m_wake(std::move(wake))
{
}

void EventQueue::push(const run::Event& event)
{
    const std::lock_guard lock(m_mutex);
    if (!m_receiver)
        return;
    const bool wasEmpty = m_pending.empty();
    switch (event.kind) {
    case run::Event::Kind::RunChanged:
        m_pending.runsChanged = true;
        m_pending.committed = true;
        break;
    case run::Event::Kind::TrialChanged:
        m_pending.committed = true;
        break;
    case run::Event::Kind::Progress: {
        TrialProgress& progress = m_pending.progress[{event.run, event.trial}];
        progress.run = event.run;
        progress.trial = event.trial;
        progress.worker = event.worker;
        progress.fraction = event.fraction;
        progress.points.insert(progress.points.end(), event.points.begin(), event.points.end());
        break;
    }
    case run::Event::Kind::Log:
        break; // read from the history, as for runs of other programs
    }
    if (wasEmpty && !m_pending.empty())
        QMetaObject::invokeMethod(m_receiver, m_wake, Qt::QueuedConnection);
}

PendingEvents EventQueue::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_pending, PendingEvents{});
}

void EventQueue::detach()
{
    const std::lock_guard lock(m_mutex);
    m_receiver = nullptr;
}

} // namespace cw::ui
