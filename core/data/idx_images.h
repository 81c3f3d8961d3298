// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/reader.h"

namespace cw::data {

/// Images in IDX files, plain or gz: an image file [N, H, W] or [N, C, H, W] of bytes and a label file [N] for each
/// part. A folder with <prefix>train-images*, <prefix>train-labels* and <prefix>t10k- or test-images*, -labels*; the
/// folder and a prefix (images/cifar10-16px) where it holds several; or the path of one image file, whose part is then
/// used alone when there is no train file beside it.
ReaderEntry idxImagesReader();

} // namespace cw::data
