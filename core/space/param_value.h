// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/param_schema.h"
#include "core/space/decision.h"

namespace cw::space {

/// A value of a parameter's domain as the parameter holds it: the choice "32" of a whole number is 32.
/// Errors: Usage when the choice is not of the parameter's type
Result<Json> paramJson(const ParamSpec& spec, const Domain& domain, double value);

} // namespace cw::space
