// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <limits>
#include <vector>

namespace cw::ui {

/// How busy a program and its machine were over about a second. NaN: not known.
struct LoadSample {
    double time = 0;                                                ///< seconds since 1970, at the end of that second
    double programCores = std::numeric_limits<double>::quiet_NaN(); ///< processors kept busy
    double machineCores = std::numeric_limits<double>::quiet_NaN();
    double programBytes = std::numeric_limits<double>::quiet_NaN(); ///< resident
    double machineBytes = std::numeric_limits<double>::quiet_NaN(); ///< neither free nor reclaimable
    double gpus = std::numeric_limits<double>::quiet_NaN();         ///< GPUs kept busy by all programs
    double gpuBytes = std::numeric_limits<double>::quiet_NaN();     ///< memory in use on all GPUs
};

/// The load of the last day: every second of the last ten minutes, before that means over ten seconds.
class LoadHistory {
public:
    static constexpr std::size_t kFine = 600;
    static constexpr std::size_t kMean = 10;
    static constexpr std::size_t kCoarse = 24 * 3600 / kMean;

    void add(const LoadSample& sample);
    std::size_t size() const { return m_coarse.size() + m_fine.size(); }
    /// From the oldest on, those not before `from` and not after `to`.
    std::vector<LoadSample> between(double from, double to) const;

private:
    std::deque<LoadSample> m_fine;
    std::deque<LoadSample> m_coarse;
    std::vector<LoadSample> m_leaving; ///< of m_fine, not yet enough for a mean
};

} // namespace cw::ui
