// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <QString>

namespace cw::ui {

/// "04:10", "1:02:09"; an en dash when negative (unknown).
QString durationText(double seconds);
/// "about 3 min", for estimates.
QString roughDurationText(double seconds);
/// "15,625" in the window's language.
QString countText(std::int64_t count);
/// "0.31 M", "22.1 M", "144 M".
QString millionsText(std::int64_t count);
/// Four digits for accuracies and the like; an en dash when there is none.
QString valueText(const std::optional<double>& value);
/// "3.7 %", at least two significant digits.
QString percentText(double part);
/// "valid accuracy" of "valid_accuracy".
QString metricTitle(const std::string& metric);
/// A short name for a data set given by id or path.
QString shortDataSetName(const std::string& idOrPath);

} // namespace cw::ui
