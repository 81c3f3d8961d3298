// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandBottleneck(const Settings& parameters, Expansion& into)
{
    expectImage("bottleneck", into);
    const int input = into.input(0);
    const std::int64_t filters = filtersOr(parameters, into.shape(input));
    const std::int64_t stride = parameters.integer("stride");
    const std::int64_t inner = std::max<std::int64_t>(1, filters / parameters.integer("expansion"));
    const Conv middle{.outChannels = inner,
                      .kernelHeight = 3,
                      .kernelWidth = 3,
                      .stride = stride,
                      .groups = parameters.integer("groups")};
    const int narrow = addConvBn({.outChannels = inner}, "relu", input, into);
    const int body = addConvBn({.outChannels = filters}, "none", addConvBn(middle, "relu", narrow, into), into);
    return into.add(Activation{ActivationKind::Relu},
                    into.add(Add{}, {body, addShortcut(filters, stride, input, into)}));
}

} // namespace

OpEntry bottleneck()
{
    OpEntry entry;
    entry.id = "bottleneck";
    entry.title = "Bottleneck block";
    entry.summary = "1x1, 3x3 and 1x1 convolutions with batch norm beside a shortcut; the 3x3 takes the stride and has "
                    "fewer channels.";
    entry.paper = "He et al., CVPR 2016; Xie et al., ResNeXt, CVPR 2017";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "bottleneck";
    entry.schema = ParamSchema{filtersParameter(),
                               {.name = "expansion",
                                .type = ParamType::Int,
                                .defaultValue = 4,
                                .title = "Expansion",
                                .help = "Output channels for each channel of the 3x3 convolution.",
                                .min = 1,
                                .max = 64},
                               strideParameter(),
                               groupsParameter()};
    entry.expand = expandBottleneck;
    return entry;
}

} // namespace cw::space::ops
