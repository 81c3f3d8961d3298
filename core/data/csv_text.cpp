// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/csv_text.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "core/base/file.h"

namespace cw::data {

namespace {

std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Walks over the buffer. Quoted cells are unescaped in place: they only get shorter.
class Parser {
public:
    explicit Parser(CsvText& table)
        : m_table(table)
        , m_at(reinterpret_cast<char*>(table.buffer.data()))
        , m_end(m_at + table.buffer.size())
    {
        constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
        if (std::string_view(m_at, std::size_t(m_end - m_at)).starts_with(kByteOrderMark))
            m_at += kByteOrderMark.size();
    }

    Result<Done> run()
    {
        m_separator = separatorOf();
        std::vector<std::string_view> row;
        bool header = true;
        while (m_at != m_end) {
            const std::uint32_t line = m_line;
            row.clear();
            if (const auto read = readRow(row); !read)
                return read.error();
            if (row.size() == 1 && row.front().empty())
                continue; // a blank line
            const auto taken = header ? takeHeader(row) : takeRow(row, line);
            if (!taken)
                return taken.error();
            header = false;
        }
        if (header)
            return failed(1, "expected a line of column names, found an empty file");
        return Done{};
    }

private:
    Error failed(std::uint32_t line, const std::string& what) const
    {
        return Error(ErrorCode::Format, fmt::format("line {}: {}", line, what), m_table.path.string());
    }

    char separatorOf() const
    {
        const char* lineEnd = std::find(m_at, m_end, '\n');
        char best = ',';
        std::ptrdiff_t most = 0;
        for (const char c : {',', ';', '\t'}) {
            const auto count = std::count(static_cast<const char*>(m_at), lineEnd, c);
            if (count > most) {
                most = count;
                best = c;
            }
        }
        return best;
    }

    /// Cells up to the end of the line.
    Result<Done> readRow(std::vector<std::string_view>& row)
    {
        for (;;) {
            auto cell = *m_at == '"' ? readQuoted() : Result<std::string_view>(readPlain());
            if (!cell)
                return cell.error();
            if (row.size() == kMaxCsvColumns)
                return failed(m_line, fmt::format("expected at most {} columns, found more", kMaxCsvColumns));
            row.push_back(*cell);
            if (m_at == m_end)
                return Done{};
            const bool ended = *m_at == '\n';
            ++m_at;
            if (ended) {
                ++m_line;
                return Done{};
            }
            if (m_at == m_end) { // the file ends with a separator: one more, empty cell
                row.emplace_back();
                return Done{};
            }
        }
    }

    std::string_view readPlain()
    {
        const char* start = m_at;
        while (m_at != m_end && *m_at != m_separator && *m_at != '\n')
            ++m_at;
        return trimmed({start, std::size_t(m_at - start)});
    }

    Result<std::string_view> readQuoted()
    {
        const std::uint32_t line = m_line;
        char* const start = ++m_at;
        char* to = start;
        for (;; ++m_at) {
            if (m_at == m_end)
                return failed(line, "expected a closing quote, found the end of the file");
            if (*m_at == '"') {
                if (m_at + 1 == m_end || m_at[1] != '"')
                    break;
                ++m_at;
            }
            m_line += *m_at == '\n' ? 1 : 0;
            *to++ = *m_at;
        }
        ++m_at;
        const std::string_view rest = readPlain();
        if (!rest.empty())
            return failed(m_line,
                          fmt::format("expected the end of the cell after the quote, found '{}'", rest.substr(0, 20)));
        return trimmed({start, std::size_t(to - start)});
    }

    Result<Done> takeHeader(const std::vector<std::string_view>& row)
    {
        std::unordered_set<std::string_view> seen;
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (row[i].empty())
                return failed(1, fmt::format("column {}: expected a name, found none", i + 1));
            if (!seen.insert(row[i]).second)
                return failed(1, fmt::format("column {}: the name '{}' is there twice", i + 1, row[i].substr(0, 80)));
            m_table.header.emplace_back(row[i]);
        }
        return Done{};
    }

    Result<Done> takeRow(const std::vector<std::string_view>& row, std::uint32_t line)
    {
        if (row.size() != m_table.columns())
            return failed(line,
                          fmt::format("expected {} cells, as in the header, found {}", m_table.columns(), row.size()));
        if (m_table.cells.size() + row.size() > kMaxCsvCells)
            return failed(line, fmt::format("expected at most {} cells in the table, found more rows", kMaxCsvCells));
        m_table.cells.insert(m_table.cells.end(), row.begin(), row.end());
        m_table.lines.push_back(line);
        return Done{};
    }

    CsvText& m_table;
    char* m_at;
    char* m_end;
    char m_separator = ',';
    std::uint32_t m_line = 1;
};

} // namespace

Error CsvText::problem(std::size_t row, std::size_t column, const std::string& what) const
{
    return Error(ErrorCode::Format,
                 fmt::format("line {}, column '{}': {}", lines[row], header[column].substr(0, 80), what),
                 path.string());
}

Result<CsvText> readCsv(const std::filesystem::path& path)
{
    auto content = readMaybeGzip(path, kMaxCsvBytes);
    if (!content)
        return content.error();
    CsvText table;
    table.path = path;
    table.buffer = *std::move(content);
    if (const auto parsed = Parser(table).run(); !parsed)
        return parsed.error();
    return table;
}

} // namespace cw::data
