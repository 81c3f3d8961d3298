// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/net/weights.h"

namespace cw::net {

/// Mean and variance of each channel of a value.
struct Moments {
    std::vector<double> mean;
    std::vector<double> variance;
};

/// What is known, without data, of the value of a node in training: behind a batch norm its mean is the shift and its
/// deviation the scale; behind a ReLU those of a normal variable cut off at 0; pooling is taken to keep them. None:
/// nothing is known, as behind a sum.
template <class Number>
std::optional<Moments> momentsOf(const space::Architecture& network, const WeightPlaces& places,
                                 const WeightsOf<Number>& weights, int node);

} // namespace cw::net
