// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/net/layout.h"
#include "core/space/architecture.h"

namespace cw::net {

/// The numbers of a model as they lie in its flat tensors.
template <class Number>
struct WeightsOf {
    std::vector<Number> parameters;
    std::vector<Number> buffers; ///< running means and variances
};
/// As models and checkpoints hold them.
using Weights = WeightsOf<float>;

/// Where the numbers of each node begin.
struct WeightPlaces {
    explicit WeightPlaces(const space::Architecture& architecture);

    struct Place {
        Layout layout;
        std::int64_t weight = 0; ///< in the parameters
        std::int64_t bias = 0;
        std::int64_t recurrent = 0;
        std::int64_t recurrentBias = 0;
        std::int64_t mean = 0; ///< in the buffers; the variances follow
    };
    std::vector<Place> nodes;
    std::int64_t parameters = 0;
    std::int64_t buffers = 0;
};

/// Whether they are weights of that network: as many numbers as it has, and all of them finite.
/// Errors: Format, Data, without a place
template <class Number>
Result<Done> checkWeights(const space::Architecture& architecture, const WeightsOf<Number>& weights);

} // namespace cw::net
