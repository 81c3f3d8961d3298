// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cw::space {

/// A whole number from 0 without an upper bound of 64 bits, for the sizes of spaces; above some 1,000 digits it stays
/// "too many".
class BigCount {
public:
    BigCount(std::uint64_t value = 0);
    static BigCount tooMany();

    bool isTooMany() const { return m_tooMany; }
    /// Decimal. Errors: a bug if it is too many
    std::string text() const;

    BigCount& operator+=(const BigCount& other);
    BigCount& operator*=(const BigCount& other);

private:
    void trim();

    std::vector<std::uint32_t> m_digits; ///< to the base 10^9, lowest first; none: 0
    bool m_tooMany = false;
};

} // namespace cw::space
