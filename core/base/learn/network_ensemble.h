// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/learn/mlp.h"
#include "core/base/rng.h"

namespace cw {

/// Several small networks, each trained from its own first weights on its own bootstrap sample (as many rows, drawn
/// with replacement): where they disagree, little is known.
/// Determinism: only by the Rng      Thread: predict() is const, may be called by several threads at once
class NetworkEnsemble {
public:
    struct Shape {
        std::size_t networks = 5;
        std::size_t inputs = 1;
        std::size_t width = 32; ///< of both hidden layers
        std::size_t outputs = 1;
    };
    struct Prediction {
        double mean = 0;
        double deviation = 0; ///< between the networks
    };

    explicit NetworkEnsemble(const Shape& shape);

    /// From new weights; rows of inputs and of targets one after another. At least one row.
    void fit(const std::vector<float>& inputs, const std::vector<float>& targets, const Mlp::Training& training,
             Rng& rng);
    /// For each row of inputs one per output.
    std::vector<Prediction> predict(const std::vector<float>& inputs) const;

    const std::vector<Mlp>& networks() const { return m_networks; }
    /// One list of weights for each network, as many as it has.
    void setParameters(std::vector<std::vector<float>> parameters);

private:
    Shape m_shape;
    std::vector<Mlp> m_networks;
};

} // namespace cw
