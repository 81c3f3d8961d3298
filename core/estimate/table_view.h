// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/estimate/table.h"

namespace cw::estimate {

/// A table seen through the decisions of a space: decisions and alternatives are matched by name, in any order.
/// Thread: const
class TableView {
public:
    /// Errors: Config: a decision that only one of both has, one that is continuous, no alternative in common, no row
    /// that is a candidate of the space
    static Result<TableView> match(std::shared_ptr<const Table> table, const space::DecisionTree& tree);

    const Table& table() const { return *m_table; }
    /// Row of a candidate of the space, or -1.
    std::int64_t row(const space::Candidate& candidate) const;
    /// The candidates of the space that have a row; null when all of them have one.
    std::shared_ptr<const space::CandidateSet> restriction() const { return m_restriction; }

private:
    /// One column of the table: which decision of the space it is and what each of its values is called here.
    struct Column {
        std::size_t decision = 0;
        space::Domain domain;
        std::vector<std::int64_t> cells; ///< value of the space -> cell of the table, -1: not in the table
    };

    Result<Done> matchColumn(std::size_t column, const space::DecisionTree& tree);
    Result<Done> restrict(const space::DecisionTree& tree);

    std::shared_ptr<const Table> m_table;
    std::size_t m_decisions = 0;
    std::vector<Column> m_columns;
    std::shared_ptr<const space::CandidateSet> m_restriction;
};

} // namespace cw::estimate
