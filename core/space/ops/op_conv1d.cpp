// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandConv1d(const Settings& parameters, Expansion& into)
{
    expectSequence("conv1d", into);
    Conv conv = conv1dOf(parameters, into);
    conv.groups = parameters.integer("groups");
    conv.bias = parameters.flag("bias");
    int output = into.add(conv, into.input(0));
    if (parameters.text("norm") == "batch-norm")
        output = into.add(BatchNorm{}, output);
    return addActivation(parameters.text("activation"), output, into);
}

} // namespace

OpEntry conv1d()
{
    OpEntry entry;
    entry.id = "conv1d";
    entry.title = "1-d conv";
    entry.summary = "A convolution over time with \"same\" or causal padding, then optional norm and activation.";
    entry.paper = "Waibel et al., IEEE TASSP 1989; causal: van den Oord et al., WaveNet, 2016";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "conv 1d";
    entry.schema = ParamSchema{kernel1dParameter(3),  filtersParameter(),          stride1dParameter(),
                               dilation1dParameter(), groupsParameter(),           biasParameter(true),
                               normParameter(),       activationParameter("none"), causalParameter()};
    entry.expand = expandConv1d;
    return entry;
}

} // namespace cw::space::ops
