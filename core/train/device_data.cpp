// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/device_data.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"

namespace cw::train {

Normalisation normalisationOf(const data::DataSet& data, const std::vector<std::uint32_t>& indices)
{
    const auto channels = std::size_t(data.shape.at(0));
    const auto plane = std::size_t(data.shape.at(1) * data.shape.at(2));
    Normalisation result;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        std::array<std::uint64_t, 256> histogram{};
        for (const std::uint32_t index : indices) {
            const std::uint8_t* pixels = data.train.values.data() + (index * channels + channel) * plane;
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

DeviceData::DeviceData(std::shared_ptr<const data::DataSet> data, const data::Split& part,
                       const Normalisation& normalisation, const torch::Device& device)
    : m_data(std::move(data))
{
    const std::vector<std::int64_t>& shape = m_data->shape;
    const auto count = std::int64_t(part.size());
    // from_blob takes no const pointer; nothing writes through it.
    auto* pixels = const_cast<std::uint8_t*>(part.values.data());
    auto* labels = const_cast<std::int64_t*>(part.labels.data());
    m_values = torch::from_blob(pixels, {count, shape.at(0), shape.at(1), shape.at(2)}, torch::kByte).to(device);
    m_labels = torch::from_blob(labels, {count}, torch::kLong).to(device);
    const std::int64_t channels = shape.at(0);
    torch::Tensor mean = torch::empty({1, channels, 1, 1}, torch::kFloat);
    torch::Tensor scale = torch::empty({1, channels, 1, 1}, torch::kFloat);
    for (std::int64_t channel = 0; channel < channels; ++channel) {
        mean.data_ptr<float>()[channel] = float(normalisation.mean.at(std::size_t(channel)));
        scale.data_ptr<float>()[channel] = float(1.0 / normalisation.deviation.at(std::size_t(channel)));
    }
    m_mean = mean.to(device);
    m_scale = scale.to(device);
}

Batch DeviceData::batch(std::span<const std::uint32_t> indices, std::int64_t height, std::int64_t width) const
{
    torch::Tensor index = torch::empty({std::int64_t(indices.size())}, torch::kLong);
    std::copy(indices.begin(), indices.end(), index.data_ptr<std::int64_t>());
    index = index.to(m_values.device());
    Batch batch;
    batch.input = m_values.index_select(0, index).to(torch::kFloat).sub_(m_mean).mul_(m_scale);
    batch.labels = m_labels.index_select(0, index);
    if (height != m_values.size(2) || width != m_values.size(3)) {
        if (height <= m_values.size(2) && width <= m_values.size(3))
            batch.input = torch::adaptive_avg_pool2d(batch.input, {height, width});
        else
            batch.input = torch::upsample_bilinear2d(batch.input, {height, width}, false);
    }
    return batch;
}

torch::Device deviceFromText(const std::string& text)
{
    const auto seen = std::int64_t(torch::cuda::is_available() ? torch::cuda::device_count() : 0);
    std::string known = "cpu";
    for (std::int64_t i = 0; i < seen; ++i)
        known += fmt::format(", cuda:{}", i);
    if (text == "cpu")
        return torch::kCPU;
    for (std::int64_t i = 0; i < seen; ++i) {
        if (text == fmt::format("cuda:{}", i))
            return {torch::kCUDA, c10::DeviceIndex(i)};
    }
    throw Error(ErrorCode::Config, fmt::format("no device '{}', LibTorch sees {}", text, known));
}

} // namespace cw::train
