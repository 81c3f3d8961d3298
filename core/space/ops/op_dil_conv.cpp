// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandDilConv(const Settings& parameters, Expansion& into)
{
    expectImage("dil-conv", into);
    const int input = into.input(0);
    const int positive = into.add(Activation{ActivationKind::Relu}, input);
    const Conv spread = depthwise(into.shape(input).channels(), parameters.integer("kernel"),
                                  parameters.integer("stride"), parameters.integer("dilation"));
    return addConvBn({.outChannels = filtersOr(parameters, into.shape(input))}, "none", into.add(spread, positive),
                     into);
}

} // namespace

OpEntry dilConv()
{
    OpEntry entry;
    entry.id = "dil-conv";
    entry.title = "Dilated separable conv";
    entry.summary = "ReLU, dilated depthwise convolution, pointwise convolution and batch norm.";
    entry.paper = "Liu et al., DARTS, ICLR 2019";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "dil conv";
    entry.schema = ParamSchema{kernelParameter(3), filtersParameter(), strideParameter(), dilationParameter(2)};
    entry.expand = expandDilConv;
    return entry;
}

} // namespace cw::space::ops
