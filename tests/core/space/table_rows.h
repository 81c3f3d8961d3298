// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/file.h"

namespace cw::space::test {

/// A row of a benchmark table: its decisions as text, and its costs.
struct Row {
    std::string candidate;
    std::int64_t parameters = 0;
    std::int64_t macs = 0;
};

inline std::vector<std::string> split(const std::string& line)
{
    std::vector<std::string> fields;
    for (std::size_t start = 0; start <= line.size();) {
        const std::size_t end = std::min(line.find(',', start), line.size());
        fields.push_back(line.substr(start, end - start));
        start = end + 1;
    }
    return fields;
}

inline std::vector<Row> readRows(const std::filesystem::path& path)
{
    const auto bytes = readMaybeGzip(path, 1 << 28).value();
    const std::string text(bytes.begin(), bytes.end());
    std::vector<Row> rows;
    std::vector<std::string> header;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string line = text.substr(start, end - start);
        start = end + 1;
        if (line.empty() || line[0] == '#')
            continue;
        const auto fields = split(line);
        if (header.empty()) {
            header = fields;
            continue;
        }
        Row row;
        for (std::size_t i = 0; i < header.size(); ++i) {
            if (header[i].starts_with("d:"))
                row.candidate.append(row.candidate.empty() ? "" : ";")
                    .append(header[i], 2)
                    .append("=")
                    .append(fields[i]);
            else if (header[i] == "m:params")
                row.parameters = std::stoll(fields[i]);
            else if (header[i] == "m:macs")
                row.macs = std::stoll(fields[i]);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace cw::space::test
