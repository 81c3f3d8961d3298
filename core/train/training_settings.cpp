// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/training_settings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "core/estimate/trainer.h"

namespace cw::train {

namespace {

constexpr const char* kWhere = "the space's training block";
constexpr std::array<std::string_view, 2> kJudging{"valid_part", "valid_min"};

} // namespace

Settings withTraining(const Settings& settings, const Json& training)
{
    if (training.is_null())
        return settings;
    if (!training.is_object())
        throw Error(ErrorCode::Config, fmt::format("expected an object of settings, found {}", training.type_name()),
                    kWhere);
    Json merged = settings.json();
    for (const auto& [name, value] : training.items()) {
        if (std::find(kJudging.begin(), kJudging.end(), name) != kJudging.end())
            throw Error(
                ErrorCode::Config,
                fmt::format("setting '{}' decides how candidates are judged and must be the same for all", name),
                kWhere);
        merged[name] = value;
    }
    constexpr double kAdaptiveRate = 0.001;
    const auto optimiser = training.find("optimiser");
    if (optimiser != training.end() && *optimiser != "sgd" && !training.contains("learning_rate"))
        merged["learning_rate"] = kAdaptiveRate;
    return estimate::trainEstimatorInfo().schema.resolve(merged, kWhere).value();
}

double rateFactor(const std::string& schedule, double progress)
{
    if (schedule == "constant")
        return 1;
    if (schedule == "linear")
        return 1 - progress;
    return 0.5 * (1 + std::cos(std::numbers::pi * progress));
}

} // namespace cw::train
