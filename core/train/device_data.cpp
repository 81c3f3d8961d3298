// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/device_data.h"

#include <fmt/format.h>
#include <torch/cuda.h>

#include "core/base/error.h"

namespace cw::train {

namespace {

/// The samples where they lie. from_blob takes no const pointer; nothing writes through it.
template <class Number>
torch::Tensor view(const std::vector<Number>& numbers, std::vector<std::int64_t> dims, torch::ScalarType type)
{
    return torch::from_blob(const_cast<Number*>(numbers.data()), dims, type);
}

std::vector<std::int64_t> batchOf(std::int64_t count, const std::vector<std::int64_t>& shape)
{
    std::vector<std::int64_t> dims{count};
    dims.insert(dims.end(), shape.begin(), shape.end());
    return dims;
}

torch::Tensor valuesOf(const data::DataSet& data, const data::Split& part)
{
    const auto dims = batchOf(std::int64_t(part.size()), data.shape);
    switch (data.kind) {
    case data::DataKind::Images:
        return view(part.bytes(), dims, torch::kByte);
    case data::DataKind::Vectors:
    case data::DataKind::Sequences:
        return view(part.floats(), dims, torch::kFloat);
    case data::DataKind::Text:
        break;
    }
    const auto count = std::int64_t(part.tokens().size());
    return view(part.tokens(), {count}, torch::kInt).narrow(0, 0, dims[0] * dims[1]).view(dims);
}

torch::Tensor labelsOf(const data::DataSet& data, const data::Split& part)
{
    if (data.kind != data::DataKind::Text)
        return view(part.labels, {std::int64_t(part.size())}, torch::kLong);
    // The token after each: the same memory, one place on.
    const auto dims = batchOf(std::int64_t(part.size()), data.shape);
    const std::int64_t tokens = dims[0] * dims[1];
    return view(part.tokens(), {std::int64_t(part.tokens().size())}, torch::kInt)
        .narrow(0, tokens > 0 ? 1 : 0, tokens)
        .view(dims);
}

/// One number per channel, in a shape that spreads over [B, C, H, W], [B, F] or [B, T, F].
torch::Tensor spread(const std::vector<double>& numbers, std::vector<std::int64_t> dims, bool inverse)
{
    torch::Tensor tensor = torch::empty(dims, torch::kFloat);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        tensor.data_ptr<float>()[i] = float(inverse ? 1.0 / numbers[i] : numbers[i]);
    return tensor;
}

} // namespace

DeviceData::DeviceData(std::shared_ptr<const data::DataSet> data, const data::Split& part,
                       const data::Normalisation& normalisation, const torch::Device& device)
    : m_data(std::move(data))
    , m_values(valuesOf(*m_data, part).to(device))
    , m_labels(labelsOf(*m_data, part).to(device))
{
    if (m_data->kind == data::DataKind::Text)
        return;
    std::vector<std::int64_t> dims(m_data->shape.size() + 1, 1);
    dims[m_data->kind == data::DataKind::Images ? 1 : dims.size() - 1] = std::int64_t(normalisation.mean.size());
    m_mean = spread(normalisation.mean, dims, false).to(device);
    m_scale = spread(normalisation.deviation, dims, true).to(device);
}

torch::Tensor DeviceData::images(torch::Tensor bytes, std::span<const std::uint32_t> indices,
                                 const std::vector<std::int64_t>& input, const Augmenting* augmenting) const
{
    const std::int64_t height = bytes.size(2);
    const std::int64_t width = bytes.size(3);
    std::vector<ImageDraw> draws;
    if (augmenting != nullptr && augmenting->changes.any()) {
        for (const std::uint32_t index : indices)
            draws.push_back(drawOf(augmenting->changes, augmenting->seed, index, height, width));
        if (augmenting->changes.shift > 0 || augmenting->changes.flip)
            bytes = moved(bytes, draws);
    }
    torch::Tensor images = bytes.to(torch::kFloat).sub_(m_mean).mul_(m_scale);
    if (!draws.empty() && augmenting->changes.cutout > 0)
        images.mul_(holes(draws, augmenting->changes.cutout, height, width).to(images.device()));
    if (input.at(1) == height && input.at(2) == width)
        return images;
    if (input[1] <= height && input[2] <= width)
        return torch::adaptive_avg_pool2d(images, {input[1], input[2]});
    return torch::upsample_bilinear2d(images, {input[1], input[2]}, false);
}

Batch DeviceData::batch(std::span<const std::uint32_t> indices, const std::vector<std::int64_t>& input,
                        const Augmenting* augmenting) const
{
    torch::Tensor index = torch::empty({std::int64_t(indices.size())}, torch::kLong);
    std::copy(indices.begin(), indices.end(), index.data_ptr<std::int64_t>());
    index = index.to(m_values.device());
    torch::Tensor values = m_values.index_select(0, index);
    torch::Tensor labels = m_labels.index_select(0, index);
    switch (m_data->kind) {
    case data::DataKind::Images:
        return {images(std::move(values), indices, input, augmenting), std::move(labels)};
    case data::DataKind::Vectors:
    case data::DataKind::Sequences:
        return {values.sub_(m_mean).mul_(m_scale), std::move(labels)};
    case data::DataKind::Text:
        break;
    }
    return {values.to(torch::kLong), labels.to(torch::kLong)};
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
