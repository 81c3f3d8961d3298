// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <shared_mutex>
#include <utility>

#include "core/run/engine.h"

namespace cw::run {

/// The way to the listener, shared by everybody who tells it something. After close() nothing comes through, so that
/// a late commit or a worker left behind never calls a listener that is gone.
/// Thread: any
class EventGate {
public:
    explicit EventGate(EventSink sink)
        : m_sink(std::move(sink))
    {
    }

    void send(const Event& event)
    {
        const std::shared_lock lock(m_mutex);
        if (m_sink)
            m_sink(event);
    }
    /// Waits for calls under way.
    void close()
    {
        const std::unique_lock lock(m_mutex);
        m_sink = nullptr;
    }

private:
    std::shared_mutex m_mutex;
    EventSink m_sink;
};

} // namespace cw::run
