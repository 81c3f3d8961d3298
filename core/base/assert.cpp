// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace cw {

void assertFailed(const char* condition, const char* file, int line) noexcept
{
    std::fprintf(stderr, "cellwright: bug at %s:%d: %s\n", file, line, condition);
    std::abort();
}

} // namespace cw
