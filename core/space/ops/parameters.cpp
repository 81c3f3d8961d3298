// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/parameters.h"

#include <algorithm>

namespace cw::space::ops {

namespace {

constexpr double kLargestWindow = 255;
constexpr double kMostChannels = 65536;

} // namespace

ParamSpec kernelParameter(std::int64_t byDefault)
{
    return {.name = "kernel",
            .type = ParamType::Int,
            .defaultValue = byDefault,
            .title = "Kernel",
            .help = "Height and width of the window.",
            .unit = "px",
            .min = 1,
            .max = kLargestWindow};
}

ParamSpec strideParameter(std::int64_t byDefault)
{
    return {.name = "stride",
            .type = ParamType::Int,
            .defaultValue = byDefault,
            .title = "Stride",
            .help = "Distance between neighbouring windows; 2 halves height and width.",
            .unit = "px",
            .min = 1,
            .max = kLargestWindow};
}

ParamSpec dilationParameter(std::int64_t byDefault)
{
    return {.name = "dilation",
            .type = ParamType::Int,
            .defaultValue = byDefault,
            .title = "Dilation",
            .help = "Distance between the taps of the kernel.",
            .unit = "px",
            .min = 1,
            .max = kLargestWindow};
}

ParamSpec filtersParameter(std::int64_t byDefault)
{
    return {.name = "filters",
            .type = ParamType::Int,
            .defaultValue = byDefault,
            .title = "Filters",
            .help = "Output channels; 0 keeps those of the input.",
            .min = 0,
            .max = kMostChannels,
            .scalesWithWidth = true};
}

ParamSpec biasParameter(bool byDefault)
{
    return {.name = "bias",
            .type = ParamType::Bool,
            .defaultValue = byDefault,
            .title = "Bias",
            .help = "Whether each output has an additive weight."};
}

ParamSpec groupsParameter()
{
    return {.name = "groups",
            .type = ParamType::Int,
            .defaultValue = 1,
            .title = "Groups",
            .help = "Channels are convolved in that many separate groups.",
            .min = 1,
            .max = kMostChannels};
}

ParamSpec activationParameter(const std::string& byDefault)
{
    std::vector<std::string> choices{"none"};
    choices.insert(choices.end(), activationNames().begin(), activationNames().end());
    return {.name = "activation",
            .type = ParamType::Choice,
            .defaultValue = byDefault,
            .title = "Activation",
            .help = "Function applied at the end.",
            .choices = std::move(choices)};
}

const std::vector<std::string>& activationNames()
{
    static const std::vector<std::string> names{"relu",    "gelu", "silu",  "hard-swish",
                                                "sigmoid", "tanh", "relu6", "hard-sigmoid"};
    return names;
}

ActivationKind activationNamed(const std::string& name)
{
    const auto& names = activationNames();
    const auto found = std::find(names.begin(), names.end(), name);
    CW_ASSERT(found != names.end());
    return static_cast<ActivationKind>(found - names.begin());
}

std::int64_t filtersOr(const Settings& parameters, const Shape& input)
{
    const std::int64_t filters = parameters.integer("filters");
    return filters == 0 ? input.channels() : filters;
}

int addActivation(const std::string& name, int input, Expansion& into)
{
    return name == "none" ? input : into.add(Activation{activationNamed(name)}, input);
}

Conv convOf(const Settings& parameters, const Shape& input)
{
    const std::int64_t kernel = parameters.integer("kernel");
    return {.outChannels = filtersOr(parameters, input),
            .kernelHeight = kernel,
            .kernelWidth = kernel,
            .stride = parameters.integer("stride"),
            .dilation = parameters.integer("dilation")};
}

int addReluConvBn(const Conv& conv, int input, Expansion& into)
{
    const int positive = into.add(Activation{ActivationKind::Relu}, input);
    return into.add(BatchNorm{}, into.add(conv, positive));
}

int addConvBn(const Conv& conv, const std::string& name, int input, Expansion& into)
{
    return addActivation(name, into.add(BatchNorm{}, into.add(conv, input)), into);
}

Conv depthwise(std::int64_t channels, std::int64_t kernel, std::int64_t stride, std::int64_t dilation)
{
    return {.outChannels = channels,
            .kernelHeight = kernel,
            .kernelWidth = kernel,
            .stride = stride,
            .dilation = dilation,
            .groups = channels};
}

int addShortcut(std::int64_t channels, std::int64_t stride, int input, Expansion& into)
{
    if (stride == 1 && into.shape(input).channels() == channels)
        return input;
    return addConvBn({.outChannels = channels, .stride = stride}, "none", input, into);
}

std::vector<int> allInputs(const Expansion& into)
{
    std::vector<int> inputs;
    inputs.reserve(static_cast<std::size_t>(into.inputCount()));
    for (int i = 0; i < into.inputCount(); ++i)
        inputs.push_back(into.input(i));
    return inputs;
}

} // namespace cw::space::ops
