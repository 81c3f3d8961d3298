// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/moments.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cw::net {

namespace {

template <class Number>
Moments behindNorm(const WeightPlaces::Place& place, const WeightsOf<Number>& weights)
{
    const auto channels = std::size_t(place.layout.statistics);
    Moments moments{std::vector<double>(channels, 0), std::vector<double>(channels, 1)};
    for (std::size_t c = 0; !place.layout.weight.empty() && c < channels; ++c) {
        const auto scale = double(weights.parameters[std::size_t(place.weight) + c]);
        moments.mean[c] = double(weights.parameters[std::size_t(place.bias) + c]);
        moments.variance[c] = scale * scale;
    }
    return moments;
}

/// Of max(0, x) with x normal: E = m P + s p and E of the square = (m^2 + s^2) P + m s p, with P and p the normal
/// distribution and density at m / s.
void rectify(Moments& moments)
{
    for (std::size_t c = 0; c < moments.mean.size(); ++c) {
        const double m = moments.mean[c];
        const double s = std::sqrt(moments.variance[c]);
        if (s <= 0) {
            moments.mean[c] = std::max(0.0, m);
            continue;
        }
        const double below = 0.5 * std::erfc(-m / s / std::numbers::sqrt2);
        const double density = std::exp(-0.5 * m * m / s / s) / std::sqrt(2 * std::numbers::pi);
        const double mean = m * below + s * density;
        moments.mean[c] = mean;
        moments.variance[c] = std::max(0.0, (m * m + s * s) * below + m * s * density - mean * mean);
    }
}

} // namespace

template <class Number>
std::optional<Moments> momentsOf(const space::Architecture& network, const WeightPlaces& places,
                                 const WeightsOf<Number>& weights, int node)
{
    int rectified = 0;
    while (true) {
        const space::PrimitiveNode& here = network.primitives[std::size_t(node)];
        if (std::holds_alternative<space::BatchNorm>(here.primitive)) {
            Moments moments = behindNorm(places.nodes[std::size_t(node)], weights);
            if (rectified > 0) // what is not negative a second ReLU does not change
                rectify(moments);
            return moments;
        }
        if (const auto* activation = std::get_if<space::Activation>(&here.primitive)) {
            if (activation->kind != space::ActivationKind::Relu && activation->kind != space::ActivationKind::Relu6)
                return std::nullopt;
            ++rectified;
        } else if (here.inputs.size() != 1 || !(std::holds_alternative<space::Identity>(here.primitive) ||
                                                std::holds_alternative<space::Drop>(here.primitive) ||
                                                std::holds_alternative<space::Pool>(here.primitive))) {
            return std::nullopt;
        }
        node = here.inputs.front();
    }
}

template std::optional<Moments> momentsOf(const space::Architecture&, const WeightPlaces&, const WeightsOf<float>&,
                                          int);
template std::optional<Moments> momentsOf(const space::Architecture&, const WeightPlaces&, const WeightsOf<double>&,
                                          int);

} // namespace cw::net
