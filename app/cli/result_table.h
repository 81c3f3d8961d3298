// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/history/reader.h"

namespace cw::cli {

/// What a run came to, for people: one line about it and its best trials; with several objectives those that no other
/// dominates come first.
std::string resultTable(history::Reader& reader, std::int64_t run, std::size_t trials = 5);

/// "final training of trial 17: 10 epochs of fashion-mnist, test accuracy 0.9123; weights FILE"
std::string finalTrainingLine(const history::FinalTrainingRow& row, const std::filesystem::path& history);

} // namespace cw::cli
