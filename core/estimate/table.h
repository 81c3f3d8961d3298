// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/estimate/estimator.h"
#include "core/estimate/objective.h"
#include "core/estimate/row_index.h"
#include "core/space/candidate.h"
#include "core/space/candidate_set.h"

namespace cw::estimate {

/// A published benchmark: every row a candidate, every `m:` column a metric. `x@12` is the value of x at epoch 12.
/// Files: CSV or CSV.gz, columns `d:<decision>` (categorical) and `m:<metric>`, comments start with '#'.
/// Alternatives are sorted, so the order of rows does not matter. An empty metric or "nan" was not measured. Columns
/// without a prefix are left alone.
/// Thread: const after load
class Table {
public:
    /// Errors: NotFound, Io, Format (no d: or m: column, a row with too few or too many fields, text that is not a
    /// number, a candidate twice), naming file and line
    static Result<std::shared_ptr<const Table>> load(const std::filesystem::path& path);

    const space::DecisionTree& tree() const { return m_tree; }
    const std::vector<std::string>& metrics() const { return m_metrics; }
    std::size_t rows() const { return m_index->rows(); }
    bool isComplete() const { return m_index->isComplete(); } ///< every combination of the decisions has a row

    /// Row of a candidate of this table's tree, or -1.
    std::int64_t row(const space::Candidate& candidate) const
    {
        if (candidate.values.size() != m_sizes.size())
            return -1;
        return m_index->find([&](std::size_t i) -> std::int64_t {
            const double value = candidate.values[i];
            if (!(value >= 0 && value < double(m_sizes[i]))) // also refuses NaN: an inactive decision
                return -1;
            const auto cell = std::int64_t(value);
            return double(cell) == value ? cell : -1;
        });
    }
    space::Candidate candidate(std::size_t row) const;
    /// Index of a metric, with or without "m:"; -1 when there is none.
    int metric(std::string_view name) const;
    double value(std::size_t row, int metric) const { return m_values[row * m_metrics.size() + std::size_t(metric)]; }

    /// Only its rows: free combinations when complete, else the rows, with neighbours at the smallest Hamming distance.
    std::shared_ptr<const space::CandidateSet> candidates() const;
    /// The table alone as a space: its decisions without blocks.
    space::SearchSpace asSpace() const;

    const RowIndex& index() const { return *m_index; }

private:
    friend class TableReader;
    std::string m_name;
    space::DecisionTree m_tree;
    std::vector<std::string> m_metrics;
    std::vector<double> m_values; ///< rows x metrics
    std::shared_ptr<const RowIndex> m_index;
    std::vector<std::uint32_t> m_sizes; ///< alternatives of each decision
};

} // namespace cw::estimate
