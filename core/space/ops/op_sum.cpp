// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandSum(const Settings&, Expansion& into)
{
    return into.add(Add{}, allInputs(into));
}

} // namespace

OpEntry sum()
{
    OpEntry entry;
    entry.id = "sum";
    entry.title = "Sum";
    entry.summary = "The elementwise sum of several inputs of one shape.";
    entry.paper = "He et al., CVPR 2016";
    entry.family = OpFamily::Structure;
    entry.shortTitle = "sum";
    entry.maxInputs = kManyInputs;
    entry.expand = expandSum;
    return entry;
}

} // namespace cw::space::ops
