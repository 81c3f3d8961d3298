// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/relatives.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "core/train/checkpoint.h"

namespace cw::train {

namespace {

std::size_t distanceOf(const space::Candidate& a, const space::Candidate& b)
{
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i) {
        if (std::bit_cast<std::uint64_t>(a.values[i]) != std::bit_cast<std::uint64_t>(b.values[i]))
            ++different;
    }
    return different;
}

double valueOf(const estimate::Metrics& metrics, const estimate::Objective& objective)
{
    const double value = estimate::orientedValues({objective}, metrics).front();
    return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
}

} // namespace

std::vector<Relative> relativesOf(const space::Candidate& candidate, const estimate::Context& context,
                                  const estimate::Objective& objective, const std::vector<estimate::PastResult>* past)
{
    std::vector<Relative> relatives;
    for (std::size_t i = 0; past != nullptr && i < past->size(); ++i) {
        const estimate::PastResult& result = (*past)[i];
        if (result.weights.empty() || result.candidate.values.size() != candidate.values.size())
            continue;
        relatives.push_back({.trial = -std::int64_t(i + 1),
                             .candidate = result.candidate,
                             .fidelity = result.fidelity,
                             .weights = result.weights,
                             .distance = distanceOf(candidate, result.candidate),
                             .value = valueOf(result.metrics, objective)});
    }
    std::set<std::int64_t> seen{context.trial};
    const bool hasTold = context.told != nullptr && context.weightsOf;
    for (std::size_t i = hasTold ? context.told->size() : 0; i-- > 0;) {
        const estimate::ToldResult& result = context.told->at(i);
        if (!seen.insert(result.trial).second || result.candidate.values.size() != candidate.values.size())
            continue;
        std::filesystem::path weights = context.weightsOf(result.trial);
        if (weights.empty())
            continue;
        relatives.push_back({.trial = result.trial,
                             .candidate = result.candidate,
                             .fidelity = result.fidelity,
                             .weights = std::move(weights),
                             .distance = distanceOf(candidate, result.candidate),
                             .value = valueOf(result.estimate.metrics, objective)});
    }
    std::sort(relatives.begin(), relatives.end(), [](const Relative& a, const Relative& b) {
        return std::tuple(a.distance, b.value, b.trial) < std::tuple(b.distance, a.value, a.trial);
    });
    return relatives;
}

Result<net::Weights> readWeights(const std::filesystem::path& file)
{
    Result<Checkpoint> checkpoint = readCheckpoint(file);
    if (!checkpoint)
        return checkpoint.error();
    std::vector<std::vector<float>>& arrays = checkpoint->arrays;
    if (arrays.size() < 2)
        return Error(ErrorCode::Format,
                     fmt::format("a checkpoint of {} arrays, expected parameters and statistics", arrays.size()),
                     file.string());
    return net::Weights{std::move(arrays.front()), std::move(arrays.back())};
}

} // namespace cw::train
