// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"

namespace cw::space::ops {

namespace {

int expand(const Settings& parameters, Expansion& into)
{
    return into.add(GlobalPool{parameters.text("kind") == "max" ? PoolKind::Max : PoolKind::Average}, into.input(0));
}

} // namespace

OpEntry globalPool()
{
    OpEntry entry;
    entry.id = "global-pool";
    entry.title = "Global pool";
    entry.summary = "The mean or maximum over all positions: one number per channel.";
    entry.family = OpFamily::Pooling;
    entry.shortTitle = "global pool";
    entry.schema = ParamSchema{{.name = "kind",
                                .type = ParamType::Choice,
                                .defaultValue = "average",
                                .title = "Kind",
                                .help = "Whether each channel's mean or maximum is taken.",
                                .choices = {"average", "max"}}};
    entry.expand = expand;
    return entry;
}

} // namespace cw::space::ops
