// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <torch/types.h>

#include "core/net/model.h"
#include "core/train/device_data.h"
#include "core/train/proxies/proxy.h"

namespace cw::train {

/// Weights that meet an input: of a convolution, of a linear layer, or one of the two matrices of a recurrent layer.
struct ProbedLayer {
    torch::Tensor weight;
    torch::Tensor gradient;       ///< of the mean loss; zeros where it does not depend on the weight
    torch::Tensor output;         ///< [N, C, H, W], [N, T, F] or [N, F]; undefined for a recurrent layer
    torch::Tensor outputGradient; ///< likewise
};

/// A network at initialisation on one minibatch, as proxies look at it: what several of them need is computed once.
/// Batch norms use the statistics of the minibatch, Drop does nothing, the loss is the mean cross entropy.
/// Thread: one at a time      Determinism: same model, batch and threads -> same bits
class Probe {
public:
    /// `model` outlives it.
    Probe(const net::Model& model, Batch batch, const ProbeNeeds& needs);

    const net::Model& model() const { return m_model; }
    const torch::Tensor& logits();
    /// What goes into every ReLU (also ReLU6), without a graph.
    const std::vector<torch::Tensor>& rectifierInputs();
    const std::vector<ProbedLayer>& layers();
    /// Of the sum of all logits, in the shape of the batch.
    torch::Tensor inputGradients();

    static bool isRectifier(const space::Primitive& primitive);
    /// The weights of a primitive that count as layers; empty: it has none.
    static std::vector<torch::Tensor> weightsOf(const space::Primitive& primitive, const net::NodeTensors& tensors);

private:
    void pass();
    void observe(std::size_t node, const torch::Tensor& input, const torch::Tensor& value);

    const net::Model& m_model;
    Batch m_batch;
    ProbeNeeds m_needs;
    torch::Tensor m_logits; ///< undefined before the pass
    std::vector<torch::Tensor> m_rectifierInputs;
    std::vector<ProbedLayer> m_layers;
    bool m_hasGradients = false;
};

} // namespace cw::train
