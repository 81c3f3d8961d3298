// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/net/layout.h"
#include "core/space/architecture.h"

namespace cw::net {

/// The numbers of a model as they lie in its flat tensors, and as checkpoints hold them.
struct Weights {
    std::vector<float> parameters;
    std::vector<float> buffers; ///< running means and variances
};

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
Result<Done> checkWeights(const space::Architecture& architecture, const Weights& weights);

} // namespace cw::net
