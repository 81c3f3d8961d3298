// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/strategy/strategy.h"

namespace cw::cli {

/// A strategy of an experiment, with the settings given for it.
struct ChosenStrategy {
    const strategy::StrategyEntry* entry = nullptr;
    Json settings = Json::object();

    /// "population=10 sample=3"; empty for the defaults
    std::string settingsText() const;
    /// "regularized-evolution population=10 sample=3"
    std::string label() const;
};

/// Each of `given` is "ID", "ID,ID,..." or "ID:KEY=VALUE,KEY=VALUE".
/// Errors: throws Error(Usage, Config) naming what was expected
std::vector<ChosenStrategy> chooseStrategies(const std::vector<std::string>& given,
                                             const strategy::StrategyRegistry& strategies);
/// Each of `settings` is "KEY=VALUE", for every strategy that has the setting, or "ID.KEY=VALUE", for that one
/// ("strategy.KEY=VALUE" is the first form). Errors: as chooseStrategies()
void applyStrategySettings(std::vector<ChosenStrategy>& chosen, const std::vector<std::string>& settings);

} // namespace cw::cli
