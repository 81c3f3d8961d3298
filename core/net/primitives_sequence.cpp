// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>
#include <tuple>

#include "core/base/error.h"
#include "core/net/primitives.h"

namespace cw::net {

namespace {

/// [T, F]: sines in the even features, cosines in the odd ones, wavelengths from 2 pi to 10000 * 2 pi.
torch::Tensor waves(std::int64_t steps, std::int64_t features)
{
    torch::Tensor table = torch::empty({steps, features}, torch::kFloat);
    float* out = table.data_ptr<float>();
    for (std::int64_t f = 0; f < features; ++f) {
        const double speed = std::pow(10'000.0, -double(f - f % 2) / double(features));
        for (std::int64_t t = 0; t < steps; ++t) {
            const double angle = double(t) * speed;
            out[t * features + f] = float(f % 2 == 0 ? std::sin(angle) : std::cos(angle));
        }
    }
    return table;
}

torch::Tensor apply(space::StateFunction function, const torch::Tensor& x)
{
    switch (function) {
    case space::StateFunction::Tanh:
        return torch::tanh(x);
    case space::StateFunction::Relu:
        return torch::relu(x);
    case space::StateFunction::Sigmoid:
        return torch::sigmoid(x);
    case space::StateFunction::Identity:
        return x;
    }
    throw Error(ErrorCode::Internal, "unknown function of a state");
}

/// The nodes whose mean is the output.
std::vector<std::size_t> outputsOf(const space::Recurrence& cell)
{
    std::vector<bool> used(cell.nodes.size() + 1, false);
    for (const space::StateNode& node : cell.nodes)
        used[std::size_t(node.from)] = cell.endsOnly;
    std::vector<std::size_t> outputs;
    for (std::size_t i = 1; i <= cell.nodes.size(); ++i) {
        if (!used[i])
            outputs.push_back(i);
    }
    return outputs;
}

} // namespace

torch::Tensor embedding(const NodeTensors& tensors, const torch::Tensor& tokens)
{
    return torch::embedding(tensors.weight, tokens.to(torch::kLong));
}

torch::Tensor positioned(const space::Position& position, const NodeTensors& tensors, const torch::Tensor& x)
{
    return x + (position.learned ? tensors.weight : waves(x.size(1), x.size(2)).to(x.device()));
}

torch::Tensor attention(const space::Attention& attention, const torch::Tensor& x)
{
    const std::int64_t steps = x.size(1);
    const std::int64_t each = x.size(2) / 3 / attention.heads;
    // [3, N, heads, T, features of a head]
    const torch::Tensor parts = x.reshape({x.size(0), steps, 3, attention.heads, each}).permute({2, 0, 3, 1, 4});
    const torch::Tensor queries = parts[0] * (1.0 / std::sqrt(double(each)));
    torch::Tensor scores = torch::matmul(queries, parts[1].transpose(-2, -1));
    if (attention.causal) {
        const auto options = x.options().dtype(torch::kBool).requires_grad(false);
        const torch::Tensor later = torch::ones({steps, steps}, options).triu(1);
        scores = scores.masked_fill(later, -std::numeric_limits<double>::infinity());
    }
    return torch::matmul(scores.softmax(-1), parts[2]).transpose(1, 2).flatten(2);
}

torch::Tensor lstm(const space::Lstm& lstm, const NodeTensors& tensors, const torch::Tensor& x, bool training)
{
    const torch::Tensor start = torch::zeros({1, x.size(0), lstm.hidden}, x.options().requires_grad(false));
    return std::get<0>(torch::lstm(x, {start, start},
                                   {tensors.weight, tensors.recurrent, tensors.bias, tensors.recurrentBias}, true, 1,
                                   0.0, training, false, true));
}

torch::Tensor gru(const space::Gru& gru, const NodeTensors& tensors, const torch::Tensor& x, bool training)
{
    const torch::Tensor start = torch::zeros({1, x.size(0), gru.hidden}, x.options().requires_grad(false));
    return std::get<0>(torch::gru(x, start, {tensors.weight, tensors.recurrent, tensors.bias, tensors.recurrentBias},
                                  true, 1, 0.0, training, false, true));
}

torch::Tensor recurrence(const space::Recurrence& cell, const NodeTensors& tensors, const torch::Tensor& x)
{
    const std::int64_t hidden = cell.hidden;
    const std::vector<std::size_t> outputs = outputsOf(cell);
    const auto blend = [&](const torch::Tensor& before, const torch::Tensor& gates, space::StateFunction function) {
        const torch::Tensor open = torch::sigmoid(gates.narrow(1, 0, hidden));
        return before + open * (apply(function, gates.narrow(1, hidden, hidden)) - before);
    };
    // Row blocks of the recurrent weights: the first meets h, the others the state that a node is made from.
    const auto weights = [&](std::size_t node) {
        return tensors.recurrent.narrow(0, std::int64_t(node) * 2 * hidden, 2 * hidden);
    };
    const torch::Tensor given = torch::linear(x, tensors.weight);
    torch::Tensor h = torch::zeros({x.size(0), hidden}, x.options().requires_grad(false));
    std::vector<torch::Tensor> states(cell.nodes.size() + 1);
    std::vector<torch::Tensor> steps;
    for (std::int64_t t = 0; t < x.size(1); ++t) {
        states[0] = blend(h, given.select(1, t) + torch::linear(h, weights(0)), space::StateFunction::Tanh);
        for (std::size_t i = 0; i < cell.nodes.size(); ++i) {
            const torch::Tensor& from = states[std::size_t(cell.nodes[i].from)];
            states[i + 1] = blend(from, torch::linear(from, weights(i + 1)), cell.nodes[i].function);
        }
        h = states[outputs.front()];
        for (std::size_t i = 1; i < outputs.size(); ++i)
            h = h + states[outputs[i]];
        h = h / double(outputs.size());
        steps.push_back(h);
    }
    return torch::stack(steps, 1);
}

} // namespace cw::net
