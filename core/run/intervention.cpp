// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/intervention.h"

#include "core/run/run_config.h"

namespace cw::run {

namespace {

std::int64_t numberOf(const Json& argument, const char* key, std::int64_t most)
{
    const Json value = argument.is_object() ? argument.value(key, Json()) : argument;
    return value.is_number_integer() && value >= 1 && value <= most ? value.get<std::int64_t>() : 0;
}

} // namespace

std::int64_t evaluationsOf(const Json& argument)
{
    return numberOf(argument, "evaluations", kMaxEvaluations);
}

int workersOf(const Json& argument)
{
    return static_cast<int>(numberOf(argument, "workers", kMaxWorkers));
}

std::string noteOf(const Json& argument)
{
    const Json value = argument.is_object() ? argument.value("note", Json()) : argument;
    return value.is_string() ? value.get<std::string>() : std::string();
}

} // namespace cw::run
