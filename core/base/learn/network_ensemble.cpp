// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/learn/network_ensemble.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"

namespace cw {

NetworkEnsemble::NetworkEnsemble(const Shape& shape)
    : m_shape(shape)
{
    for (std::size_t i = 0; i < shape.networks; ++i)
        m_networks.emplace_back(std::vector<std::size_t>{shape.inputs, shape.width, shape.width, shape.outputs});
}

void NetworkEnsemble::fit(const std::vector<float>& inputs, const std::vector<float>& targets,
                          const Mlp::Training& training, Rng& rng)
{
    const std::size_t rows = inputs.size() / m_shape.inputs;
    CW_ASSERT(rows > 0 && inputs.size() == rows * m_shape.inputs && targets.size() == rows * m_shape.outputs);
    std::vector<float> sample;
    std::vector<float> wanted;
    const auto append = [](std::vector<float>& to, const std::vector<float>& from, std::size_t row, std::size_t size) {
        const auto first = from.begin() + std::ptrdiff_t(row * size);
        to.insert(to.end(), first, first + std::ptrdiff_t(size));
    };
    for (Mlp& network : m_networks) {
        sample.clear();
        wanted.clear();
        for (std::size_t i = 0; i < rows; ++i) {
            const std::size_t drawn = rng.below(rows);
            append(sample, inputs, drawn, m_shape.inputs);
            append(wanted, targets, drawn, m_shape.outputs);
        }
        network.initialise(rng);
        network.train(sample, wanted, training, rng);
    }
}

std::vector<NetworkEnsemble::Prediction> NetworkEnsemble::predict(const std::vector<float>& inputs) const
{
    std::vector<std::vector<float>> outputs;
    for (const Mlp& network : m_networks)
        outputs.push_back(network.predict(inputs));
    std::vector<Prediction> predictions(inputs.size() / m_shape.inputs * m_shape.outputs);
    const auto count = double(m_networks.size());
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        double mean = 0;
        for (const auto& output : outputs)
            mean += double(output[i]) / count;
        double squares = 0;
        for (const auto& output : outputs)
            squares += (double(output[i]) - mean) * (double(output[i]) - mean);
        predictions[i] = {mean, std::sqrt(squares / std::max(1.0, count - 1))};
    }
    return predictions;
}

void NetworkEnsemble::setParameters(std::vector<std::vector<float>> parameters)
{
    CW_ASSERT(parameters.size() == m_networks.size());
    for (std::size_t i = 0; i < parameters.size(); ++i)
        m_networks[i].setParameters(std::move(parameters[i]));
}

} // namespace cw
