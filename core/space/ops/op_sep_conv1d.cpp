// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandSepConv1d(const Settings& parameters, Expansion& into)
{
    expectSequence("sep-conv1d", into);
    const std::int64_t channels = into.shape(into.input(0)).channels();
    Conv spread = conv1dOf(parameters, into);
    const std::int64_t filters = spread.outChannels;
    spread.outChannels = spread.groups = channels;
    const auto separable = [&](std::int64_t stride, std::int64_t features, int from) {
        spread.stride = stride;
        const int positive = into.add(Activation{ActivationKind::Relu}, from);
        return addConvBn({.outChannels = features}, "none", into.add(spread, positive), into);
    };
    return separable(1, filters, separable(parameters.integer("stride"), channels, into.input(0)));
}

} // namespace

OpEntry sepConv1d()
{
    OpEntry entry;
    entry.id = "sep-conv1d";
    entry.title = "Separable 1-d conv";
    entry.summary =
        "Twice ReLU, depthwise and pointwise convolution over time and batch norm; the first takes the stride.";
    entry.paper = "Chollet, Xception, CVPR 2017; twice: Liu et al., DARTS, ICLR 2019";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "sep conv 1d";
    entry.schema = ParamSchema{kernel1dParameter(3), filtersParameter(), stride1dParameter(), dilation1dParameter(),
                               causalParameter()};
    entry.expand = expandSepConv1d;
    return entry;
}

} // namespace cw::space::ops
