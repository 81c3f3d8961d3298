// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/row_candidates.h"

#include <algorithm>
#include <numeric>

#include "core/base/assert.h"

namespace cw::estimate {

RowCandidates::RowCandidates(space::DecisionTree tree, std::shared_ptr<const RowIndex> rows)
    : m_tree(std::move(tree))
    , m_rows(std::move(rows))
    , m_order(m_rows->rows())
{
    CW_ASSERT(m_tree.size() == m_rows->columns() && m_rows->rows() > 0);
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    std::sort(m_order.begin(), m_order.end(), [this](std::size_t a, std::size_t b) {
        for (std::size_t i = 0; i < m_rows->columns(); ++i) {
            if (m_rows->cell(a, i) != m_rows->cell(b, i))
                return m_rows->cell(a, i) < m_rows->cell(b, i);
        }
        return false;
    });
}

RowCandidates::Cells RowCandidates::cells(const space::Candidate& candidate) const
{
    CW_ASSERT(candidate.values.size() == m_tree.size());
    Cells cells(m_tree.size());
    for (std::size_t i = 0; i < cells.size(); ++i)
        cells[i] = cellOf(m_tree.decisions[i].domain, candidate.values[i]);
    return cells;
}

space::Candidate RowCandidates::candidate(std::size_t row) const
{
    space::Candidate candidate;
    candidate.values.resize(m_tree.size());
    for (std::size_t i = 0; i < m_tree.size(); ++i)
        candidate.values[i] = valueOf(m_tree.decisions[i].domain, m_rows->cell(row, i));
    return candidate;
}

bool RowCandidates::contains(const space::Candidate& candidate) const
{
    if (candidate.values.size() != m_tree.size())
        return false;
    return m_rows->find([&](std::size_t i) { return cellOf(m_tree.decisions[i].domain, candidate.values[i]); }) >= 0;
}

space::Candidate RowCandidates::sample(Rng& rng) const
{
    return candidate(rng.below(m_rows->rows()));
}

std::vector<std::size_t> RowCandidates::rowsOneApart(Cells cells) const
{
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::int64_t own = cells[i];
        for (std::int64_t other = 0; other < std::int64_t{m_rows->size(i)}; ++other) {
            if (other == own)
                continue;
            cells[i] = other;
            const std::int64_t row = m_rows->find([&](std::size_t k) { return cells[k]; });
            if (row >= 0)
                rows.push_back(std::size_t(row));
        }
        cells[i] = own;
    }
    return rows;
}

std::vector<std::size_t> RowCandidates::scanNearest(const Cells& cells) const
{
    std::vector<std::size_t> rows;
    std::size_t smallest = cells.size() + 1;
    for (const std::size_t row : m_order) {
        std::size_t distance = 0;
        for (std::size_t i = 0; i < cells.size() && distance <= smallest; ++i)
            distance += cells[i] != m_rows->cell(row, i) ? 1 : 0;
        if (distance == 0 || distance > smallest)
            continue;
        if (distance < smallest) {
            smallest = distance;
            rows.clear();
        }
        rows.push_back(row);
    }
    return rows;
}

std::vector<std::size_t> RowCandidates::nearestRows(const space::Candidate& candidate) const
{
    const Cells own = cells(candidate);
    // Look-ups first: in most tables a row has a neighbour one decision away, and a scan touches every row.
    auto rows = rowsOneApart(own);
    return rows.empty() ? scanNearest(own) : rows;
}

space::Candidate RowCandidates::mutate(const space::Candidate& candidate, Rng& rng) const
{
    const auto rows = nearestRows(candidate);
    return rows.empty() ? candidate : this->candidate(rows[rng.below(rows.size())]);
}

std::vector<space::Candidate> RowCandidates::neighbours(const space::Candidate& candidate) const
{
    std::vector<space::Candidate> list;
    for (const std::size_t row : nearestRows(candidate))
        list.push_back(this->candidate(row));
    return list;
}

void RowCandidates::enumerate(std::uint64_t limit, const std::function<bool(const space::Candidate&)>& visit) const
{
    for (std::size_t i = 0; i < m_order.size() && i < limit; ++i) {
        if (!visit(candidate(m_order[i])))
            return;
    }
}

} // namespace cw::estimate
