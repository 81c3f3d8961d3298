// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/new_run.h"

#include "core/base/param_schema.h"

namespace cw::run {

history::NewRun newRunOf(const Parts& parts)
{
    history::NewRun row;
    row.name = parts.config.name;
    row.config = toJson(parts.config);
    row.space = space::toJson(*parts.space);
    row.spaceName = parts.space->name;
    row.dataset = parts.config.dataset;
    row.strategy = parts.config.strategy;
    row.objective = estimate::toText(parts.config.objectives.front());
    row.seed = parts.config.seed;
    row.lag = parts.config.effectiveLag();
    row.budget = parts.config.evaluations;
    row.versions = parts.versions;
    row.device = joinNames(parts.config.devices);
    return row;
}

} // namespace cw::run
