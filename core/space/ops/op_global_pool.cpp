// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"

namespace cw::space::ops {

namespace {

int expand(const Settings&, Expansion& into)
{
    return into.add(GlobalPool{}, into.input(0));
}

} // namespace

OpEntry globalPool()
{
    OpEntry entry;
    entry.id = "global-pool";
    entry.title = "Global pool";
    entry.summary = "The mean over height and width: one number per channel.";
    entry.family = OpFamily::Pooling;
    entry.shortTitle = "global pool";
    entry.expand = expand;
    return entry;
}

} // namespace cw::space::ops
