// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandZero(const Settings& parameters, Expansion& into)
{
    return into.add(Zero{.stride = parameters.integer("stride"), .outChannels = parameters.integer("filters")},
                    into.input(0));
}

} // namespace

OpEntry zero()
{
    OpEntry entry;
    entry.id = "zero";
    entry.title = "Zero";
    entry.summary = "No connection: zeros in the shape of the input.";
    entry.paper = "Dong and Yang, ICLR 2020";
    entry.family = OpFamily::Zero;
    entry.shortTitle = "zero";
    entry.schema = ParamSchema{strideParameter(), filtersParameter()};
    entry.expand = expandZero;
    return entry;
}

} // namespace cw::space::ops
