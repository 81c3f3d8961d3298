// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/table_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include <fmt/format.h>

namespace cw::estimate {

namespace {

constexpr std::size_t kMaxColumns = 10000;
constexpr std::size_t kMaxAlternatives = 65535;

/// Hostile text in a message: cut, and without bytes that would break a terminal or a JSON document.
std::string shown(std::string_view text)
{
    std::string out;
    for (const char c : text.substr(0, 40))
        out += c >= 0x20 && c < 0x7f ? c : '?';
    return text.size() > 40 ? out + "..." : out;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

bool isUtf8(std::string_view text)
{
    try {
        return !Json(std::string(text)).dump().empty();
    } catch (const Json::exception&) {
        return false;
    }
}

bool parseNumber(std::string_view text, double& value)
{
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc() && end == text.data() + text.size();
}

/// Numbers by value ("8" before "16"), anything else by its letters.
void sortAlternatives(std::vector<std::string_view>& names)
{
    std::unordered_map<std::string_view, double> numbers;
    for (const std::string_view name : names) {
        double value = 0;
        if (parseNumber(name, value) && std::isfinite(value))
            numbers[name] = value;
    }
    if (numbers.size() != names.size()) {
        std::sort(names.begin(), names.end());
        return;
    }
    std::sort(names.begin(), names.end(), [&](std::string_view a, std::string_view b) {
        const double x = numbers[a];
        const double y = numbers[b];
        return x != y ? x < y : a < b;
    });
}

} // namespace

TableReader::TableReader(std::string_view text, std::string file)
    : m_text(text)
    , m_file(std::move(file))
{
    if (m_text.starts_with("\xef\xbb\xbf")) // a byte order mark, as spreadsheets write
        m_text.remove_prefix(3);
}

Error TableReader::problem(const std::string& what) const
{
    return Error(ErrorCode::Format, what, fmt::format("{}:{}", m_file, std::max<std::int64_t>(m_line, 1)));
}

bool TableReader::nextLine(std::string_view& line)
{
    while (!m_text.empty()) {
        const auto end = m_text.find('\n');
        line = m_text.substr(0, end);
        m_text.remove_prefix(end == std::string_view::npos ? m_text.size() : end + 1);
        ++m_line;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!line.empty() && line.front() != '#')
            return true;
    }
    return false;
}

void TableReader::split(std::string_view line)
{
    m_fields.clear();
    for (;;) {
        std::size_t end = 0;
        if (line.starts_with('"')) {
            const auto close = line.find('"', 1);
            end = close == std::string_view::npos ? line.size() : close + 1;
            if (close == std::string_view::npos || (end < line.size() && line[end] != ','))
                throw problem(
                    fmt::format("field {}: expected a closing quote before the next comma", m_fields.size() + 1));
            m_fields.push_back(line.substr(1, close - 1));
        } else {
            end = std::min(line.find(','), line.size());
            m_fields.push_back(trimmed(line.substr(0, end)));
        }
        if (m_fields.size() > kMaxColumns)
            throw problem(fmt::format("expected at most {} columns, found more", kMaxColumns));
        if (end >= line.size())
            return;
        line.remove_prefix(end + 1);
    }
}

void TableReader::checkName(std::string_view name, std::string_view forbidden, const char* what) const
{
    if (name.empty())
        throw problem(fmt::format("expected the name of {}, found none", what));
    const bool control =
        std::any_of(name.begin(), name.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
    if (control || name.find_first_of(forbidden) != std::string_view::npos || !isUtf8(name))
        throw problem(fmt::format("name of {}: expected UTF-8 text without any of '{}', found '{}'", what, forbidden,
                                  shown(name)));
}

void TableReader::readHeader()
{
    std::string_view line;
    if (!nextLine(line))
        throw problem("expected a header line with d: and m: columns, found none");
    split(line);
    std::set<std::string_view> seen;
    for (const std::string_view field : m_fields) {
        Column column;
        if (field.starts_with("d:") || field.starts_with("m:")) {
            const bool decision = field.front() == 'd';
            column.role = decision ? Role::Decision : Role::Metric;
            column.name = trimmed(field.substr(2));
            // candidates are written "name=value;name=value", so these letters would make them unreadable
            checkName(column.name, decision ? ";=" : "", decision ? "a decision" : "a metric");
            if (!seen.insert(field).second)
                throw problem(fmt::format("column '{}' is there twice", shown(field)));
        }
        m_decisions += column.role == Role::Decision ? 1 : 0;
        m_columns.push_back(std::move(column));
    }
    if (m_decisions == 0)
        throw problem("expected at least one column d:<decision>, found none");
    if (std::none_of(m_columns.begin(), m_columns.end(), [](const Column& c) { return c.role == Role::Metric; }))
        throw problem("expected at least one column m:<metric>, found none");
}

std::uint16_t TableReader::readChoice(Column& column, std::string_view field)
{
    const auto [found, isNew] = column.codes.try_emplace(field, std::uint16_t(column.alternatives.size()));
    if (isNew) {
        checkName(field, ";", "an alternative");
        if (column.alternatives.size() == kMaxAlternatives)
            throw problem(
                fmt::format("decision '{}': expected at most {} alternatives", column.name, kMaxAlternatives));
        column.alternatives.push_back(field);
    }
    return found->second;
}

double TableReader::readNumber(const Column& column, std::string_view field) const
{
    double value = std::numeric_limits<double>::quiet_NaN();
    if (!field.empty() && !parseNumber(field, value))
        throw problem(fmt::format("metric '{}': expected a number, found '{}'", column.name, shown(field)));
    return value;
}

void TableReader::readRow()
{
    if (m_fields.size() != m_columns.size())
        throw problem(fmt::format("expected {} fields as in the header, found {}", m_columns.size(), m_fields.size()));
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].role == Role::Decision)
            m_cells.push_back(readChoice(m_columns[i], m_fields[i]));
        else if (m_columns[i].role == Role::Metric)
            m_values.push_back(readNumber(m_columns[i], m_fields[i]));
    }
    m_lines.push_back(m_line);
}

/// Sorts the alternatives and renumbers the cells of that decision.
space::Decision TableReader::finishDecision(Column& column, std::size_t index)
{
    auto sorted = column.alternatives;
    sortAlternatives(sorted);
    std::vector<std::uint16_t> renumbered(sorted.size());
    space::Decision decision;
    decision.name = column.name;
    decision.domain.kind = space::DomainKind::Categorical;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        renumbered[column.codes.at(sorted[i])] = std::uint16_t(i);
        decision.domain.choices.emplace_back(sorted[i]);
    }
    for (std::size_t i = index; i < m_cells.size(); i += m_decisions)
        m_cells[i] = renumbered[m_cells[i]];
    return decision;
}

std::shared_ptr<const Table> TableReader::read(std::string name)
{
    readHeader();
    for (std::string_view line; nextLine(line);) {
        split(line);
        readRow();
    }
    if (m_lines.empty())
        throw problem("expected at least one row after the header, found none");
    auto table = std::make_shared<Table>();
    table->m_name = std::move(name);
    for (Column& column : m_columns) {
        if (column.role == Role::Metric)
            table->m_metrics.push_back(column.name);
        if (column.role != Role::Decision)
            continue;
        table->m_tree.decisions.push_back(finishDecision(column, table->m_tree.size()));
        table->m_sizes.push_back(std::uint32_t(column.alternatives.size()));
    }
    table->m_values = std::move(m_values);
    table->m_index = std::make_shared<RowIndex>(std::move(m_cells), table->m_sizes);
    if (const auto& twice = table->m_index->duplicate()) {
        m_line = m_lines[twice->second];
        throw problem(fmt::format("the candidate {} is there twice, first in line {}",
                                  shown(space::toText(table->m_tree, table->candidate(twice->second))),
                                  m_lines[twice->first]));
    }
    return table;
}

} // namespace cw::estimate
