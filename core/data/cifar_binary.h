// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/reader.h"

namespace cw::data {

/// CIFAR-10 in its binary form, plain or gz: records of one label byte (0 to 9) and 3 x 32 x 32 bytes of red, green and
/// blue planes. A folder with data_batch_*.bin and test_batch.bin (class names from batches.meta.txt where it is); a
/// pair <prefix>train*.bin and <prefix>test*.bin, named by its prefix or one of its files; or one file alone.
/// Format: Krizhevsky, https://www.cs.toronto.edu/~kriz/cifar.html
ReaderEntry cifarBinaryReader();

} // namespace cw::data
