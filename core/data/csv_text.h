// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace cw::data {

/// A table as text: every row has as many cells as the header. Views into its own buffer, so it is moved, not copied.
struct CsvText {
    std::filesystem::path path;
    std::vector<std::uint8_t> buffer;
    std::vector<std::string> header;
    std::vector<std::string_view> cells; ///< row by row, trimmed
    std::vector<std::uint32_t> lines;    ///< of each row: the line of the file it begins on, from 1

    CsvText() = default;
    CsvText(CsvText&&) = default;
    CsvText& operator=(CsvText&&) = default;

    std::size_t rows() const { return lines.size(); }
    std::size_t columns() const { return header.size(); }
    std::string_view cell(std::size_t row, std::size_t column) const { return cells[row * columns() + column]; }
    /// "FILE: line 7, column 'x': ...", an Error(Format).
    Error problem(std::size_t row, std::size_t column, const std::string& what) const;
};

inline constexpr std::size_t kMaxCsvBytes = std::size_t{512} << 20;
inline constexpr std::size_t kMaxCsvColumns = 16384;
inline constexpr std::size_t kMaxCsvCells = std::size_t{64} << 20;

/// Reads a plain or gzip file. Cells are parted by commas, semicolons or tabs, whichever the header has most of; a cell
/// in double quotes may hold them, line breaks, and "" for a quote. Blank lines are skipped.
/// Errors: NotFound, Io; Format naming file and line: a row of another length, an open quote, a header with an empty or
/// repeated name, more columns or cells than the limits above
Result<CsvText> readCsv(const std::filesystem::path& path);

} // namespace cw::data
