// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/space/architecture.h"
#include "core/space/edit/fragment.h"

namespace cw::space {

/// The ops of a network as blocks, laid out by their depth; without its input.
/// Errors: Format when it has more ops than a drawing may have blocks
Result<Fragment> fragmentOf(const Architecture& architecture);

/// A cell as the repositories of DARTS and NAS-Bench-201 print it: uses of the cells "normal" and "reduce", a recurrent
/// layer, or the use of a cell "cell". Errors: Format, saying what was expected
Result<Fragment> fragmentFromPrinted(const std::string& text);

} // namespace cw::space
