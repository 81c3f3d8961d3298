// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandAlign(const Settings& parameters, Expansion& into)
{
    const int input = into.input(0);
    const Shape& from = into.shape(input);
    const Shape& to = into.shape(into.input(1));
    if (from.kind != ShapeKind::Image || to.kind != ShapeKind::Image)
        throw Error(ErrorCode::Config,
                    fmt::format("align expects two images [C,H,W], found {} and {}", from.describe(), to.describe()));
    const std::int64_t filters = filtersOr(parameters, to);
    if (from.dims[1] == to.dims[1] && from.dims[2] == to.dims[2])
        return addReluConvBn({.outChannels = filters}, input, into);
    if ((from.dims[1] + 1) / 2 != to.dims[1] || (from.dims[2] + 1) / 2 != to.dims[2])
        throw Error(ErrorCode::Config, fmt::format("align expects an image as large as the second input or twice as "
                                                   "high and wide, found {} and {}",
                                                   from.text(), to.text()));
    return addFactorisedReduction(filters, input, into);
}

} // namespace

OpEntry align()
{
    OpEntry entry;
    entry.id = "align";
    entry.title = "Align";
    entry.summary = "Brings the first input to the size of the second: a factorised reduction where it is twice as "
                    "high, else ReLU, 1x1 convolution and batch norm.";
    entry.paper = "Liu et al., DARTS, ICLR 2019";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "align";
    entry.minInputs = 2;
    entry.maxInputs = 2;
    entry.schema = ParamSchema{{.name = "filters",
                                .type = ParamType::Int,
                                .defaultValue = 0,
                                .title = "Filters",
                                .help = "Output channels; 0: those of the second input.",
                                .min = 0,
                                .max = 65536,
                                .scalesWithWidth = true}};
    entry.expand = expandAlign;
    return entry;
}

} // namespace cw::space::ops
