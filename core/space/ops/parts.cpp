// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/space/ops/parameters.h"

namespace cw::space::ops {

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

int addFactorisedReduction(std::int64_t filters, int input, Expansion& into)
{
    if (filters < 2)
        throw Error(ErrorCode::Config,
                    fmt::format("a factorised reduction expects at least 2 filters, found {}", filters));
    const int positive = into.add(Activation{ActivationKind::Relu}, input);
    const int even = into.add(Conv{.outChannels = filters / 2, .stride = 2}, positive);
    const int odd = into.add(Conv{.outChannels = filters - filters / 2, .stride = 2}, into.add(Shift{}, positive));
    return into.add(BatchNorm{}, into.add(Concat{}, {even, odd}));
}

int addSqueezeExcite(std::int64_t hidden, ActivationKind inner, ActivationKind gate, int input, Expansion& into)
{
    const std::int64_t channels = into.shape(input).channels();
    const int few = into.add(Linear{.outFeatures = hidden}, into.add(GlobalPool{}, input));
    const int scale = into.add(Linear{.outFeatures = channels}, into.add(Activation{inner}, few));
    return into.add(Multiply{}, {input, into.add(Activation{gate}, scale)});
}

int addAttention(std::int64_t heads, bool causal, int input, Expansion& into)
{
    const std::int64_t features = into.shape(input).channels();
    const int projected = into.add(Linear{.outFeatures = 3 * features}, input);
    return into.add(Linear{.outFeatures = features}, into.add(Attention{.heads = heads, .causal = causal}, projected));
}

int addDrop(double probability, int input, Expansion& into)
{
    return probability > 0 ? into.add(Drop{.probability = probability}, input) : input;
}

Conv conv1dOf(const Settings& parameters, const Expansion& into)
{
    return {.outChannels = filtersOr(parameters, into.shape(into.input(0))),
            .kernelWidth = parameters.integer("kernel"),
            .stride = parameters.integer("stride"),
            .dilation = parameters.integer("dilation"),
            .padding = isCausal(parameters, into) ? Padding::Causal : Padding::Same};
}

Pool pool1dOf(PoolKind kind, const Settings& parameters, const Expansion& into)
{
    const std::int64_t kernel = parameters.integer("kernel");
    const bool causal = isCausal(parameters, into);
    return {.kind = kind,
            .kernel = kernel,
            .stride = parameters.integer("stride"),
            .padding = causal ? 0 : (kernel - 1) / 2,
            .causal = causal};
}

bool isCausal(const Settings& parameters, const Expansion& into)
{
    const std::string& causal = parameters.text("causal");
    return causal == "yes" || (causal == "auto" && into.task().kind == TaskKind::LanguageModel);
}

void expectSequence(const std::string& op, const Expansion& into)
{
    const Shape& in = into.shape(into.input(0));
    if (in.kind != ShapeKind::Sequence)
        throw Error(ErrorCode::Config, fmt::format("{} expects a sequence [T,F], found {}", op, in.describe()));
}

void expectImage(const std::string& op, const Expansion& into)
{
    const Shape& in = into.shape(into.input(0));
    if (in.kind != ShapeKind::Image)
        throw Error(ErrorCode::Config, fmt::format("{} expects an image [C,H,W], found {}", op, in.describe()));
}

void expectNoLookAhead(const std::string& op, const Expansion& into)
{
    if (into.task().kind == TaskKind::LanguageModel && into.shape(into.input(0)).kind == ShapeKind::Sequence)
        throw Error(ErrorCode::Config,
                    fmt::format("{} mixes all steps, so that a language model would see the tokens it is to tell", op));
}

} // namespace cw::space::ops
