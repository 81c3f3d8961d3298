// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/weights.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace cw::net {

WeightPlaces::WeightPlaces(const space::Architecture& architecture)
{
    for (const space::PrimitiveNode& node : architecture.primitives) {
        Place place;
        place.layout = layoutOf(architecture.primitives, node);
        place.weight = parameters;
        place.bias = place.weight + Layout::count(place.layout.weight);
        place.recurrent = place.bias + Layout::count(place.layout.bias);
        place.recurrentBias = place.recurrent + Layout::count(place.layout.recurrent);
        place.mean = buffers;
        parameters += place.layout.parameters();
        buffers += 2 * place.layout.statistics;
        nodes.push_back(std::move(place));
    }
}

template <class Number>
Result<Done> checkWeights(const space::Architecture& architecture, const WeightsOf<Number>& weights)
{
    const WeightPlaces places(architecture);
    if (std::int64_t(weights.parameters.size()) != places.parameters ||
        std::int64_t(weights.buffers.size()) != places.buffers)
        return Error(
            ErrorCode::Format,
            fmt::format("weights of another network: expected {} parameters and {} statistics, found {} and {}",
                        places.parameters, places.buffers, weights.parameters.size(), weights.buffers.size()));
    const auto isBad = [](Number value) { return !std::isfinite(value); };
    if (std::any_of(weights.parameters.begin(), weights.parameters.end(), isBad) ||
        std::any_of(weights.buffers.begin(), weights.buffers.end(), isBad))
        return Error(ErrorCode::Data, "weights that are not numbers, expected finite ones");
    return Done{};
}

template Result<Done> checkWeights(const space::Architecture&, const WeightsOf<float>&);
template Result<Done> checkWeights(const space::Architecture&, const WeightsOf<double>&);

} // namespace cw::net
