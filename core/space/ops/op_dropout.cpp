// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandDropout(const Settings& parameters, Expansion& into)
{
    return into.add(Drop{.probability = parameters.real("probability")}, into.input(0));
}

} // namespace

OpEntry dropout()
{
    OpEntry entry;
    entry.id = "dropout";
    entry.title = "Dropout";
    entry.summary = "Sets random values to zero, in training only.";
    entry.paper = "Srivastava et al., JMLR 2014";
    entry.family = OpFamily::Structure;
    entry.shortTitle = "dropout";
    entry.schema =
        ParamSchema{probabilityParameter("probability", 0.5, "Probability", "Share of the values that become zero.")};
    entry.expand = expandDropout;
    return entry;
}

} // namespace cw::space::ops
