// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/json.h"
#include "core/base/param_schema.h"
#include "core/space/decision.h"

namespace cw::space {

/// {"choice": [...]}, {"int": [lo, hi, step]}, {"real": [lo, hi]}, {"log": [lo, hi]}, {"subset": [...], "size": [lo,
/// hi]}. Choices are written as numbers or flags where `spec` is a parameter of such a type.
Json domainToJson(const Domain& domain, const ParamSpec* spec = nullptr);
/// Errors: Format: none or several of these keys, no value at all, NaN, low above high, a step that is not positive
Result<Domain> domainFromJson(const Json& json, const std::string& where);
/// The sentence that says what is wrong with a domain, or empty.
std::string domainProblem(const Domain& domain);
/// What a domain of that kind should look like.
std::string domainFix(const Domain& domain);
/// The sentence that says why a text cannot name a decision or a value, or empty: the text form of a candidate uses
/// some characters for itself.
std::string nameProblem(const std::string& name);
/// The same for the id of a block or the name of an alternative or a cell, which also become parts of paths.
std::string idProblem(const std::string& id);

} // namespace cw::space
