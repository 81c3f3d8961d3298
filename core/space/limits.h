// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cw::space {

// What a space may hold at most: far above any published one, far below what would stall or exhaust the machine.
inline constexpr std::uintmax_t kMaxSpaceBytes = 8u << 20; ///< of a .cwspace file
inline constexpr int kMaxNesting = 16;                     ///< blocks inside blocks
inline constexpr int kMaxBlocks = 60'000;                  ///< blocks drawn in one document
inline constexpr int kMaxOps = 20'000;                     ///< ops of one network, all copies counted
inline constexpr int kMaxDecisions = 10'000;               ///< decisions of one space, those of untied copies counted
inline constexpr int kMaxCopies = 1'000;                   ///< copies of one repeat
inline constexpr int kMaxAlternatives = 1'000;
inline constexpr int kMaxSubset = 52;                     ///< members: a mask must fit a double exactly
inline constexpr double kMaxInteger = 9007199254740992.0; ///< 2^53
inline constexpr double kMaxPosition = 1e7;               ///< canvas units

} // namespace cw::space
