// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"

namespace cw::space::ops {

namespace {

int expandIdentity(const Settings&, Expansion& into)
{
    return into.add(Identity{}, into.input(0));
}

} // namespace

OpEntry identity()
{
    OpEntry entry;
    entry.id = "identity";
    entry.title = "Identity";
    entry.summary = "Passes its input on.";
    entry.paper = "He et al., ECCV 2016";
    entry.family = OpFamily::Identity;
    entry.shortTitle = "identity";
    entry.expand = expandIdentity;
    return entry;
}

} // namespace cw::space::ops
