// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"

namespace cw::space::ops {

namespace {

int expandFlatten(const Settings&, Expansion& into)
{
    return into.add(Flatten{}, into.input(0));
}

} // namespace

OpEntry flatten()
{
    OpEntry entry;
    entry.id = "flatten";
    entry.title = "Flatten";
    entry.summary = "An image [C,H,W] as one vector [C*H*W], a sequence [T,F] as [T*F].";
    entry.paper = "Krizhevsky et al., NeurIPS 2012";
    entry.family = OpFamily::Structure;
    entry.shortTitle = "flatten";
    entry.expand = expandFlatten;
    return entry;
}

} // namespace cw::space::ops
