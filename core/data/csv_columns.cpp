// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/csv_columns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "core/base/param_schema.h"
#include "core/data/reader.h"

namespace cw::data {

namespace {

std::string lower(std::string_view text)
{
    std::string result(text);
    for (char& c : result)
        c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    return result;
}

bool isMissing(std::string_view cell)
{
    static constexpr std::array<std::string_view, 7> kWords{"?", "NA", "N/A", "NaN", "nan", "null", "NULL"};
    return cell.empty() || std::find(kWords.begin(), kWords.end(), cell) != kWords.end();
}

std::optional<double> numberIn(std::string_view cell)
{
    if (cell.starts_with('+'))
        cell.remove_prefix(1);
    double value = 0;
    const auto [end, failure] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (failure != std::errc() || end != cell.data() + cell.size())
        return std::nullopt;
    return value;
}

std::string shown(std::string_view cell)
{
    return fmt::format("'{}'", cell.substr(0, 40));
}

std::optional<Error> missing(const CsvText& table, std::size_t row, std::size_t column)
{
    const std::string_view cell = table.cell(row, column);
    if (!isMissing(cell))
        return std::nullopt;
    return table.problem(row, column,
                         fmt::format("expected a value, found {}", cell.empty() ? "an empty cell" : shown(cell)));
}

Result<std::size_t> columnOf(const CsvText& table, const std::string& wanted)
{
    const auto& header = table.header;
    if (!wanted.empty()) {
        const auto found = std::find(header.begin(), header.end(), wanted);
        if (found != header.end())
            return std::size_t(found - header.begin());
        std::vector<std::string> known(header.begin(),
                                       header.begin() + std::ptrdiff_t(std::min<std::size_t>(header.size(), 20)));
        if (known.size() < header.size())
            known.emplace_back("...");
        return Error(ErrorCode::NotFound, fmt::format("no column '{}', found {}", wanted, joinNames(known)),
                     table.path.string());
    }
    for (const char* name : {"label", "class", "target", "species", "type"}) {
        for (std::size_t i = 0; i < header.size(); ++i) {
            if (lower(header[i]) == name)
                return i;
        }
    }
    return header.size() - 1;
}

/// "Class 2" before "Class 10" is not tried: numbers by size, all else by letter.
void sortClasses(std::vector<std::string>& classes)
{
    const bool numbers =
        std::all_of(classes.begin(), classes.end(), [](const std::string& name) { return numberIn(name).has_value(); });
    std::sort(classes.begin(), classes.end(), [numbers](const std::string& a, const std::string& b) {
        const double left = numbers ? *numberIn(a) : 0;
        const double right = numbers ? *numberIn(b) : 0;
        return left != right ? left < right : a < b;
    });
}

/// "x@3" -> {"x", 3}
std::optional<std::pair<std::string, std::int64_t>> stepOf(const std::string& name)
{
    const auto at = name.rfind('@');
    if (at == std::string::npos || at == 0)
        return std::nullopt;
    std::int64_t step = 0;
    const auto [end, failure] = std::from_chars(name.data() + at + 1, name.data() + name.size(), step);
    if (failure != std::errc() || end != name.data() + name.size() || step < 0 || step > 1'000'000)
        return std::nullopt;
    return std::pair(name.substr(0, at), step);
}

/// Turns columns NAME@STEP into steps, when they are such.
void arrangeSteps(const CsvText& table, Encoding& encoding)
{
    std::vector<std::string> channels;
    std::map<std::pair<std::int64_t, std::size_t>, Encoding::Column> grid;
    std::set<std::int64_t> steps;
    for (const Encoding::Column& column : encoding.columns) {
        const auto step = stepOf(table.header[column.column]);
        if (!step || !column.categories.empty())
            return;
        auto channel = std::find(channels.begin(), channels.end(), step->first);
        if (channel == channels.end())
            channel = channels.insert(channels.end(), step->first);
        steps.insert(step->second);
        grid[{step->second, std::size_t(channel - channels.begin())}] = column;
    }
    const bool inARow = *steps.begin() <= 1 && *steps.rbegin() - *steps.begin() + 1 == std::int64_t(steps.size());
    if (!inARow || grid.size() != steps.size() * channels.size() || grid.size() != encoding.columns.size())
        return;
    encoding.columns.clear();
    encoding.features.clear();
    for (const auto& [place, column] : grid)
        encoding.columns.push_back(column);
    for (const std::string& channel : channels)
        encoding.features.push_back({channel, true});
    encoding.steps = steps.size();
}

Result<Encoding::Column> columnEncoding(const CsvText& table, std::size_t column,
                                        const std::vector<std::uint32_t>& rows)
{
    std::size_t numbers = 0;
    for (const std::uint32_t row : rows) {
        if (const auto error = missing(table, row, column))
            return *error;
        numbers += numberIn(table.cell(row, column)) ? 1 : 0;
    }
    Encoding::Column result{column, {}};
    if (2 * numbers >= rows.size())
        return result;
    std::set<std::string_view> seen;
    for (const std::uint32_t row : rows) {
        seen.insert(table.cell(row, column));
        if (seen.size() > kMaxCategories)
            return table.problem(
                row, column,
                fmt::format("expected at most {} categories, found more: is it a name of the row?", kMaxCategories));
    }
    result.categories.assign(seen.begin(), seen.end());
    return result;
}

} // namespace

Result<LabelColumn> findLabel(const CsvText& table, const std::string& wanted)
{
    const auto column = columnOf(table, wanted);
    if (!column)
        return column.error();
    if (table.columns() < 2)
        return Error(ErrorCode::Format, "line 1: expected a column beside the label, found none", table.path.string());
    if (table.rows() == 0)
        return Error(ErrorCode::Format, "line 2: expected rows after the header, found none", table.path.string());
    std::unordered_set<std::string_view> seen;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (const auto error = missing(table, row, *column))
            return *error;
        seen.insert(table.cell(row, *column));
        if (seen.size() > kMaxClasses)
            return table.problem(row, *column,
                                 fmt::format("expected at most {} classes, found more: is it the label?", kMaxClasses));
    }
    LabelColumn label{*column, {seen.begin(), seen.end()}};
    if (label.classes.size() < 2)
        return table.problem(
            0, *column,
            fmt::format("expected labels of at least 2 classes, found only {}", shown(label.classes.front())));
    sortClasses(label.classes);
    return label;
}

Result<std::vector<std::int64_t>> labelsOf(const CsvText& table, const LabelColumn& label)
{
    std::map<std::string_view, std::int64_t> numbers;
    for (std::size_t i = 0; i < label.classes.size(); ++i)
        numbers[label.classes[i]] = std::int64_t(i);
    std::vector<std::int64_t> labels;
    labels.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (const auto error = missing(table, row, label.column))
            return *error;
        const auto found = numbers.find(table.cell(row, label.column));
        if (found == numbers.end())
            return table.problem(row, label.column,
                                 fmt::format("expected one of the {} classes of the training part, found {}",
                                             label.classes.size(), shown(table.cell(row, label.column))));
        labels.push_back(found->second);
    }
    return labels;
}

std::vector<std::int64_t> Encoding::shape() const
{
    const auto count = std::int64_t(features.size());
    return steps > 0 ? std::vector<std::int64_t>{std::int64_t(steps), count} : std::vector<std::int64_t>{count};
}

Result<Encoding> encodingOf(const CsvText& table, std::size_t label, const std::vector<std::uint32_t>& rows)
{
    Encoding encoding;
    for (std::size_t column = 0; column < table.columns(); ++column) {
        if (column == label)
            continue;
        auto one = columnEncoding(table, column, rows);
        if (!one)
            return one.error();
        const std::string& name = table.header[column];
        if (one->categories.empty())
            encoding.features.push_back({name, true});
        for (const std::string& category : one->categories)
            encoding.features.push_back({fmt::format("{}={}", name, category), false});
        if (encoding.features.size() > kMaxFeatures)
            return table.problem(0, column, fmt::format("expected at most {} features, found more", kMaxFeatures));
        encoding.columns.push_back(*std::move(one));
    }
    arrangeSteps(table, encoding);
    return encoding;
}

Result<std::vector<float>> encode(const CsvText& table, const Encoding& encoding,
                                  const std::vector<std::uint32_t>& rows)
{
    const std::size_t width = std::max<std::size_t>(1, encoding.steps) * encoding.features.size();
    if (rows.size() > std::size_t(kMaxPartBytes) / sizeof(float) / width)
        return Error(
            ErrorCode::Format,
            fmt::format("expected at most {} bytes of numbers, found {} rows of {}", kMaxPartBytes, rows.size(), width),
            table.path.string());
    std::vector<float> values;
    values.reserve(rows.size() * width);
    for (const std::uint32_t row : rows) {
        for (const Encoding::Column& column : encoding.columns) {
            if (const auto error = missing(table, row, column.column))
                return *error;
            const std::string_view cell = table.cell(row, column.column);
            if (column.categories.empty()) {
                const auto number = numberIn(cell);
                if (!number || !(std::abs(*number) <= double(std::numeric_limits<float>::max())))
                    return table.problem(
                        row, column.column,
                        fmt::format("expected a number, as in most of the column, found {}", shown(cell)));
                values.push_back(float(*number));
                continue;
            }
            const auto place = std::lower_bound(column.categories.begin(), column.categories.end(), cell);
            const std::size_t from = values.size();
            values.resize(from + column.categories.size(), 0.0F);
            if (place != column.categories.end() && *place == cell)
                values[from + std::size_t(place - column.categories.begin())] = 1.0F;
        }
    }
    return values;
}

} // namespace cw::data
