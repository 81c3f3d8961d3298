// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cw::strategy {

/// The points of Sobol's sequence, as 32-bit fractions: the first 2^k points have one in each of the 2^k equal
/// intervals of every coordinate. Point 0 is the origin; the order is that of the Gray code. Paper: Sobol 1967; Antonov
/// and Saleev 1979 (Gray code); direction numbers of Joe and Kuo, SIAM J. Sci. Comput. 2008
class SobolSequence {
public:
    static constexpr std::size_t kMostDimensions = 128;
    static constexpr std::uint64_t kLength = std::uint64_t{1} << 32;

    /// dimensions <= kMostDimensions
    explicit SobolSequence(std::size_t dimensions);

    /// One coordinate of a point, times 2^-32 a number in [0, 1). point < kLength
    std::uint32_t at(std::uint64_t point, std::size_t dimension) const;

private:
    static constexpr std::size_t kBits = 32;

    std::vector<std::uint32_t> m_directions; ///< kBits of each dimension
};

} // namespace cw::strategy
