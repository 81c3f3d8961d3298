// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cw::space {

/// The names, numbers, operators and other signs of a constraint in their order, as parts of it.
std::vector<std::string_view> constraintWords(std::string_view constraint);

/// Replaces whole words, all at once.
std::string withNewWords(std::string_view constraint, const std::map<std::string, std::string>& words);

} // namespace cw::space
