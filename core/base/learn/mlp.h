// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/rng.h"

namespace cw {

/// A small feed-forward network for regression: linear layers with ReLU between them, mean squared error, Adam with
/// decoupled weight decay and a learning rate that falls to 0 in a line. All numbers of a sample lie together.
/// Determinism: only by the Rng passed in      Thread: const functions may be used by several threads at once
/// Papers: He, Zhang, Ren and Sun, ICCV 2015 (first weights); Kingma and Ba, ICLR 2015 (Adam); Loshchilov and Hutter,
/// ICLR 2019 (weight decay)
class Mlp {
public:
    struct Training {
        std::size_t epochs = 100;
        std::size_t batch = 32;
        double rate = 0.01;
        double decay = 1e-4;
    };

    /// Inputs, hidden layers, outputs: at least two numbers, all positive.
    explicit Mlp(std::vector<std::size_t> widths);

    /// First weights normal with variance 2 / inputs of the layer (1 / inputs for the last), biases 0.
    void initialise(Rng& rng);
    void train(const std::vector<float>& inputs, const std::vector<float>& targets, const Training& training, Rng& rng);
    /// As many outputs for each sample as the last layer has.
    std::vector<float> predict(const std::vector<float>& inputs) const;
    /// Half the squared error summed over the outputs, averaged over the samples; its gradient in the order of
    /// parameters().
    double lossAndGradient(const std::vector<float>& inputs, const std::vector<float>& targets,
                           std::vector<float>& gradient) const;

    /// Layer by layer: the weights input by input, then the biases.
    const std::vector<float>& parameters() const { return m_parameters; }
    /// As many as there are.
    void setParameters(std::vector<float> parameters);

private:
    std::size_t samplesOf(const std::vector<float>& inputs) const;

    std::vector<std::size_t> m_widths;
    std::vector<float> m_parameters;
};

} // namespace cw
