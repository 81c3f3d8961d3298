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

ParamSpec choiceParameter(const std::string& name, std::vector<std::string> choices, const std::string& title,
                          const std::string& help)
{
    std::string first = choices.front();
    return {.name = name,
            .type = ParamType::Choice,
            .defaultValue = std::move(first),
            .title = title,
            .help = help,
            .choices = std::move(choices)};
}

ParamSpec normParameter()
{
    return choiceParameter("norm", {"none", "batch-norm"}, "Norm", "Normalisation after the convolution.");
}

ParamSpec kernel1dParameter(std::int64_t byDefault)
{
    ParamSpec spec = kernelParameter(byDefault);
    spec.help = "Length of the window.";
    spec.unit = "steps";
    return spec;
}

ParamSpec stride1dParameter(std::int64_t byDefault)
{
    ParamSpec spec = strideParameter(byDefault);
    spec.help = "Distance between neighbouring windows; 2 halves the length.";
    spec.unit = "steps";
    return spec;
}

ParamSpec dilation1dParameter()
{
    ParamSpec spec = dilationParameter();
    spec.unit = "steps";
    return spec;
}

ParamSpec causalParameter()
{
    return choiceParameter("causal", {"auto", "yes", "no"}, "Causal",
                           "Whether no step sees a later one; auto: in language models, which must not.");
}

ParamSpec hiddenParameter()
{
    return channelsParameter("hidden", 128, "Hidden size", "Features of the hidden state and of the output.");
}

ParamSpec layersParameter()
{
    return {.name = "layers",
            .type = ParamType::Int,
            .defaultValue = 1,
            .title = "Layers",
            .help = "How many layers lie on top of each other.",
            .min = 1,
            .max = 64};
}

ParamSpec headsParameter()
{
    return {.name = "heads",
            .type = ParamType::Int,
            .defaultValue = 4,
            .title = "Heads",
            .help = "Parts that attend on their own; must divide the features.",
            .min = 1,
            .max = 1024};
}

ParamSpec probabilityParameter(const std::string& name, double byDefault, const std::string& title,
                               const std::string& help)
{
    return {.name = name,
            .type = ParamType::Real,
            .defaultValue = byDefault,
            .title = title,
            .help = help,
            .min = 0,
            .max = 0.99};
}

ParamSpec channelsParameter(const std::string& name, std::int64_t byDefault, const std::string& title,
                            const std::string& help)
{
    return {.name = name,
            .type = ParamType::Int,
            .defaultValue = byDefault,
            .title = title,
            .help = help,
            .min = 1,
            .max = kMostChannels,
            .scalesWithWidth = true};
}

} // namespace cw::space::ops
