// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandMaxPool1d(const Settings& parameters, Expansion& into)
{
    expectSequence("max-pool1d", into);
    return into.add(pool1dOf(PoolKind::Max, parameters, into), into.input(0));
}

} // namespace

OpEntry maxPool1d()
{
    OpEntry entry;
    entry.id = "max-pool1d";
    entry.title = "1-d max pool";
    entry.summary = "The largest value of a window of steps.";
    entry.paper = "Zhang et al., NeurIPS 2015";
    entry.family = OpFamily::Pooling;
    entry.shortTitle = "max pool 1d";
    entry.schema = ParamSchema{kernel1dParameter(2), stride1dParameter(2), causalParameter()};
    entry.expand = expandMaxPool1d;
    return entry;
}

} // namespace cw::space::ops
