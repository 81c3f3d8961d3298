// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <torch/types.h>

#include "core/data/dataset.h"
#include "core/train/augment.h"

namespace cw::train {

struct Batch {
    torch::Tensor input;  ///< float [B, C, H, W], [B, F] or [B, T, F], normalised; text: int64 [B, T]
    torch::Tensor labels; ///< int64 [B]; text: [B, T]
};

/// How training batches differ from judging ones.
struct Augmenting {
    Augmentation changes;
    std::uint64_t seed = 0; ///< of the epoch
};

/// One part of a data set as it lies in memory, on a device; batches are cut and converted there.
/// Thread: const, shared by workers
class DeviceData {
public:
    /// On the CPU the samples are not copied; `data` is kept alive.
    DeviceData(std::shared_ptr<const data::DataSet> data, const data::Split& part,
               const data::Normalisation& normalisation, const torch::Device& device);

    std::size_t size() const { return std::size_t(m_labels.size(0)); }
    /// Images are resampled to the height and width of `input` (the shape of the network's input) where they differ:
    /// averaged areas when smaller, bilinear when larger. `augmenting` may be null, and is for images.
    Batch batch(std::span<const std::uint32_t> indices, const std::vector<std::int64_t>& input,
                const Augmenting* augmenting = nullptr) const;

private:
    torch::Tensor images(torch::Tensor bytes, std::span<const std::uint32_t> indices,
                         const std::vector<std::int64_t>& input, const Augmenting* augmenting) const;

    std::shared_ptr<const data::DataSet> m_data;
    torch::Tensor m_values;
    torch::Tensor m_labels;
    torch::Tensor m_mean;  ///< shaped so that it spreads over a batch
    torch::Tensor m_scale; ///< 1 / deviation
};

/// "cpu", "cuda:N". Errors: Error(Config) naming what LibTorch sees
torch::Device deviceFromText(const std::string& text);

} // namespace cw::train
