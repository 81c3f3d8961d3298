// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/reader.h"

namespace cw::data {

/// A folder with one folder of PNG and JPEG files per class, or with train/ and test/ that hold such folders each;
/// other files are passed over. Without test/ the fixed fifth of holdOutTest() is the test part.
/// Every image gets one size, whatever its proportions: the most common one of the training part (of equally common
/// ones the larger), scaled down to a longer side of kLongestSide where that is more. Colour when one image of the
/// training part is coloured, else grey.
/// Errors: Format naming the file that is damaged, too large, or not an image
ReaderEntry imageFolderReader();

inline constexpr std::int64_t kLongestSide = 224;

} // namespace cw::data
