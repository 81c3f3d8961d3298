// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/estimate/objective.h"
#include "core/history/reader.h"

namespace cw::cli {

/// One entry of `runs`.
Json runJson(const history::RunRow& row);
/// One entry of `trials`.
Json trialJson(const history::TrialRow& row, const std::vector<estimate::Objective>& objectives);
/// The document of `show`, `search` and `resume`.
Json showJson(history::Reader& reader, const std::filesystem::path& history, std::int64_t run);

/// One entry of `final_trainings` in that document. `history`: its file, from which the weights are named
Json finalTrainingJson(const history::FinalTrainingRow& row, const std::filesystem::path& history);

/// Objectives of a stored run, in order.
std::vector<estimate::Objective> objectivesOf(const history::RunRow& row);
/// Several objectives: the finished trials that no other dominates, best by the first objective first; of equals the
/// earlier one. Empty with one objective.
std::vector<std::int64_t> frontOf(const std::vector<history::TrialRow>& rows,
                                  const std::vector<estimate::Objective>& objectives);
Json metricsJson(const std::map<std::string, double>& metrics);

} // namespace cw::cli
