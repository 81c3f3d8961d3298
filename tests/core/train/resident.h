// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <fstream>

#include <unistd.h>

#include "core/train/allocator.h"

namespace cw::test {

/// Resident memory in bytes, of which free memory of the C library is first given back.
inline double resident()
{
    train::returnFreeMemory();
    std::ifstream file("/proc/self/statm");
    std::int64_t total = 0;
    std::int64_t pages = 0;
    file >> total >> pages;
    return double(pages) * double(sysconf(_SC_PAGESIZE));
}

} // namespace cw::test
