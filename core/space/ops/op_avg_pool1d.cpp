// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandAvgPool1d(const Settings& parameters, Expansion& into)
{
    expectSequence("avg-pool1d", into);
    return into.add(pool1dOf(PoolKind::Average, parameters, into), into.input(0));
}

} // namespace

OpEntry avgPool1d()
{
    OpEntry entry;
    entry.id = "avg-pool1d";
    entry.title = "1-d average pool";
    entry.summary = "The mean over a window of steps; padding does not count.";
    entry.paper = "LeCun and Bengio, Convolutional Networks for Images, Speech, and Time Series, 1995";
    entry.family = OpFamily::Pooling;
    entry.shortTitle = "avg pool 1d";
    entry.schema = ParamSchema{kernel1dParameter(3), stride1dParameter(1), causalParameter()};
    entry.expand = expandAvgPool1d;
    return entry;
}

} // namespace cw::space::ops
