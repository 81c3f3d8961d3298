// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <malloc.h>

namespace cw::test {

/// Bytes that the program has from the C library and has not freed, in all arenas. Resident memory says less: what the
/// library keeps of freed memory moved it by up to 9 MB between two equal searches, while this moved by 0.03 MB.
inline double allocated()
{
    const struct mallinfo2 info = mallinfo2();
    return double(info.uordblks) + double(info.hblkhd);
}

} // namespace cw::test
