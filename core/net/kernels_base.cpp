// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/kernel_table.h"

namespace cw::net {

namespace {
constexpr KernelTable kTables[] = {tableOf<4>(), tableOf<1>()};
}

const KernelTable* baseKernels(int& count)
{
    count = 2;
    return kTables;
}

} // namespace cw::net
