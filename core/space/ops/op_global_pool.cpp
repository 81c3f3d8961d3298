// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandGlobalPool(const Settings& parameters, Expansion& into)
{
    expectNoLookAhead("global-pool", into);
    return into.add(GlobalPool{parameters.text("kind") == "max" ? PoolKind::Max : PoolKind::Average}, into.input(0));
}

} // namespace

OpEntry globalPool()
{
    OpEntry entry;
    entry.id = "global-pool";
    entry.title = "Global pool";
    entry.summary = "The mean or maximum over all positions: one number per channel.";
    entry.paper = "Lin et al., Network in Network, ICLR 2014";
    entry.family = OpFamily::Pooling;
    entry.shortTitle = "global pool";
    entry.schema = ParamSchema{
        choiceParameter("kind", {"average", "max"}, "Kind", "Whether each channel's mean or maximum is taken.")};
    entry.expand = expandGlobalPool;
    return entry;
}

} // namespace cw::space::ops
