// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandGroupNorm(const Settings& parameters, Expansion& into)
{
    expectNoLookAhead("group-norm", into);
    return into.add(GroupNorm{.groups = parameters.integer("groups")}, into.input(0));
}

} // namespace

OpEntry groupNorm()
{
    OpEntry entry;
    entry.id = "group-norm";
    entry.title = "Group norm";
    entry.summary = "The channels of a group, over all positions, to mean 0 and variance 1, then scaled and shifted.";
    entry.paper = "Wu and He, ECCV 2018";
    entry.family = OpFamily::Normalisation;
    entry.shortTitle = "group norm";
    entry.schema = ParamSchema{{.name = "groups",
                                .type = ParamType::Int,
                                .defaultValue = 8,
                                .title = "Groups",
                                .help = "Number of groups; must divide the channels.",
                                .min = 1,
                                .max = 65536}};
    entry.expand = expandGroupNorm;
    return entry;
}

} // namespace cw::space::ops
