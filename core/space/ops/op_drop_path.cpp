// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandDropPath(const Settings& parameters, Expansion& into)
{
    return into.add(Drop{.probability = parameters.real("probability"), .perSample = true}, into.input(0));
}

} // namespace

OpEntry dropPath()
{
    OpEntry entry;
    entry.id = "drop-path";
    entry.title = "Drop path";
    entry.summary = "Sets the whole input to zero for random samples, in training only.";
    entry.paper = "Larsson et al., FractalNet, ICLR 2017";
    entry.family = OpFamily::Structure;
    entry.shortTitle = "drop path";
    entry.schema = ParamSchema{
        probabilityParameter("probability", 0.2, "Probability", "Share of the samples for which the path is cut.")};
    entry.expand = expandDropPath;
    return entry;
}

} // namespace cw::space::ops
