// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandSkip(const Settings& parameters, Expansion& into)
{
    const int input = into.input(0);
    const std::int64_t filters = filtersOr(parameters, into.shape(input));
    const std::int64_t stride = parameters.integer("stride");
    if (stride == 1 && filters == into.shape(input).channels())
        return into.add(Identity{}, input);
    if (parameters.text("reduction") == "conv-bn")
        return addShortcut(filters, stride, input, into);
    return stride == 2 ? addFactorisedReduction(filters, input, into)
                       : addReluConvBn({.outChannels = filters}, input, into);
}

} // namespace

OpEntry skip()
{
    OpEntry entry;
    entry.id = "skip";
    entry.title = "Skip connection";
    entry.summary =
        "The input itself; where stride or filters change its shape, the cheapest path that keeps its content.";
    entry.paper = "Liu et al., DARTS, ICLR 2019";
    entry.family = OpFamily::Identity;
    entry.shortTitle = "skip";
    entry.schema = ParamSchema{
        filtersParameter(),
        {.name = "stride",
         .type = ParamType::Int,
         .defaultValue = 1,
         .title = "Stride",
         .help = "2 halves height and width.",
         .unit = "px",
         .min = 1,
         .max = 2},
        choiceParameter(
            "reduction", {"factorised", "conv-bn"}, "Reduction",
            "How the shape changes: a factorised reduction (DARTS), or a 1x1 convolution with batch norm.")};
    entry.expand = expandSkip;
    return entry;
}

} // namespace cw::space::ops
