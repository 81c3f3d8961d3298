// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <QString>

#include "core/base/json.h"
#include "core/base/result.h"

namespace cw::ui {

using GivenValues = std::map<std::string, std::vector<Json>>;

/// "filters: 16, 32; stride: 1, 2"
QString givesText(const GivenValues& gives);
/// Errors: Usage, a sentence that says what is expected
Result<GivenValues> givesFromText(const QString& text);

} // namespace cw::ui
