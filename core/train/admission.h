// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "core/estimate/preflight.h"
#include "core/train/session.h"

namespace cw::train {

/// Judges before a training whether it is begun: by the settings max_params, max_memory and max_seconds. Time is
/// predicted from the setting `calibration`, or from what the history keeps of this machine, or from a measurement made
/// when it is first needed.
/// Thread: any number at once, one measures
class Admission {
public:
    /// Why not, with figures, or empty. Errors: throws Error(Config) for a `calibration` of something else
    std::string problem(const SessionRequest& request);

private:
    std::string timeProblem(const SessionRequest& request);
    estimate::Calibration calibrationFor(const SessionRequest& request);

    std::mutex m_mutex;
    std::map<std::string, estimate::Calibration> m_measured; ///< guarded by m_mutex
};

/// Whether that is how a library says that it got no memory: std::bad_alloc, or LibTorch on any device.
bool isOutOfMemory(const std::exception& problem);

} // namespace cw::train
