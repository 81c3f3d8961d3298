// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/param_schema.h"
#include "core/space/search_space.h"

namespace cw::ui {

/// How a parameter is held by the document.
enum class ParamMode {
    Absent, ///< not given: of a training block "as the run sets it", of the use of a cell "no value yet"
    Fixed,
    Choice, ///< one of a list
    Range,  ///< low..high
    Given,  ///< by the use of the enclosing cell, or by a block that gives it
};

/// What a parameter is in the selected blocks.
struct ParamState {
    ParamMode mode = ParamMode::Fixed;
    space::ParamValue value; ///< of the first block; the default where it is not given
    bool mixed = false;      ///< the blocks differ
    bool changed = false;    ///< anything but the default
};

/// `value` null: not given. `absent` says what that means: the default, or nothing.
ParamState stateOf(const ParamSpec& spec, const space::ParamValue* value, bool absent);

/// A value in another mode, made from what it is now: neighbours of a number, the ends of a list, ... `remembered` is
/// what it was before it became searched; null: unknown.
space::ParamValue valueIn(ParamMode mode, const ParamSpec& spec, const space::ParamValue& now, const Json& remembered,
                          const std::vector<std::string>& givers);

/// The sentence that says why a parameter cannot have this value, or empty.
std::string valueProblem(const ParamSpec& spec, const space::ParamValue& value);

/// A typed value as the document writes it in a choice: "3", "0.5", "relu". Errors: Usage, naming what is expected
Result<std::string> choiceText(const ParamSpec& spec, const std::string& typed);

/// Where a new value goes among the others: in order when all are numbers, else last.
std::size_t placeAmong(const std::vector<std::string>& choices, const std::string& value);

bool isNumber(const ParamSpec& spec);

} // namespace cw::ui
