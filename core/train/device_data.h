// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <torch/torch.h>

#include "core/data/dataset.h"

namespace cw::train {

struct Batch {
    torch::Tensor input;  ///< float [B, C, H, W], normalised
    torch::Tensor labels; ///< int64 [B]
};

/// The normalisation: mean and deviation of each channel in units of a pixel value, [0, 255].
struct Normalisation {
    std::vector<double> mean;
    std::vector<double> deviation;
};
/// From the given training images only, so that nothing of the held-out ones leaks in.
Normalisation normalisationOf(const data::DataSet& data, const std::vector<std::uint32_t>& indices);

/// One part of a data set, as uint8 on a device; batches are cut and converted there.
/// Thread: const, shared by workers
class DeviceData {
public:
    /// On the CPU the images are not copied; `data` is kept alive.
    DeviceData(std::shared_ptr<const data::DataSet> data, const data::Split& part, const Normalisation& normalisation,
               const torch::Device& device);

    std::size_t size() const { return std::size_t(m_labels.size(0)); }
    /// Images resampled to height x width where they differ: averaged areas when smaller, bilinear when larger.
    Batch batch(std::span<const std::uint32_t> indices, std::int64_t height, std::int64_t width) const;

private:
    std::shared_ptr<const data::DataSet> m_data;
    torch::Tensor m_values;
    torch::Tensor m_labels;
    torch::Tensor m_mean;
    torch::Tensor m_scale; ///< 1 / deviation
};

/// "cpu", "cuda:N". Errors: Error(Config) naming what LibTorch sees
torch::Device deviceFromText(const std::string& text);

} // namespace cw::train
