// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/kernel_table.h"

namespace cw::net {

namespace {
constexpr KernelTable kTables[] = {tableOf<16>()};
}

const KernelTable* avx512Kernels(int& count)
{
    count = 1;
    return kTables;
}

} // namespace cw::net
