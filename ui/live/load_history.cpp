// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/load_history.h"

#include <cmath>

namespace cw::ui {

namespace {

LoadSample meanOf(const std::vector<LoadSample>& samples)
{
    const auto mean = [&samples](double LoadSample::*field) {
        double sum = 0;
        int known = 0;
        for (const LoadSample& sample : samples) {
            if (std::isfinite(sample.*field)) {
                sum += sample.*field;
                ++known;
            }
        }
        return known > 0 ? sum / known : std::numeric_limits<double>::quiet_NaN();
    };
    return {samples.back().time,
            mean(&LoadSample::programCores),
            mean(&LoadSample::machineCores),
            mean(&LoadSample::programBytes),
            mean(&LoadSample::machineBytes),
            mean(&LoadSample::gpus),
            mean(&LoadSample::gpuBytes)};
}

} // namespace

void LoadHistory::add(const LoadSample& sample)
{
    m_fine.push_back(sample);
    if (m_fine.size() <= kFine)
        return;
    m_leaving.push_back(m_fine.front());
    m_fine.pop_front();
    if (m_leaving.size() < kMean)
        return;
    m_coarse.push_back(meanOf(m_leaving));
    m_leaving.clear();
    if (m_coarse.size() > kCoarse)
        m_coarse.pop_front();
}

std::vector<LoadSample> LoadHistory::between(double from, double to) const
{
    std::vector<LoadSample> found;
    const auto take = [&](const auto& samples) {
        for (const LoadSample& sample : samples) {
            if (sample.time >= from && sample.time <= to)
                found.push_back(sample);
        }
    };
    take(m_coarse);
    take(m_leaving);
    take(m_fine);
    return found;
}

} // namespace cw::ui
