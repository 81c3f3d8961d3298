// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"

#include <fmt/format.h>

namespace cw {

std::string Hash128::text() const
{
    return fmt::format("{:016x}{:016x}", high, low);
}

} // namespace cw
