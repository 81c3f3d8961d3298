// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandAttention(const Settings& parameters, Expansion& into)
{
    expectSequence("attention", into);
    return addAttention(parameters.integer("heads"), isCausal(parameters, into), into.input(0), into);
}

} // namespace

OpEntry attention()
{
    OpEntry entry;
    entry.id = "attention";
    entry.title = "Multi-head attention";
    entry.summary = "Every step becomes a mean of all steps, weighted by how well they match, in parallel heads.";
    entry.paper = "Vaswani et al., NeurIPS 2017, section 3.2";
    entry.family = OpFamily::Attention;
    entry.shortTitle = "attention";
    entry.schema = ParamSchema{headsParameter(), causalParameter()};
    entry.expand = expandAttention;
    return entry;
}

} // namespace cw::space::ops
