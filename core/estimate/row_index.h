// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/space/decision.h"

namespace cw::estimate {

/// The rows of a table as small whole numbers (one cell per decision), found by their cells in O(columns).
/// Thread: const after construction
class RowIndex {
public:
    /// `cells` holds rows x sizes.size() numbers, each below the size of its column.
    RowIndex(std::vector<std::uint16_t> cells, std::vector<std::uint32_t> sizes);

    std::size_t rows() const { return m_rows; }
    std::size_t columns() const { return m_sizes.size(); }
    std::uint32_t size(std::size_t column) const { return m_sizes[column]; }
    std::uint16_t cell(std::size_t row, std::size_t column) const { return m_cells[row * m_sizes.size() + column]; }
    /// Every combination has a row.
    bool isComplete() const { return m_complete; }
    /// The first row that says the same as an earlier one, as (earlier, later).
    const std::optional<std::pair<std::size_t, std::size_t>>& duplicate() const { return m_duplicate; }

    /// Row whose cell in every column is cellAt(column), or -1; a cell outside its column matches nothing.
    template <class CellAt>
    std::int64_t find(const CellAt& cellAt) const
    {
        std::uint64_t code = 0;
        for (std::size_t i = 0; i < m_sizes.size(); ++i) {
            const std::int64_t cell = cellAt(i);
            if (cell < 0 || cell >= std::int64_t{m_sizes[i]})
                return -1;
            code += std::uint64_t(cell) * m_factors[i];
        }
        return m_dense.empty() ? findSparse(code, cellAt) : m_dense[code];
    }

private:
    void chooseFactors();
    void insertRows();
    std::uint64_t code(std::size_t row) const;

    template <class CellAt>
    std::int64_t findSparse(std::uint64_t code, const CellAt& cellAt) const
    {
        const auto [first, last] = m_sparse.equal_range(code);
        for (auto it = first; it != last; ++it) {
            std::size_t i = 0;
            while (i < m_sizes.size() && std::int64_t{cell(std::size_t(it->second), i)} == cellAt(i))
                ++i;
            if (i == m_sizes.size())
                return it->second;
        }
        return -1;
    }

    std::vector<std::uint16_t> m_cells;
    std::vector<std::uint32_t> m_sizes;
    std::vector<std::uint64_t> m_factors; ///< mixed radix; random odd numbers when that overflows 64 bits
    std::vector<std::int32_t> m_dense;    ///< code -> row or -1, when there are few enough codes
    std::unordered_multimap<std::uint64_t, std::int32_t> m_sparse; ///< the same, otherwise
    std::optional<std::pair<std::size_t, std::size_t>> m_duplicate;
    std::uint64_t m_product = 1; ///< number of combinations; 0 when more than 64 bits hold
    std::size_t m_rows = 0;
    bool m_complete = false;
};

/// Number of a value among those of a countable domain, or -1 when it is not one of them.
inline std::int64_t cellOf(const space::Domain& domain, double value)
{
    const bool integer = domain.kind == space::DomainKind::Integer;
    const double position = integer ? (value - domain.low) / domain.step : value;
    const double size = integer ? double(domain.count()) : double(domain.choices.size());
    if (!(position >= 0 && position < size)) // also refuses NaN: the value of an inactive decision
        return -1;
    const auto cell = std::int64_t(position);
    return double(cell) == position ? cell : -1;
}

/// The inverse of cellOf().
inline double valueOf(const space::Domain& domain, std::int64_t cell)
{
    // + 0.0: candidates are compared bit for bit, so -0.0 must not occur
    return domain.kind == space::DomainKind::Integer ? domain.low + double(cell) * domain.step + 0.0 : double(cell);
}

} // namespace cw::estimate
