// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <string>

#include "core/data/image_file.h"

namespace cw::data {

/// The JPEG part of readImage(), by libjpeg. `where` names the file in errors; `file` is at its beginning.
Result<ImageHeader> readJpegHeader(std::FILE* file, const std::string& where);
Result<Image> readJpeg(std::FILE* file, int channels, const std::string& where);
/// The limits of an image. Errors: Format
Result<Done> checkImageSize(const ImageSize& size, const std::string& where);

} // namespace cw::data
