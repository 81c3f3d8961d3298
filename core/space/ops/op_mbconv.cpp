// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expand(const Settings& parameters, Expansion& into)
{
    const int input = into.input(0);
    const std::int64_t channels = into.shape(input).channels();
    const std::int64_t filters = filtersOr(parameters, into.shape(input));
    const std::int64_t stride = parameters.integer("stride");
    const std::int64_t hidden = channels * parameters.integer("expand");
    const std::string& activation = parameters.text("activation");
    int output = input;
    if (hidden != channels)
        output = addConvBn({.outChannels = hidden}, activation, output, into);
    output = addConvBn(depthwise(hidden, parameters.integer("kernel"), stride), activation, output, into);
    output = addConvBn({.outChannels = filters}, "none", output, into);
    return into.shape(output) == into.shape(input) ? into.add(Add{}, {output, input}) : output;
}

} // namespace

OpEntry mbconv()
{
    OpEntry entry;
    entry.id = "mbconv";
    entry.title = "Inverted bottleneck";
    entry.summary = "A 1x1 convolution to many channels, a depthwise one and a 1x1 one to few, with batch norm; the "
                    "input is added where the shape stays.";
    entry.paper = "Sandler et al., MobileNetV2, CVPR 2018; Tan and Le, EfficientNet, ICML 2019";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "MBConv";
    entry.schema = ParamSchema{
        kernelParameter(3),
        filtersParameter(),
        strideParameter(),
        {.name = "expand",
         .type = ParamType::Int,
         .defaultValue = 6,
         .title = "Expand",
         .help =
             "Channels of the depthwise convolution for each channel of the input; 1 leaves the first convolution out.",
         .min = 1,
         .max = 64},
        activationParameter("relu6")};
    entry.expand = expand;
    return entry;
}

} // namespace cw::space::ops
