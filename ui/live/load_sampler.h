// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include <QObject>

#include "core/base/process.h"
#include "ui/live/load_history.h"

namespace cw::ui {

/// Looks once a second how busy the machine, this program and another one are. Remembers a day of each program that it
/// was told to follow; of this one from the beginning.
/// Thread: functions and the signal on the GUI thread; the proc file system is read on one of its own
class LoadSampler : public QObject {
    Q_OBJECT
public:
    explicit LoadSampler(QObject* parent = nullptr, std::filesystem::path proc = "/proc");
    ~LoadSampler() override;

    /// Beside this program; one of another host cannot be followed.
    void follow(const ProcessId& program);
    const ProcessId& self() const { return m_self; }
    /// Null: that program was never followed.
    const LoadHistory* of(std::int64_t pid) const;

Q_SIGNALS:
    void sampled();

private:
    void loop(const std::stop_token& stop);

    const ProcessId m_self;
    const std::filesystem::path m_proc;
    std::map<std::int64_t, LoadHistory> m_histories;
    std::mutex m_mutex;
    std::condition_variable_any m_due;
    std::int64_t m_other = 0; ///< under the mutex; 0: none
    std::jthread m_thread;    ///< the last member: it ends first
};

} // namespace cw::ui
