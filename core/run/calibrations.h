// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/base/json.h"
#include "core/history/writer.h"

namespace cw::run {

/// What this machine was measured to do, kept in the history: measured once for all runs, so that what was decided by
/// it can be decided again.
/// Thread: any number at once, one measures
class Calibrations {
public:
    explicit Calibrations(std::shared_ptr<history::Writer> writer)
        : m_writer(std::move(writer))
    {
    }

    /// That of `key` ("cpu, 2 threads, float32"); `measure` is called when the history has none, or none that
    /// `isUsable`.
    Json get(const std::string& key, const std::function<bool(const Json&)>& isUsable,
             const std::function<Json()>& measure);

private:
    std::shared_ptr<history::Writer> m_writer;
    std::mutex m_mutex;
    std::map<std::string, Json> m_known; ///< guarded by m_mutex
};

} // namespace cw::run
