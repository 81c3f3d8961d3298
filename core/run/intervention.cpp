// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/intervention.h"

#include "core/run/run_config.h"

namespace cw::run {

std::int64_t evaluationsOf(const Json& argument)
{
    const Json value = argument.is_object() ? argument.value("evaluations", Json()) : argument;
    if (!value.is_number_integer() || value < 1 || value > kMaxEvaluations)
        return 0;
    return value.get<std::int64_t>();
}

std::string noteOf(const Json& argument)
{
    const Json value = argument.is_object() ? argument.value("note", Json()) : argument;
    return value.is_string() ? value.get<std::string>() : std::string();
}

} // namespace cw::run
