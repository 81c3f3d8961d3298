// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/load_sampler.h"

#include <chrono>

#include <QThread>

#include "core/base/assert.h"
#include "core/base/forward_clock.h"
#include "ui/live/gpu_load.h"
#include "ui/live/proc_load.h"

namespace cw::ui {

LoadSampler::LoadSampler(QObject* parent, std::filesystem::path proc)
    : QObject(parent)
    , m_self(thisProcess())
    , m_proc(std::move(proc))
    , m_thread([this](const std::stop_token& stop) { loop(stop); })
{
}

LoadSampler::~LoadSampler() = default;

void LoadSampler::follow(const ProcessId& program)
{
    const bool isOther = program.host == m_self.host && program.pid > 0 && program.pid != m_self.pid;
    const std::lock_guard lock(m_mutex);
    m_other = isOther ? program.pid : 0;
}

const LoadHistory* LoadSampler::of(std::int64_t pid) const
{
    const auto found = m_histories.find(pid);
    return found == m_histories.end() ? nullptr : &found->second;
}

void LoadSampler::loop(const std::stop_token& stop)
{
    ProcLoad proc(m_proc);
    ForwardClock clock;
    const GpuLoad gpus;
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        const std::int64_t other = m_other;
        lock.unlock();
        LoadSample machine = proc.machine(clock.now());
        gpus.addTo(machine);
        std::vector<std::pair<std::int64_t, LoadSample>> seen{{m_self.pid, proc.program(m_self.pid, machine)}};
        if (other > 0)
            seen.emplace_back(other, proc.program(other, machine));
        QMetaObject::invokeMethod(
            this,
            [this, seen = std::move(seen)] {
                CW_ASSERT(QThread::currentThread() == thread());
                for (const auto& [pid, sample] : seen)
                    m_histories[pid].add(sample);
                Q_EMIT sampled();
            },
            Qt::QueuedConnection);
        lock.lock();
        m_due.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; }); // until the next second, or the end
    }
}

} // namespace cw::ui
