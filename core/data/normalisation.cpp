// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include "core/data/dataset.h"

namespace cw::data {

namespace {

Normalisation ofImages(const DataSet& data, const std::vector<std::uint32_t>& indices)
{
    const auto channels = std::size_t(data.shape.at(0));
    const auto plane = std::size_t(data.shape.at(1) * data.shape.at(2));
    Normalisation result;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        std::array<std::uint64_t, 256> histogram{};
        for (const std::uint32_t index : indices) {
            const std::uint8_t* pixels = data.train.bytes().data() + (index * channels + channel) * plane;
            for (std::size_t i = 0; i < plane; ++i)
                ++histogram[pixels[i]];
        }
        const double count = double(std::max<std::size_t>(1, indices.size() * plane));
        double mean = 0;
        for (std::size_t value = 0; value < 256; ++value)
            mean += double(value) * double(histogram[value]) / count;
        double variance = 0;
        for (std::size_t value = 0; value < 256; ++value)
            variance += (double(value) - mean) * (double(value) - mean) * double(histogram[value]) / count;
        result.mean.push_back(mean);
        result.deviation.push_back(variance > 0 ? std::sqrt(variance) : 1.0); // a blank channel stays blank
    }
    return result;
}

/// Vectors, and sequences step by step. Two passes: the textbook formula in one would lose everything of a column such
/// as a year.
Normalisation ofFeatures(const DataSet& data, const std::vector<std::uint32_t>& indices)
{
    const auto features = std::size_t(data.shape.back());
    const std::size_t steps = data.shape.size() > 1 ? std::size_t(data.shape.front()) : 1;
    const double count = double(std::max<std::size_t>(1, indices.size() * steps));
    const auto sum = [&](auto&& add) {
        for (const std::uint32_t index : indices) {
            const float* sample = data.train.floats().data() + index * steps * features;
            for (std::size_t i = 0; i < steps * features; ++i)
                add(i % features, double(sample[i]));
        }
    };
    std::vector<double> mean(features, 0.0);
    sum([&](std::size_t feature, double value) { mean[feature] += value / count; });
    std::vector<double> variance(features, 0.0);
    sum([&](std::size_t feature, double value) {
        variance[feature] += (value - mean[feature]) * (value - mean[feature]) / count;
    });
    Normalisation result{std::move(mean), {}};
    for (std::size_t feature = 0; feature < features; ++feature) {
        const bool kept = feature < data.features.size() && !data.features[feature].standardised;
        // Equal values leave a rest of rounding, which must not be blown up to 1.
        const double least = 1e-7 * std::abs(result.mean[feature]);
        const double deviation = std::sqrt(variance[feature]);
        result.deviation.push_back(kept || deviation <= least ? 1.0 : deviation);
        if (kept)
            result.mean[feature] = 0;
    }
    return result;
}

} // namespace

Normalisation normalisationOf(const DataSet& data, const std::vector<std::uint32_t>& indices)
{
    switch (data.kind) {
    case DataKind::Images:
        return ofImages(data, indices);
    case DataKind::Vectors:
    case DataKind::Sequences:
        return ofFeatures(data, indices);
    case DataKind::Text:
        break;
    }
    return {};
}

} // namespace cw::data
