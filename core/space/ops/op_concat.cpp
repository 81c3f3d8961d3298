// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandConcat(const Settings&, Expansion& into)
{
    return into.add(Concat{}, allInputs(into));
}

} // namespace

OpEntry concat()
{
    OpEntry entry;
    entry.id = "concat";
    entry.title = "Concatenation";
    entry.summary = "Several inputs side by side, along the channels.";
    entry.paper = "Szegedy et al., CVPR 2015; Huang et al., DenseNet, CVPR 2017";
    entry.family = OpFamily::Structure;
    entry.shortTitle = "concat";
    entry.maxInputs = kManyInputs;
    entry.expand = expandConcat;
    return entry;
}

} // namespace cw::space::ops
