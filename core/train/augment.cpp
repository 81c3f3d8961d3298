// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/augment.h"

#include <algorithm>

#include "core/base/rng.h"

namespace cw::train {

namespace {

/// For each image, where each row (or column) of the result comes from; `size` stands for the black one behind the
/// last.
template <class Source>
torch::Tensor sources(std::span<const ImageDraw> draws, std::int64_t size, Source&& source)
{
    torch::Tensor index = torch::empty({std::int64_t(draws.size()), size}, torch::kLong);
    auto* to = index.data_ptr<std::int64_t>();
    for (const ImageDraw& draw : draws) {
        for (std::int64_t i = 0; i < size; ++i) {
            const std::int64_t from = source(draw, i);
            *to++ = from < 0 || from >= size ? size : from;
        }
    }
    return index;
}

} // namespace

Augmentation augmentationOf(const Settings& settings)
{
    return {settings.integer("augment_shift"), settings.flag("augment_flip"), settings.integer("cutout")};
}

ImageDraw drawOf(const Augmentation& augmentation, std::uint64_t seed, std::uint32_t image, std::int64_t height,
                 std::int64_t width)
{
    // Each number has its place in the stream, whether it is used or not: turning one change on leaves the others.
    Rng rng(seed, image, "augment");
    ImageDraw draw;
    draw.down = rng.range(-augmentation.shift, augmentation.shift);
    draw.right = rng.range(-augmentation.shift, augmentation.shift);
    draw.flipped = rng.chance(0.5) && augmentation.flip;
    draw.holeRow = rng.range(0, height - 1);
    draw.holeColumn = rng.range(0, width - 1);
    return draw;
}

torch::Tensor moved(const torch::Tensor& images, std::span<const ImageDraw> draws)
{
    const std::int64_t batch = images.size(0);
    const std::int64_t channels = images.size(1);
    const std::int64_t height = images.size(2);
    const std::int64_t width = images.size(3);
    const torch::Tensor rows =
        sources(draws, height, [](const ImageDraw& draw, std::int64_t y) { return y - draw.down; }).to(images.device());
    const torch::Tensor columns = sources(draws, width, [width](const ImageDraw& draw, std::int64_t x) {
                                      return (draw.flipped ? width - 1 - x : x) - draw.right;
                                  }).to(images.device());
    const torch::Tensor framed = torch::constant_pad_nd(images, {0, 1, 0, 1}, 0);
    const torch::Tensor byRows =
        framed.gather(2, rows.view({batch, 1, height, 1}).expand({batch, channels, height, width + 1}));
    return byRows.gather(3, columns.view({batch, 1, 1, width}).expand({batch, channels, height, width}));
}

torch::Tensor holes(std::span<const ImageDraw> draws, std::int64_t cutout, std::int64_t height, std::int64_t width)
{
    torch::Tensor mask = torch::ones({std::int64_t(draws.size()), 1, height, width}, torch::kFloat);
    auto* image = mask.data_ptr<float>();
    for (const ImageDraw& draw : draws) {
        const std::int64_t top = draw.holeRow - cutout / 2;
        const std::int64_t left = draw.holeColumn - cutout / 2;
        for (std::int64_t y = std::max<std::int64_t>(0, top); y < std::min(height, top + cutout); ++y) {
            for (std::int64_t x = std::max<std::int64_t>(0, left); x < std::min(width, left + cutout); ++x)
                image[y * width + x] = 0;
        }
        image += height * width;
    }
    return mask;
}

} // namespace cw::train
