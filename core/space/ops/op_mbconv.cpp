// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

constexpr std::int64_t kOctet = 8;

/// The nearest multiple of 8 that is not more than a tenth below, as MobileNets round.
std::int64_t roundedToOctet(double channels)
{
    const std::int64_t nearest = std::max(kOctet, static_cast<std::int64_t>(channels + kOctet / 2.0) / kOctet * kOctet);
    return static_cast<double>(nearest) < 0.9 * channels ? nearest + kOctet : nearest;
}

int addSqueeze(const Settings& parameters, std::int64_t channels, int hidden, Expansion& into)
{
    const double ratio = parameters.real("se");
    if (ratio <= 0)
        return hidden;
    if (parameters.text("se_style") == "mobilenet-v3") {
        const auto wide = static_cast<double>(into.shape(hidden).channels());
        return addSqueezeExcite(roundedToOctet(ratio * wide), ActivationKind::Relu, ActivationKind::HardSigmoid, hidden,
                                into);
    }
    const auto few = std::max<std::int64_t>(1, static_cast<std::int64_t>(ratio * static_cast<double>(channels)));
    return addSqueezeExcite(few, ActivationKind::Silu, ActivationKind::Sigmoid, hidden, into);
}

int expandMbconv(const Settings& parameters, Expansion& into)
{
    expectImage("mbconv", into);
    const int input = into.input(0);
    const std::int64_t channels = into.shape(input).channels();
    const std::int64_t filters = filtersOr(parameters, into.shape(input));
    const std::int64_t stride = parameters.integer("stride");
    const std::int64_t hidden = std::llround(static_cast<double>(channels) * parameters.real("expand"));
    const std::string& activation = parameters.text("activation");
    int output = input;
    if (hidden != channels)
        output = addConvBn({.outChannels = hidden}, activation, output, into);
    output = addConvBn(depthwise(hidden, parameters.integer("kernel"), stride), activation, output, into);
    output = addSqueeze(parameters, channels, output, into);
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
    entry.paper = "Sandler et al., MobileNetV2, CVPR 2018; Howard et al., MobileNetV3, ICCV 2019; Tan and Le, "
                  "EfficientNet, ICML 2019";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "MBConv";
    entry.schema = ParamSchema{
        kernelParameter(3),
        filtersParameter(),
        strideParameter(),
        {.name = "expand",
         .type = ParamType::Real,
         .defaultValue = 6,
         .title = "Expand",
         .help =
             "Channels of the depthwise convolution for each channel of the input; 1 leaves the first convolution out.",
         .min = 1,
         .max = 64},
        {.name = "se",
         .type = ParamType::Real,
         .defaultValue = 0,
         .title = "Squeeze-excite",
         .help = "Hidden channels of the squeeze-excite part, as a share; 0 leaves it out.",
         .min = 0,
         .max = 1},
        choiceParameter("se_style", {"efficientnet", "mobilenet-v3"}, "Squeeze-excite style",
                        "The share is of the input's channels with SiLU and sigmoid, or of the expanded ones, a "
                        "multiple of 8, with ReLU and hard sigmoid."),
        activationParameter("relu6")};
    entry.expand = expandMbconv;
    return entry;
}

} // namespace cw::space::ops
