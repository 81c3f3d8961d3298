// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/schedule.h"

#include <cmath>
#include <numbers>

namespace cw::train {

Schedule::Schedule(const Settings& settings)
    : m_kind(settings.text("schedule"))
    , m_every(settings.integer("step_every"))
    , m_factor(settings.real("step_factor"))
{
}

double Schedule::factor(double progress, std::int64_t epoch) const
{
    if (m_kind == "constant")
        return 1;
    if (m_kind == "linear")
        return 1 - progress;
    if (m_kind == "step")
        return std::pow(m_factor, double(epoch / m_every));
    return 0.5 * (1 + std::cos(std::numbers::pi * progress));
}

} // namespace cw::train
