// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cw::train {

/// Tells the C library to keep freed memory: it gives every large tensor back to the kernel at once, and clearing the
/// pages of the next one costs 10 to 60 % of a training step. Process-wide, so called once, when the library is loaded.
void tuneAllocator();
/// Gives what is free back to the system all the same: after a training that got no memory.
void returnFreeMemory();

} // namespace cw::train
