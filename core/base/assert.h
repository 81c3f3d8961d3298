// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cw {

/// Prints the failed condition and its place, then aborts: for bugs, never for bad input.
[[noreturn]] void assertFailed(const char* condition, const char* file, int line) noexcept;

} // namespace cw

#define CW_ASSERT(condition) ((condition) ? void(0) : ::cw::assertFailed(#condition, __FILE__, __LINE__))
