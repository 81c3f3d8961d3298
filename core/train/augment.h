// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <torch/types.h>

#include "core/base/param_schema.h"

namespace cw::train {

/// Random changes to training images: shifted by up to `shift` pixels each way (black comes in), mirrored left to right
/// every other time, and a square of `cutout` pixels around a random place set to the mean colour.
/// Paper: DeVries and Taylor, "Improved Regularization of Convolutional Neural Networks with Cutout", 2017
struct Augmentation {
    std::int64_t shift = 0;
    bool flip = false;
    std::int64_t cutout = 0;

    bool any() const { return shift > 0 || flip || cutout > 0; }
};
/// From the settings augment_shift, augment_flip, cutout.
Augmentation augmentationOf(const Settings& settings);

/// What happens to one image.
struct ImageDraw {
    std::int64_t down = 0; ///< rows that the content moves
    std::int64_t right = 0;
    bool flipped = false;
    std::int64_t holeRow = 0; ///< the middle of the square
    std::int64_t holeColumn = 0;
};
/// Determinism: by (seed, image) alone, so neither batch nor threads nor a pause matter; `seed` is that of one epoch
ImageDraw drawOf(const Augmentation& augmentation, std::uint64_t seed, std::uint32_t image, std::int64_t height,
                 std::int64_t width);

/// Shapes: uint8 [B, C, H, W] -> the same
torch::Tensor moved(const torch::Tensor& images, std::span<const ImageDraw> draws);
/// 0 in the squares, else 1. Shapes: -> float [B, 1, H, W], on the CPU
torch::Tensor holes(std::span<const ImageDraw> draws, std::int64_t cutout, std::int64_t height, std::int64_t width);

} // namespace cw::train
