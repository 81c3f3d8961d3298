// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandSepConv(const Settings& parameters, Expansion& into)
{
    expectImage("sep-conv", into);
    const int input = into.input(0);
    const std::int64_t channels = into.shape(input).channels();
    const std::int64_t kernel = parameters.integer("kernel");
    const auto separable = [&](std::int64_t stride, std::int64_t filters, int from) {
        const int positive = into.add(Activation{ActivationKind::Relu}, from);
        const int spread = into.add(depthwise(channels, kernel, stride), positive);
        return addConvBn({.outChannels = filters}, "none", spread, into);
    };
    const int first = separable(parameters.integer("stride"), channels, input);
    return separable(1, filtersOr(parameters, into.shape(input)), first);
}

} // namespace

OpEntry sepConv()
{
    OpEntry entry;
    entry.id = "sep-conv";
    entry.title = "Separable conv";
    entry.summary = "Twice ReLU, depthwise and pointwise convolution and batch norm; the first takes the stride.";
    entry.paper = "Liu et al., DARTS, ICLR 2019";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "sep conv";
    entry.schema = ParamSchema{kernelParameter(3), filtersParameter(), strideParameter()};
    entry.expand = expandSepConv;
    return entry;
}

} // namespace cw::space::ops
