// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/net/kernels.h"

namespace cw::net {

/// Outputs per tile and direction; a tile reads two more.
inline constexpr std::int64_t kTile = 4;
/// Tiles whose transforms are held at once.
inline constexpr std::int64_t kTileBlock = 64;

constexpr std::int64_t tileRows(std::int64_t pixels)
{
    return (pixels + kTile - 1) / kTile;
}
constexpr std::int64_t paddedRows(std::int64_t pixels)
{
    return kTile * tileRows(pixels) + 2;
}
constexpr std::int64_t paddedPixels(const ConvShape& shape)
{
    return paddedRows(shape.height) * paddedRows(shape.width);
}

/// From one matrix of transformed tiles to the next: not a multiple of a page, at which caches collide.
constexpr std::int64_t tileStride(std::int64_t tiles, std::int64_t channels)
{
    return tiles * channels + 16;
}

} // namespace cw::net
