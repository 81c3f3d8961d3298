// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/safe_kernels.h"

#include <cstdlib>

namespace cw::net {

void avoidBrokenKernels()
{
#if defined(__x86_64__)
    static const bool done = [] {
        if (!__builtin_cpu_supports("avx512f")) {
            // The older and the newer name; what the user has set stays.
            ::setenv("DNNL_MAX_CPU_ISA", "SSE41", 0);
            ::setenv("ONEDNN_MAX_CPU_ISA", "SSE41", 0);
        }
        return true;
    }();
    static_cast<void>(done);
#endif
}

} // namespace cw::net
