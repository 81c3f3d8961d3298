// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace cw::data {

struct ImageSize {
    std::int64_t height = 0;
    std::int64_t width = 0;

    auto operator<=>(const ImageSize&) const = default; // NOLINT(modernize-use-nullptr): clang-tidy 14 is mistaken
};

/// What an image file says of itself.
struct ImageHeader {
    ImageSize size;
    bool colour = false; ///< palettes count as colour
};

/// Rows of pixels, the channels of one pixel side by side: [H, W, C].
struct Image {
    ImageSize size;
    int channels = 1; ///< 1 grey, 3 red, green, blue
    std::vector<std::uint8_t> pixels;
};

/// Checked in the header, before anything is allocated.
inline constexpr std::int64_t kMaxImageSide = 16384;
inline constexpr std::int64_t kMaxImagePixels = std::int64_t{1} << 26;

/// Whether a file of that name is looked at: .png, .jpg, .jpeg. What it is tells its content.
bool isImageName(const std::string& fileName);
/// Errors: NotFound, Io; Format naming the file: neither PNG nor JPEG, damaged, larger than the limits
Result<ImageHeader> readImageHeader(const std::filesystem::path& path);
/// All pixels, with 1 or 3 channels, 8 bits each; what is transparent lies on black.
/// Errors: as above, and Format for data that is damaged or less than the header promises
Result<Image> readImage(const std::filesystem::path& path, int channels);

/// Resampled to that size whatever its proportions, each direction for itself: areas averaged where it shrinks, linear
/// between the centres of pixels where it grows. Planes: [C, H, W].
std::vector<std::uint8_t> resampledPlanes(const Image& image, const ImageSize& size);

} // namespace cw::data
