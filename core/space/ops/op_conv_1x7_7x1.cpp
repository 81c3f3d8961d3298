// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandConv1x77x1(const Settings& parameters, Expansion& into)
{
    expectImage("conv-1x7-7x1", into);
    const int input = into.input(0);
    const std::int64_t stride = parameters.integer("stride");
    const std::int64_t length = parameters.integer("kernel");
    const Conv along{.outChannels = into.shape(input).channels(), .kernelWidth = length, .strideWidth = stride};
    const Conv down{.outChannels = filtersOr(parameters, into.shape(input)),
                    .kernelHeight = length,
                    .stride = stride,
                    .strideWidth = 1};
    const int positive = into.add(Activation{ActivationKind::Relu}, input);
    return addConvBn(down, "none", into.add(along, positive), into);
}

} // namespace

OpEntry conv1x7x1()
{
    OpEntry entry;
    entry.id = "conv-1x7-7x1";
    entry.title = "1x7-7x1 conv";
    entry.summary = "ReLU, a convolution along the width, one along the height, and batch norm.";
    entry.paper = "Zoph et al., NASNet, CVPR 2018";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "1x7-7x1 conv";
    entry.schema = ParamSchema{{.name = "kernel",
                                .type = ParamType::Int,
                                .defaultValue = 7,
                                .title = "Kernel",
                                .help = "Length of both windows.",
                                .unit = "px",
                                .min = 1,
                                .max = 255},
                               filtersParameter(),
                               strideParameter()};
    entry.expand = expandConv1x77x1;
    return entry;
}

} // namespace cw::space::ops
