// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/space/candidate.h"

namespace cw::space {

// How models see a candidate: as flat numbers (neural networks, regression) or as one column per question (trees).

/// Where a value lies in the range of its domain: 0 for the smallest, 1 for the largest; by rank for whole numbers, by
/// logarithm for LogReal, 0.5 where there is one value only. Not for Categorical and Subset.
double unitPlace(const Domain& domain, double value);
/// The inverse, rounded to a legal value; `place` outside [0, 1] is clamped.
double valueAtPlace(const Domain& domain, double place);

/// A candidate as flat numbers in [0, 1]. Each decision takes one block, in the order of the tree:
/// - if it has a condition, first a flag: 1 where it is active, else 0;
/// - Categorical: one number per alternative, 1 at the one taken (all 0 where inactive);
/// - Integer, Real, LogReal: its unitPlace() (0.5 where inactive);
/// - Subset: one number per member, 1 for those in it (all 0 where inactive).
/// Thread: const, may be used by several threads at once
class Features {
public:
    struct Block {
        std::size_t first = 0; ///< of the numbers of this decision, the flag included
        std::size_t size = 0;
        bool hasFlag = false;
    };

    explicit Features(const DecisionTree& tree);

    /// How many numbers a candidate gives.
    std::size_t size() const { return m_size; }
    /// One for each decision of the tree.
    const std::vector<Block>& blocks() const { return m_blocks; }
    /// Writes size() numbers. The candidate must be one of the tree.
    void write(const Candidate& candidate, double* to) const;
    std::vector<double> of(const Candidate& candidate) const;

private:
    std::vector<Domain> m_domains;
    std::vector<Block> m_blocks;
    std::size_t m_size = 0;
};

/// A candidate as a tree of a forest asks about it: one column per decision, or per member of a Subset.
/// - Nominal: the index of the alternative, 0 or 1 for a member; `categories` - 1 stands for "inactive" where the
///   decision has a condition;
/// - ordered: the unitPlace(), or kNoPlace where inactive, so that one split tells active from inactive.
/// Thread: const, may be used by several threads at once
class Columns {
public:
    static constexpr double kNoPlace = -1;

    struct Column {
        std::size_t decision = 0;
        int member = -1;              ///< of a Subset; -1: the decision as a whole
        std::uint32_t categories = 0; ///< 0: ordered
    };

    explicit Columns(const DecisionTree& tree);

    std::size_t size() const { return m_columns.size(); }
    const std::vector<Column>& columns() const { return m_columns; }
    /// Of every column.
    std::vector<std::uint32_t> categories() const;
    void write(const Candidate& candidate, double* to) const;

private:
    std::vector<Domain> m_domains;
    std::vector<Column> m_columns;
};

} // namespace cw::space
