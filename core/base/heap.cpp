// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/heap.h"

#include <fstream>
#include <sstream>
#include <string>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace cw {

std::int64_t allocatedBytes()
{
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    const struct mallinfo2 info = mallinfo2();
    return std::int64_t(info.uordblks) + std::int64_t(info.hblkhd);
#else
    return 0;
#endif
}

std::int64_t availableBytes()
{
    std::ifstream file("/proc/meminfo");
    std::string line;
    while (std::getline(file, line)) {
        std::istringstream fields(line);
        std::string name;
        std::int64_t kilobytes = 0;
        if (fields >> name >> kilobytes && name == "MemAvailable:")
            return kilobytes * 1024;
    }
    return 0;
}

} // namespace cw
