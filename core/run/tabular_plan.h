// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "core/base/param_schema.h"
#include "core/base/pareto.h"
#include "core/estimate/table_view.h"
#include "core/run/tabular.h"

namespace cw::run {

/// A checked request, with every name turned into a column.
struct TabularPlan {
    estimate::TableView view;
    std::shared_ptr<const space::CandidateSet> candidates;
    const strategy::StrategyEntry* strategy = nullptr;
    Settings settings;
    std::vector<int> objectives; ///< columns
    int report = -1;
    int cost = -1;
    double costShare = 1;
    double budget = std::numeric_limits<double>::infinity(); ///< in the unit of the cost
    std::vector<std::int64_t> checkpoints;
    Scores reference;           ///< several objectives: the worst of each in the table, oriented
    std::size_t trueFront = 0;  ///< candidates on the front of all
    double trueHypervolume = 0; ///< of that front above the reference
};

/// Errors: Config (unknown strategy, setting or metric), Usage (a number out of range)
Result<TabularPlan> planTabular(const TabularRequest& request, const strategy::StrategyRegistry& strategies);

/// The oriented values of a row by the objectives; NaN where one was not measured.
Scores orientedRow(const TabularRequest& request, const TabularPlan& plan, std::size_t row);

} // namespace cw::run
