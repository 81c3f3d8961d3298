// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/candidate_list.h"

#include <cstdint>
#include <limits>
#include <sstream>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/file.h"

namespace cw::cli {

namespace {

constexpr std::size_t kMostCandidates = 1'000'000;
constexpr std::uintmax_t kMostBytes = std::uintmax_t(256) << 20;

std::vector<std::string> fieldsOf(const std::string& line, std::size_t columns)
{
    // Candidates may hold commas (subsets), the columns after them do not.
    std::vector<std::string> fields(columns);
    std::size_t end = line.size();
    for (std::size_t i = columns; i-- > 1;) {
        const std::size_t comma = end == 0 ? std::string::npos : line.rfind(',', end - 1);
        if (comma == std::string::npos)
            return {};
        fields[i] = line.substr(comma + 1, end - comma - 1);
        end = comma;
    }
    fields[0] = line.substr(0, end);
    if (fields[0].size() >= 2 && fields[0].front() == '"' && fields[0].back() == '"')
        fields[0] = fields[0].substr(1, fields[0].size() - 2);
    return fields;
}

double numberOf(const std::string& field, const std::string& where)
{
    if (field.empty() || field == "nan")
        return std::numeric_limits<double>::quiet_NaN();
    std::size_t used = 0;
    try {
        const double value = std::stod(field, &used);
        if (used == field.size())
            return value;
    } catch (const std::exception&) {
        // said below
    }
    throw Error(ErrorCode::Format, fmt::format("expected a number, found '{}'", field), where);
}

} // namespace

CandidateList readCandidates(const std::string& file)
{
    CandidateList list;
    std::istringstream lines(readTextFile(file, kMostBytes).value());
    std::int64_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (line.empty() || line.front() == '#')
            continue;
        const std::string where = fmt::format("{}:{}", file, number);
        if (list.candidates.empty() && list.names.empty() && line.starts_with("candidate,")) {
            std::istringstream names(line.substr(10));
            for (std::string name; std::getline(names, name, ',');)
                list.names.push_back(name);
            continue;
        }
        const auto fields = fieldsOf(line, list.names.size() + 1);
        if (fields.empty())
            throw Error(ErrorCode::Format,
                        fmt::format("expected {} columns as in the first line", list.names.size() + 1), where);
        if (list.candidates.size() == kMostCandidates)
            throw Error(ErrorCode::Format, fmt::format("expected at most {} candidates", kMostCandidates), where);
        list.candidates.push_back(fields[0]);
        std::vector<double> values;
        for (std::size_t i = 1; i < fields.size(); ++i)
            values.push_back(numberOf(fields[i], where));
        list.values.push_back(std::move(values));
    }
    if (list.candidates.empty())
        throw Error(ErrorCode::Format, "expected one candidate a line, found none", file);
    return list;
}

} // namespace cw::cli
