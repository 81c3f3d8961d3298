// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace cw::history {

/// Key of a trial or a job: run * 2^32 + number. Errors: throws Error(Data) when either is out of range
std::int64_t rowKey(std::int64_t run, std::int64_t number);

/// Compact text. Numbers that are not finite become "nan", "inf", "-inf"; bytes that are not UTF-8 are replaced.
std::string dumpJson(const Json& value);
/// Errors: throws Error(Format) naming `where`
Json loadJson(std::string_view text, const std::string& where);

/// A JSON array, exact to the bit: [0,3,"nan",0.1].
std::string dumpValues(const std::vector<double>& values);
/// Errors: throws Error(Format)
std::vector<double> loadValues(std::string_view text, const std::string& where);

std::string dumpMetrics(const std::map<std::string, double>& metrics);
/// Errors: throws Error(Format)
std::map<std::string, double> loadMetrics(std::string_view text, const std::string& where);

} // namespace cw::history
