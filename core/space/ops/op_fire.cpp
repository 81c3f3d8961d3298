// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandFire(const Settings& parameters, Expansion& into)
{
    expectImage("fire", into);
    const std::int64_t wide = parameters.integer("expand");
    const auto layer = [&](std::int64_t filters, std::int64_t kernel, int from) {
        const Conv conv{.outChannels = filters, .kernelHeight = kernel, .kernelWidth = kernel, .bias = true};
        return into.add(Activation{ActivationKind::Relu}, into.add(conv, from));
    };
    const int narrow = layer(parameters.integer("squeeze"), 1, into.input(0));
    return into.add(Concat{}, {layer(wide, 1, narrow), layer(wide, 3, narrow)});
}

} // namespace

OpEntry fire()
{
    OpEntry entry;
    entry.id = "fire";
    entry.title = "Fire module";
    entry.summary = "A 1x1 convolution to few channels, then 1x1 and 3x3 convolutions side by side, each with ReLU.";
    entry.paper = "Iandola et al., SqueezeNet, 2016";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "fire";
    entry.schema =
        ParamSchema{channelsParameter("squeeze", 16, "Squeeze", "Channels between the convolutions."),
                    channelsParameter("expand", 64, "Expand",
                                      "Channels of each of the two last convolutions; the output has twice as many.")};
    entry.expand = expandFire;
    return entry;
}

} // namespace cw::space::ops
