// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "core/base/rng.h"
#include "core/net/plain_forward.h"
#include "core/net/transfer_model.h"
#include "core/space/realise.h"

namespace cw::test {

using SharedNetwork = std::shared_ptr<const space::Architecture>;
/// "conv1=2;width=0.5": decisions by name, and the width; what is not named is at its first value.
inline std::map<std::string, std::string> choicesOf(const std::string& text)
{
    std::map<std::string, std::string> choices;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(';', at), text.size());
        const std::size_t equals = text.find('=', at);
        choices[text.substr(at, equals - at)] = text.substr(equals + 1, end - equals - 1);
        at = end + 1;
    }
    return choices;
}

struct SpaceUnderTest {
    space::SearchSpace space;
    space::DecisionTree tree;

    explicit SpaceUnderTest(const std::string& id)
        : space(space::openSpace(id).value())
        , tree(space::compileOrError(space).value())
    {
    }

    static double firstOf(const space::Domain& domain)
    {
        if (domain.kind == space::DomainKind::Subset)
            return double((1ULL << std::max(1, domain.minSize)) - 1);
        return domain.kind == space::DomainKind::Categorical ? 0 : domain.low;
    }
    /// Errors: throws Error(Config) for a choice that is not one of the space's
    space::Candidate candidate(std::map<std::string, std::string> choices) const
    {
        choices.erase("width");
        space::Candidate candidate{std::vector<double>(tree.size(), space::kInactive)};
        for (std::size_t i = 0; i < tree.size(); ++i) {
            const space::Decision& decision = tree.decisions[i];
            if (!space::isConditionMet(decision.condition, candidate))
                continue;
            candidate.values[i] = firstOf(decision.domain);
            const auto chosen = choices.find(decision.name);
            if (chosen == choices.end())
                continue;
            candidate.values[i] = decision.domain.parseValue(chosen->second, decision.name).value();
            choices.erase(chosen);
        }
        if (!choices.empty())
            throw Error(ErrorCode::Config, "no active decision of that name", choices.begin()->first);
        return candidate;
    }

    SharedNetwork network(const std::string& text, const space::Task& task) const
    {
        const std::map<std::string, std::string> choices = choicesOf(text);
        const auto width = choices.find("width");
        const space::RealiseOptions options{.task = task,
                                            .width = width == choices.end() ? 1.0 : std::stod(width->second)};
        return std::make_shared<const space::Architecture>(
            space::realiseOrError(space, tree, candidate(choices), options).value());
    }
};

inline torch::Tensor randomInput(const space::Task& task, std::int64_t batch, std::uint64_t seed)
{
    std::vector<std::int64_t> dims{batch};
    dims.insert(dims.end(), task.input.dims.begin(), task.input.dims.end());
    torch::Tensor input = torch::empty(dims);
    Rng rng(seed);
    const bool tokens = task.input.kind == space::ShapeKind::Tokens;
    const std::int64_t each = input.numel() / batch;
    for (std::int64_t sample = 0; sample < batch; ++sample) {
        const double brightness = 2 * rng.normal(); // else the means of all images would be alike
        for (std::int64_t i = 0; i < each; ++i)
            input.data_ptr<float>()[sample * each + i] =
                tokens ? float(rng.below(std::uint64_t(task.vocabulary))) : float(brightness + rng.normal());
    }
    return input;
}

/// As if it were trained: no number is the one that it starts with, and norms have seen values.
inline net::Weights trainedWeights(net::Model& model, std::uint64_t seed)
{
    net::Weights weights = net::weightsOf(model);
    Rng rng(seed);
    for (float& value : weights.parameters)
        value += float(0.02 * rng.normal());
    net::setWeights(model, weights);
    const torch::NoGradGuard guard;
    for (std::uint64_t batch = 0; batch < 10; ++batch)
        model.forward(randomInput(model.architecture().task, 8, 100 + batch), true, batch);
    return net::weightsOf(model);
}

inline net::WeightsOf<double> inDouble(const net::Weights& weights)
{
    return {{weights.parameters.begin(), weights.parameters.end()}, {weights.buffers.begin(), weights.buffers.end()}};
}

/// What a network with those weights answers, all in double precision.
inline torch::Tensor outputInDouble(const space::Architecture& network, net::WeightsOf<double> weights,
                                    const torch::Tensor& input)
{
    const net::WeightPlaces places(network);
    const auto cut = [](std::vector<double>& numbers, std::int64_t at, const net::Layout::Dims& dims) {
        return dims.empty() ? torch::Tensor() : torch::from_blob(numbers.data() + at, dims, torch::kDouble);
    };
    std::vector<net::NodeTensors> tensors;
    for (const net::WeightPlaces::Place& place : places.nodes) {
        net::NodeTensors& own = tensors.emplace_back();
        own.weight = cut(weights.parameters, place.weight, place.layout.weight);
        own.bias = cut(weights.parameters, place.bias, place.layout.bias);
        own.recurrent = cut(weights.parameters, place.recurrent, place.layout.recurrent);
        own.recurrentBias = cut(weights.parameters, place.recurrentBias, place.layout.recurrentBias);
        if (const std::int64_t channels = place.layout.statistics; channels > 0) {
            own.mean = cut(weights.buffers, place.mean, {channels});
            own.variance = cut(weights.buffers, place.mean + channels, {channels});
        }
    }
    return net::plainForward(network.primitives, tensors, input.to(torch::kDouble), {});
}

/// A parent with weights, its child, and what both say to the same input.
struct Family {
    net::TransferReport report;
    torch::Tensor parentOutput;
    torch::Tensor childOutput;
    torch::Tensor parentInDouble;
    torch::Tensor childInDouble;
    net::Weights parent;
    net::Weights child;

    Family(const SharedNetwork& parentNetwork, const SharedNetwork& childNetwork, const net::TransferOptions& options)
    {
        net::Model parentModel(parentNetwork, {.seed = 1, .trial = 1});
        parent = trainedWeights(parentModel, 3);
        net::setWeights(parentModel, parent);
        net::Model childModel(childNetwork, {.seed = 1, .trial = 2});
        const net::Weights fresh = net::weightsOf(childModel);
        const net::Transfer transfer(parentNetwork, childNetwork, options);
        net::transferInto(childModel, transfer, parent);
        child = net::weightsOf(childModel);
        report = transfer.report();
        const torch::NoGradGuard guard;
        const torch::Tensor input = randomInput(parentNetwork->task, 8, 5);
        parentOutput = parentModel.forward(input, false).clone();
        childOutput = childModel.forward(input, false).clone();
        parentInDouble = outputInDouble(*parentNetwork, inDouble(parent), input);
        net::WeightsOf<double> exact = inDouble(fresh);
        transfer.fill(inDouble(parent), exact);
        childInDouble = outputInDouble(*childNetwork, exact, input);
    }

    /// The largest difference of an output, as a part of the largest output.
    double difference() const
    {
        return (childOutput - parentOutput).abs().max().item<double>() / parentOutput.abs().max().item<double>();
    }
    /// In double precision, and as a part of how much outputs differ between inputs.
    double differenceInDouble() const
    {
        const torch::Tensor centred = parentInDouble - parentInDouble.mean(0, true);
        const double least = 1e-6 * parentInDouble.abs().max().item<double>(); // below, the network answers all alike
        return (childInDouble - parentInDouble).abs().max().item<double>() /
               std::max(centred.abs().max().item<double>(), least);
    }
    /// How much outputs differ between inputs, likewise: what all inputs share hides no difference then.
    double spread() const
    {
        const torch::Tensor centred = parentOutput - parentOutput.mean(0, true);
        return centred.abs().max().item<double>() / parentOutput.abs().max().item<double>();
    }
};

} // namespace cw::test
