// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/cli/chosen_strategies.h"
#include "core/run/tabular.h"

namespace cw::cli {

/// One strategy of an experiment and what came of it.
struct TabularResult {
    ChosenStrategy strategy;
    run::TabularRequest request;
    run::TabularReport report;
};

/// One strategy: its object; several: {"strategies": [object, ...], "cpu_seconds"}.
Json tabularJson(const std::vector<TabularResult>& results);
/// A line for every strategy, repeat and checkpoint.
std::string tabularCsv(const std::vector<TabularResult>& results);
/// A line for every strategy and checkpoint.
std::string tabularText(const std::vector<TabularResult>& results);
/// What a reader of the numbers has to know, one line each: spaces exhausted, repeats without any value.
std::vector<std::string> tabularNotes(const std::vector<TabularResult>& results);
/// Why no repeat of any strategy found a value; empty when one did.
std::string whyNothing(const std::vector<TabularResult>& results);

} // namespace cw::cli
