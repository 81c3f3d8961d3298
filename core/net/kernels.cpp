// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/kernels.h"

#include <algorithm>
#include <array>

#include "core/net/kernel_layout.h"

namespace cw::net {

std::int64_t groupSize(const ConvShape& shape)
{
    const std::int64_t rows =
        shape.taps == 3 ? tileRows(shape.height) * tileRows(shape.width) : shape.height * shape.width;
    constexpr std::int64_t kEnough = 32;
    return std::max<std::int64_t>(1, (kEnough + rows - 1) / rows);
}

std::int64_t convolutionScratch(const ConvShape& shape, std::int64_t images)
{
    if (shape.taps == 1)
        return images * shape.height * shape.width * std::max(shape.in, shape.out);
    const std::int64_t channels = std::max(shape.in, shape.out);
    return 2 * images * paddedPixels(shape) * channels + 2 * shape.positions() * tileStride(kTileBlock, channels);
}

const KernelTable& kernelsFor(std::int64_t channels)
{
    int count = 0;
    const KernelTable* tables = nullptr;
    const auto match = [&]() -> const KernelTable* {
        const KernelTable* end = tables + count;
        const KernelTable* found =
            std::find_if(tables, end, [&](const KernelTable& t) { return channels % t.width == 0; });
        return found == end ? nullptr : found;
    };
#if defined(CELLWRIGHT_X86_KERNELS)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) {
        tables = avx512Kernels(count);
        if (const KernelTable* found = match())
            return *found;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        tables = avx2Kernels(count);
        if (const KernelTable* found = match())
            return *found;
    }
#endif
    tables = baseKernels(count);
    return *match();
}

} // namespace cw::net
