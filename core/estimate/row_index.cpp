// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/row_index.h"

#include <limits>

#include "core/base/assert.h"
#include "core/base/hash.h"

namespace cw::estimate {

RowIndex::RowIndex(std::vector<std::uint16_t> cells, std::vector<std::uint32_t> sizes)
    : m_cells(std::move(cells))
    , m_sizes(std::move(sizes))
{
    CW_ASSERT(!m_sizes.empty() && m_cells.size() % m_sizes.size() == 0);
    m_rows = m_cells.size() / m_sizes.size();
    CW_ASSERT(m_rows <= std::size_t(std::numeric_limits<std::int32_t>::max()));
    chooseFactors();
    insertRows();
    m_complete = !m_duplicate && m_product == m_rows;
}

void RowIndex::chooseFactors()
{
    m_factors.assign(m_sizes.size(), 1);
    for (std::size_t i = m_sizes.size(); i-- > 0;) {
        m_factors[i] = m_product;
        if (__builtin_mul_overflow(m_product, std::uint64_t{m_sizes[i]}, &m_product)) {
            m_product = 0;
            break;
        }
    }
    if (m_product == 0) {
        // Too many combinations for an exact code: a hash, which findSparse() checks against the row.
        for (std::size_t i = 0; i < m_factors.size(); ++i)
            m_factors[i] = mix64(0, i) | 1;
    }
    // An array of codes where it costs little more than the rows themselves.
    const std::uint64_t most = std::max<std::uint64_t>(1 << 16, 8 * std::uint64_t{m_rows});
    if (m_product != 0 && m_product <= most)
        m_dense.assign(m_product, -1);
    else
        m_sparse.reserve(m_rows);
}

std::uint64_t RowIndex::code(std::size_t row) const
{
    std::uint64_t code = 0;
    for (std::size_t i = 0; i < m_sizes.size(); ++i) {
        CW_ASSERT(cell(row, i) < m_sizes[i]);
        code += cell(row, i) * m_factors[i];
    }
    return code;
}

void RowIndex::insertRows()
{
    for (std::size_t row = 0; row < m_rows; ++row) {
        const std::int64_t known = find([&](std::size_t i) { return std::int64_t{cell(row, i)}; });
        if (known >= 0) {
            if (!m_duplicate)
                m_duplicate = {std::size_t(known), row};
            continue;
        }
        if (m_dense.empty())
            m_sparse.emplace(code(row), std::int32_t(row));
        else
            m_dense[code(row)] = std::int32_t(row);
    }
}

} // namespace cw::estimate
