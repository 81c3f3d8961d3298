// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/estimate/table.h"

namespace cw::estimate {

/// Reads the text of a benchmark table in one pass. The text must outlive the reader: names are views into it.
/// Errors: everything throws Error(Format) that names file and line
class TableReader {
public:
    TableReader(std::string_view text, std::string file);

    std::shared_ptr<const Table> read(std::string name);

private:
    enum class Role { Decision, Metric, Other };
    struct Column {
        Role role = Role::Other;
        std::string name;                                          ///< without its prefix
        std::unordered_map<std::string_view, std::uint16_t> codes; ///< Decision: alternatives as they were met
        std::vector<std::string_view> alternatives;
    };

    bool nextLine(std::string_view& line);
    void split(std::string_view line);
    void readHeader();
    void readRow();
    std::uint16_t readChoice(Column& column, std::string_view field);
    double readNumber(const Column& column, std::string_view field) const;
    space::Decision finishDecision(Column& column, std::size_t index);
    void checkName(std::string_view name, std::string_view forbidden, const char* what) const;
    Error problem(const std::string& what) const;

    std::string_view m_text;
    std::string m_file;
    std::int64_t m_line = 0;
    std::vector<std::string_view> m_fields;
    std::vector<Column> m_columns;
    std::size_t m_decisions = 0;
    std::vector<std::uint16_t> m_cells; ///< rows x decisions
    std::vector<double> m_values;       ///< rows x metrics
    std::vector<std::int64_t> m_lines;  ///< of every row, for messages
};

} // namespace cw::estimate
