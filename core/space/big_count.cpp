// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/big_count.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/assert.h"

namespace cw::space {

namespace {

constexpr std::uint64_t kBase = 1'000'000'000;
constexpr std::size_t kMostDigits = 112; ///< to that base

} // namespace

BigCount::BigCount(std::uint64_t value)
{
    for (; value > 0; value /= kBase)
        m_digits.push_back(static_cast<std::uint32_t>(value % kBase));
}

BigCount BigCount::tooMany()
{
    BigCount result;
    result.m_tooMany = true;
    return result;
}

std::string BigCount::text() const
{
    CW_ASSERT(!m_tooMany);
    if (m_digits.empty())
        return "0";
    std::string text = std::to_string(m_digits.back());
    for (std::size_t i = m_digits.size() - 1; i-- > 0;)
        text += fmt::format("{:09}", m_digits[i]);
    return text;
}

BigCount& BigCount::operator+=(const BigCount& other)
{
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < other.m_digits.size() || carry > 0; ++i) {
        if (i == m_digits.size())
            m_digits.push_back(0);
        carry += m_digits[i];
        if (i < other.m_digits.size())
            carry += other.m_digits[i];
        m_digits[i] = static_cast<std::uint32_t>(carry % kBase);
        carry /= kBase;
    }
    m_tooMany = m_tooMany || other.m_tooMany;
    trim();
    return *this;
}

BigCount& BigCount::operator*=(const BigCount& other)
{
    std::vector<std::uint32_t> product(m_digits.size() + other.m_digits.size(), 0);
    for (std::size_t i = 0; i < m_digits.size(); ++i) {
        std::uint64_t carry = 0;
        for (std::size_t k = 0; k < other.m_digits.size() || carry > 0; ++k) {
            carry += product[i + k];
            if (k < other.m_digits.size())
                carry += std::uint64_t{m_digits[i]} * other.m_digits[k];
            product[i + k] = static_cast<std::uint32_t>(carry % kBase);
            carry /= kBase;
        }
    }
    m_digits = std::move(product);
    m_tooMany = m_tooMany || other.m_tooMany;
    trim();
    return *this;
}

void BigCount::trim()
{
    while (!m_digits.empty() && m_digits.back() == 0)
        m_digits.pop_back();
    m_tooMany = m_tooMany || m_digits.size() > kMostDigits;
    if (m_tooMany)
        m_digits.clear();
}

} // namespace cw::space
