// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/schedule.h"

#include <cmath>
#include <numbers>

namespace cw::train {

double rateFactor(const std::string& schedule, double progress)
{
    if (schedule == "constant")
        return 1;
    if (schedule == "linear")
        return 1 - progress;
    return 0.5 * (1 + std::cos(std::numbers::pi * progress));
}

} // namespace cw::train
