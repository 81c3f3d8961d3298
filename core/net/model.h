// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <torch/types.h>

#include "core/space/architecture.h"

namespace cw::net {

class FusedNetwork;

/// How a model computes. Both give the same network; only rounding differs.
enum class Engine {
    Auto,  ///< Fused on the CPU, Plain elsewhere
    Plain, ///< one ATen operator per primitive, gradients by autograd: any device
    Fused, ///< own kernels, channels last, no autograd graph: CPU only
};

/// What convolutions and linear layers multiply in. Weights, sums over a batch, norms and recurrent layers are always
/// 32-bit. BFloat16 (8 bits of mantissa, the exponent of a float, so no scaling of the loss) runs on the plain engine.
enum class Precision { Float32, BFloat16 };

struct ModelOptions {
    torch::Device device = torch::kCPU;
    Engine engine = Engine::Auto;
    Precision precision = Precision::Float32;
    std::uint64_t seed = 0; ///< of the run
    std::int64_t trial = 0; ///< initial weights come from Rng(seed, trial, "init", node)
};

/// Parameters and running statistics of one primitive: views of the model's flat tensors.
struct NodeTensors {
    torch::Tensor weight;
    torch::Tensor bias;
    torch::Tensor recurrent;     ///< recurrent layers: weights that meet the hidden state
    torch::Tensor recurrentBias; ///< LSTM and GRU
    torch::Tensor weightGradient;
    torch::Tensor biasGradient;
    torch::Tensor recurrentGradient;
    torch::Tensor recurrentBiasGradient;
    torch::Tensor mean;     ///< running mean of a batch norm
    torch::Tensor variance; ///< running variance, unbiased
};

/// An architecture with weights. All parameters lie in one flat tensor, so that an optimiser step is one loop.
/// Initial weights are PyTorch's defaults, which NAS-Bench-201 used: convolution and linear weights and biases uniform
/// in +-1/sqrt(fan in) (Kaiming with a = sqrt 5), those of recurrent layers in +-1/sqrt(hidden), norms 1 and 0,
/// embeddings normal; learned positions normal with deviation 0.02 (as ViT). They come from cw::Rng and not from
/// LibTorch's generator: equal on every machine and version, and no process-wide state. Shapes: [N, C, H, W], [N, T,
/// F], [N, F] or tokens [N, T] -> [N, classes], for a language model [N, T, classes] Thread: one at a time Determinism:
/// same inputs and threads -> same bits
class Model {
public:
    /// Errors: Error(Internal) if the parameters built differ from Architecture::costs; Error(Config) for Fused off the
    /// CPU or in bfloat16
    Model(std::shared_ptr<const space::Architecture> architecture, const ModelOptions& options);
    ~Model();
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;

    const space::Architecture& architecture() const { return *m_architecture; }
    const torch::Device& device() const { return m_device; }
    std::int64_t parameterCount() const { return m_parameters.numel(); }
    /// Flat; written in place by optimisers and by weight transfer.
    const torch::Tensor& parameters() const { return m_parameters; }
    const torch::Tensor& gradients() const { return m_gradients; }
    /// Flat running means and variances.
    const torch::Tensor& buffers() const { return m_buffers; }
    const NodeTensors& node(std::size_t primitive) const { return m_nodes[primitive]; }
    const std::vector<NodeTensors>& nodes() const { return m_nodes; }

    /// Logits. With `training`, batch statistics are used and running ones updated, and Drop draws its mask from
    /// `dropSeed`; with the plain engine the result then carries its autograd graph.
    torch::Tensor forward(const torch::Tensor& input, bool training, std::uint64_t dropSeed = 0);
    /// Mean cross entropy of one batch in training mode, labels [N] or [N, T]; afterwards gradients() holds its
    /// gradient.
    double lossAndGradients(const torch::Tensor& input, const torch::Tensor& labels, double labelSmoothing,
                            std::uint64_t dropSeed = 0);

private:
    void allocate();
    void initialise(std::uint64_t seed, std::int64_t trial);

    std::shared_ptr<const space::Architecture> m_architecture;
    torch::Device m_device;
    Precision m_precision;
    torch::Tensor m_parameters;
    torch::Tensor m_gradients;
    torch::Tensor m_buffers;
    std::vector<NodeTensors> m_nodes;
    std::unique_ptr<FusedNetwork> m_fused; ///< null: plain engine
};

} // namespace cw::net
