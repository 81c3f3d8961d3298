// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/calibrations.h"

#include "core/base/error.h"
#include "core/base/process.h"
#include "core/history/reader.h"

namespace cw::run {

namespace {

/// A history that cannot be read now is no reason to end a trial: it is measured again.
Json stored(const std::filesystem::path& history, const std::string& key)
{
    try {
        return history::Reader(history).calibration(thisProcess().host, key);
    } catch (const Error&) {
        return nullptr;
    }
}

} // namespace

Json Calibrations::get(const std::string& key, const std::function<bool(const Json&)>& isUsable,
                       const std::function<Json()>& measure)
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_known.find(key);
    if (known != m_known.end())
        return known->second;
    Json calibration = stored(m_writer->path(), key);
    if (!isUsable(calibration)) {
        calibration = measure();
        m_writer->postCalibration(thisProcess().host, key, calibration);
    }
    return m_known.emplace(key, std::move(calibration)).first->second;
}

} // namespace cw::run
