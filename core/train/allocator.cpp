// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/allocator.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace cw::train {

void tuneAllocator()
{
#if defined(M_MMAP_THRESHOLD)
    // 32 MiB is the largest threshold that mallopt takes on 64 bits.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, 16 << 20);
#endif
}

void returnFreeMemory()
{
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

} // namespace cw::train
