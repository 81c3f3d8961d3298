// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/csv_text.h"
#include "core/data/dataset.h"

namespace cw::data {

/// The column with the classes.
struct LabelColumn {
    std::size_t column = 0;
    std::vector<std::string> classes; ///< the distinct cells: by size where all are numbers, else by letter
};

inline constexpr std::size_t kMaxClasses = 1000;
inline constexpr std::size_t kMaxCategories = 1000; ///< of one column
inline constexpr std::size_t kMaxFeatures = 65536;

/// `wanted`, or if it is empty: the first of the columns label, class, target, species, type (whatever their case), or
/// the last column.
/// Errors: NotFound naming the columns there are; Format for a missing cell, fewer than 2 or more than kMaxClasses
Result<LabelColumn> findLabel(const CsvText& table, const std::string& wanted);
/// The class of each row. Errors: Format naming line and column for a missing cell or an unknown class
Result<std::vector<std::int64_t>> labelsOf(const CsvText& table, const LabelColumn& label);

/// What the other columns become.
struct Encoding {
    struct Column {
        std::size_t column = 0;              ///< of the table
        std::vector<std::string> categories; ///< sorted; empty: a number
    };
    std::vector<Column> columns;
    std::vector<Feature> features;
    std::size_t steps = 0; ///< above 0: sequences of so many steps

    std::vector<std::int64_t> shape() const;
};

/// A column is one number when at least half of its cells in the given rows are numbers, else one-hot over the cells
/// that occur in those rows. When all columns are numbers named NAME@0, NAME@1, ... (or from 1), for one or several
/// names with equal steps, the table holds sequences: one step after the other, one channel for each name.
/// Errors: Format naming line and column: a missing cell, too many categories or features, no column but the label
Result<Encoding> encodingOf(const CsvText& table, std::size_t label, const std::vector<std::uint32_t>& rows);
/// The given rows as floats. A category that the encoding does not know has a 0 in every place.
/// Errors: Format naming line and column: a missing cell, a cell that is no finite number in a column of numbers
Result<std::vector<float>> encode(const CsvText& table, const Encoding& encoding,
                                  const std::vector<std::uint32_t>& rows);

} // namespace cw::data
