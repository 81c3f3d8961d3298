// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/divergence.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace cw::train {

namespace {

constexpr double kHopeless = 1000;
constexpr double kBad = 4;
constexpr std::size_t kPatience = 3;

} // namespace

std::string divergence(const std::vector<double>& losses, std::int64_t classes)
{
    if (losses.empty())
        return {};
    const double chance = std::log(double(std::max<std::int64_t>(2, classes)));
    const double last = losses.back();
    if (last > kHopeless * chance)
        return fmt::format("diverged: the training loss was {:.4g} in epoch {}, guessing has {:.4g}", last,
                           losses.size(), chance);
    if (losses.size() < kPatience ||
        !std::all_of(losses.end() - kPatience, losses.end(), [&](double loss) { return loss > kBad * chance; }))
        return {};
    return fmt::format("diverged: the training loss was {:.4g} in epoch {} and above {:.4g} in the {} before, guessing "
                       "has {:.4g}",
                       last, losses.size(), kBad * chance, kPatience - 1, chance);
}

} // namespace cw::train
