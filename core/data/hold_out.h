// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace cw::data {

/// What becomes of a data set that has no test part of its own: of each class a fixed fifth is held out.
inline constexpr double kTestPart = 0.2;

struct HoldOut {
    std::vector<std::uint32_t> train; ///< ascending, so in the order of the file
    std::vector<std::uint32_t> test;
};

/// Stratified; every class keeps at least one sample to learn from.
/// Determinism: by the labels alone, whatever the seed of a run: else one run's test part would be another's training
HoldOut holdOutTest(const std::vector<std::int64_t>& labels, std::size_t classes);

} // namespace cw::data
