// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/learn/mlp.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <Eigen/Core>

#include "core/base/assert.h"

namespace cw {

namespace {

using Eigen::Index;
using Matrix = Eigen::MatrixXf; // one column per sample
using View = Eigen::Map<const Matrix>;
using Rows = Eigen::Map<Matrix>;

constexpr float kMomentum = 0.9F;
constexpr float kSquares = 0.999F;
constexpr float kTiny = 1e-8F;

/// Where the parts of a layer lie in the flat list of parameters.
struct Layer {
    Index inputs = 0;
    Index outputs = 0;
    std::size_t weights = 0;
    std::size_t biases = 0;
    std::size_t end = 0;
};

Layer layerAt(const std::vector<std::size_t>& widths, std::size_t i, std::size_t start)
{
    const std::size_t weights = widths[i] * widths[i + 1];
    return {Index(widths[i]), Index(widths[i + 1]), start, start + weights, start + weights + widths[i + 1]};
}

std::vector<Layer> layersOf(const std::vector<std::size_t>& widths)
{
    std::vector<Layer> layers;
    for (std::size_t i = 0; i + 1 < widths.size(); ++i)
        layers.push_back(layerAt(widths, i, layers.empty() ? 0 : layers.back().end));
    return layers;
}

/// What goes through the layers; kept between batches so that nothing is allocated in the loop.
struct Flow {
    std::vector<Matrix> outputs; ///< of each layer, after ReLU
    Matrix errors;
    Matrix earlier;
};

void forward(const std::vector<Layer>& layers, const std::vector<float>& parameters, const View& inputs, Flow& flow)
{
    flow.outputs.resize(layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const Layer& layer = layers[i];
        const View weights(parameters.data() + layer.weights, layer.outputs, layer.inputs);
        const Eigen::Map<const Eigen::VectorXf> biases(parameters.data() + layer.biases, layer.outputs);
        Matrix& outputs = flow.outputs[i];
        if (i == 0)
            outputs.noalias() = weights * inputs;
        else
            outputs.noalias() = weights * flow.outputs[i - 1];
        outputs.colwise() += biases;
        if (i + 1 < layers.size())
            outputs = outputs.cwiseMax(0.0F);
    }
}

/// Expects the outputs of forward() in `flow`. Returns the loss.
double backward(const std::vector<Layer>& layers, const std::vector<float>& parameters, const View& inputs,
                const View& targets, Flow& flow, std::vector<float>& gradient)
{
    const auto samples = float(inputs.cols());
    flow.errors = (flow.outputs.back() - targets) / samples;
    const double loss = 0.5 * double(flow.errors.squaredNorm()) * double(samples);
    for (std::size_t i = layers.size(); i-- > 0;) {
        const Layer& layer = layers[i];
        Rows weights(gradient.data() + layer.weights, layer.outputs, layer.inputs);
        Eigen::Map<Eigen::VectorXf> biases(gradient.data() + layer.biases, layer.outputs);
        biases = flow.errors.rowwise().sum();
        if (i == 0) {
            weights.noalias() = flow.errors * inputs.transpose();
            break;
        }
        weights.noalias() = flow.errors * flow.outputs[i - 1].transpose();
        const View values(parameters.data() + layer.weights, layer.outputs, layer.inputs);
        flow.earlier.noalias() = values.transpose() * flow.errors;
        flow.errors = (flow.outputs[i - 1].array() > 0.0F).select(flow.earlier, 0.0F);
    }
    return loss;
}

/// One step of Adam after another.
class Adam {
public:
    Adam(std::size_t parameters, double decay)
        : m_decay(float(decay))
        , m_first(Eigen::ArrayXf::Zero(Index(parameters)))
        , m_second(Eigen::ArrayXf::Zero(Index(parameters)))
    {
    }

    void step(std::vector<float>& parameters, const std::vector<float>& gradient, double rate)
    {
        Eigen::Map<Eigen::ArrayXf> values(parameters.data(), Index(parameters.size()));
        const Eigen::Map<const Eigen::ArrayXf> slopes(gradient.data(), Index(gradient.size()));
        m_first = kMomentum * m_first + (1 - kMomentum) * slopes;
        m_second = kSquares * m_second + (1 - kSquares) * slopes.square();
        m_momentumLeft *= double(kMomentum);
        m_squaresLeft *= double(kSquares);
        const auto scale = float(rate / (1 - m_momentumLeft));
        const auto root = float(1 / std::sqrt(1 - m_squaresLeft));
        values -= float(rate) * m_decay * values + scale * m_first / (m_second.sqrt() * root + kTiny);
    }

private:
    float m_decay;
    Eigen::ArrayXf m_first;
    Eigen::ArrayXf m_second;
    double m_momentumLeft = 1;
    double m_squaresLeft = 1;
};

} // namespace

Mlp::Mlp(std::vector<std::size_t> widths)
    : m_widths(std::move(widths))
{
    CW_ASSERT(m_widths.size() >= 2 && std::find(m_widths.begin(), m_widths.end(), 0U) == m_widths.end());
    m_parameters.assign(layersOf(m_widths).back().end, 0.0F);
}

std::size_t Mlp::samplesOf(const std::vector<float>& inputs) const
{
    CW_ASSERT(inputs.size() % m_widths.front() == 0);
    return inputs.size() / m_widths.front();
}

void Mlp::initialise(Rng& rng)
{
    for (const Layer& layer : layersOf(m_widths)) {
        const bool isLast = layer.end == m_parameters.size();
        const double deviation = std::sqrt((isLast ? 1.0 : 2.0) / double(layer.inputs));
        for (std::size_t i = layer.weights; i < layer.end; ++i)
            m_parameters[i] = i < layer.biases ? float(deviation * rng.normal()) : 0.0F;
    }
}

void Mlp::train(const std::vector<float>& inputs, const std::vector<float>& targets, const Training& training, Rng& rng)
{
    const std::size_t samples = samplesOf(inputs);
    CW_ASSERT(targets.size() == samples * m_widths.back() && training.batch > 0);
    const std::vector<Layer> layers = layersOf(m_widths);
    const View allInputs(inputs.data(), Index(m_widths.front()), Index(samples));
    const View allTargets(targets.data(), Index(m_widths.back()), Index(samples));
    std::vector<std::size_t> order(samples);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::size_t steps = training.epochs * ((samples + training.batch - 1) / training.batch);
    std::vector<float> gradient(m_parameters.size());
    Adam adam(m_parameters.size(), training.decay);
    Matrix batchInputs;
    Matrix batchTargets;
    Flow flow;
    std::size_t step = 0;
    for (std::size_t epoch = 0; epoch < training.epochs; ++epoch) {
        rng.shuffle(order);
        for (std::size_t first = 0; first < samples; first += training.batch, ++step) {
            const std::size_t size = std::min(training.batch, samples - first);
            batchInputs.resize(allInputs.rows(), Index(size));
            batchTargets.resize(allTargets.rows(), Index(size));
            for (std::size_t i = 0; i < size; ++i) {
                batchInputs.col(Index(i)) = allInputs.col(Index(order[first + i]));
                batchTargets.col(Index(i)) = allTargets.col(Index(order[first + i]));
            }
            const View in(batchInputs.data(), batchInputs.rows(), batchInputs.cols());
            const View out(batchTargets.data(), batchTargets.rows(), batchTargets.cols());
            forward(layers, m_parameters, in, flow);
            backward(layers, m_parameters, in, out, flow, gradient);
            adam.step(m_parameters, gradient, training.rate * (1 - double(step) / double(steps)));
        }
    }
}

std::vector<float> Mlp::predict(const std::vector<float>& inputs) const
{
    const std::size_t samples = samplesOf(inputs);
    Flow flow;
    forward(layersOf(m_widths), m_parameters, View(inputs.data(), Index(m_widths.front()), Index(samples)), flow);
    const Matrix& outputs = flow.outputs.back();
    return {outputs.data(), outputs.data() + outputs.size()};
}

double Mlp::lossAndGradient(const std::vector<float>& inputs, const std::vector<float>& targets,
                            std::vector<float>& gradient) const
{
    const auto samples = Index(samplesOf(inputs));
    CW_ASSERT(targets.size() == std::size_t(samples) * m_widths.back());
    gradient.assign(m_parameters.size(), 0.0F);
    const std::vector<Layer> layers = layersOf(m_widths);
    const View in(inputs.data(), Index(m_widths.front()), samples);
    Flow flow;
    forward(layers, m_parameters, in, flow);
    return backward(layers, m_parameters, in, View(targets.data(), Index(m_widths.back()), samples), flow, gradient);
}

void Mlp::setParameters(std::vector<float> parameters)
{
    CW_ASSERT(parameters.size() == m_parameters.size());
    m_parameters = std::move(parameters);
}

} // namespace cw
