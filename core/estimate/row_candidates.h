// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/estimate/row_index.h"
#include "core/space/candidate_set.h"

namespace cw::estimate {

/// The rows of a table that lacks some combinations: drawing picks a row, a move goes to one of the rows at the
/// smallest Hamming distance. Decisions are categorical or integer.
class RowCandidates final : public space::CandidateSet {
public:
    /// `rows` has one column per decision of `tree`, in its order, and at least one row.
    RowCandidates(space::DecisionTree tree, std::shared_ptr<const RowIndex> rows);

    const space::DecisionTree& tree() const override { return m_tree; }
    bool contains(const space::Candidate& candidate) const override;
    space::Candidate sample(Rng& rng) const override;
    space::Candidate mutate(const space::Candidate& candidate, Rng& rng) const override;
    std::vector<space::Candidate> neighbours(const space::Candidate& candidate) const override;
    std::uint64_t count() const override { return m_rows->rows(); }
    void enumerate(std::uint64_t limit, const std::function<bool(const space::Candidate&)>& visit) const override;

private:
    using Cells = std::vector<std::int64_t>;

    Cells cells(const space::Candidate& candidate) const;
    space::Candidate candidate(std::size_t row) const;
    std::vector<std::size_t> nearestRows(const space::Candidate& candidate) const;
    std::vector<std::size_t> rowsOneApart(Cells cells) const;
    std::vector<std::size_t> scanNearest(const Cells& cells) const;

    space::DecisionTree m_tree;
    std::shared_ptr<const RowIndex> m_rows;
    std::vector<std::size_t> m_order; ///< rows, last decision fastest
};

} // namespace cw::estimate
