// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/space/primitive.h"

namespace cw::net {

/// How the weights of a node start.
enum class Start {
    Uniform, ///< in +- bound, the biases too
    Normal,  ///< with deviation `bound`
    Norm,    ///< weight 1, bias 0
};

/// The sizes of a node's parameters, in the order in which they lie in the flat tensor; empty: it has none.
struct Layout {
    using Dims = std::vector<std::int64_t>;

    Dims weight;
    Dims bias;
    Dims recurrent;
    Dims recurrentBias;
    std::int64_t statistics = 0; ///< channels with running mean and variance
    Start start = Start::Uniform;
    double bound = 1;

    std::int64_t parameters() const { return count(weight) + count(bias) + count(recurrent) + count(recurrentBias); }
    static std::int64_t count(const Dims& dims);
};

Layout layoutOf(const std::vector<space::PrimitiveNode>& nodes, const space::PrimitiveNode& node);

} // namespace cw::net
