// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandConv2d(const Settings& parameters, Expansion& into)
{
    expectImage("conv2d", into);
    const int input = into.input(0);
    Conv conv = convOf(parameters, into.shape(input));
    conv.groups = parameters.integer("groups");
    conv.bias = parameters.flag("bias");
    int output = into.add(conv, input);
    if (parameters.text("norm") == "batch-norm")
        output = into.add(BatchNorm{}, output);
    return addActivation(parameters.text("activation"), output, into);
}

} // namespace

OpEntry conv2d()
{
    OpEntry entry;
    entry.id = "conv2d";
    entry.title = "Conv";
    entry.summary = "A 2-d convolution with \"same\" padding, then optional norm and activation.";
    entry.paper = "LeCun et al., Proceedings of the IEEE 1998";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "conv";
    entry.schema = ParamSchema{kernelParameter(3), filtersParameter(),  strideParameter(), dilationParameter(),
                               groupsParameter(),  biasParameter(true), normParameter(),   activationParameter("none")};
    entry.expand = expandConv2d;
    return entry;
}

} // namespace cw::space::ops
