// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cw::cli {

/// Lines of columns, the first row being the heads. Columns of numbers should be right-aligned: name them.
std::string columns(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& rightAligned);
/// 1234567 -> "1,234,567"
std::string grouped(std::int64_t value);
/// "0:07", "12:05", "1:02:03"
std::string duration(double seconds);
/// A time in the user's zone: "2024-05-01 12:30"; "-" for 0
std::string localTime(double secondsSinceEpoch);
/// Six significant digits
std::string shortNumber(double value);
/// Columns of the terminal that stderr is.
std::size_t terminalWidth();
/// A field of a CSV file, quoted where it must be.
std::string csvField(const std::string& text);

} // namespace cw::cli
