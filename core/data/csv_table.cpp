// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/csv_table.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "core/data/csv_columns.h"
#include "core/data/csv_text.h"
#include "core/data/hold_out.h"

namespace cw::data {

namespace fs = std::filesystem;

namespace {

bool isTable(const std::string& name)
{
    const std::string extension = extensionOf(name);
    return extension == ".csv" || extension == ".tsv";
}

/// "spam-train.csv" -> "spam-test.csv"; empty when "train" is not in it.
std::string testNameOf(const std::string& name)
{
    const auto at = name.rfind("train");
    return at == std::string::npos ? std::string() : std::string(name).replace(at, 5, "test");
}

/// A table with all that is known of it before its numbers are read.
struct Table {
    CsvText train;
    std::optional<CsvText> test; ///< nothing: held out of `train`
    LabelColumn label;
    std::vector<std::int64_t> trainLabels; ///< of all rows of `train`
    std::vector<std::int64_t> testLabels;  ///< of all rows of `test`
    HoldOut rows;                          ///< of the training part in `train`, of the test part in its file
    Encoding encoding;
};

Result<Done> openTest(Table& table, const fs::path& path)
{
    auto read = readCsv(path);
    if (!read)
        return read.error();
    if (read->header != table.train.header)
        return Error(
            ErrorCode::Format,
            fmt::format("line 1: expected the columns of {}, found others", table.train.path.filename().string()),
            path.string());
    auto labels = labelsOf(*read, table.label);
    if (!labels)
        return labels.error();
    table.test = *std::move(read);
    table.testLabels = *std::move(labels);
    return Done{};
}

std::vector<std::uint32_t> allRows(const CsvText& table)
{
    std::vector<std::uint32_t> rows(table.rows());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

Result<Table> open(const Place& place)
{
    const fs::path path = place.set.empty() ? place.path : place.path / place.set;
    auto read = readCsv(path);
    if (!read)
        return read.error();
    Table table;
    table.train = *std::move(read);
    auto label = findLabel(table.train, place.option);
    if (!label)
        return label.error();
    table.label = *std::move(label);
    auto labels = labelsOf(table.train, table.label);
    if (!labels)
        return labels.error();
    table.trainLabels = *std::move(labels);
    const std::string testName = testNameOf(path.filename().string());
    std::error_code failure;
    if (!testName.empty() && fs::exists(path.parent_path() / testName, failure)) {
        if (const auto opened = openTest(table, path.parent_path() / testName); !opened)
            return opened.error();
        table.rows = {allRows(table.train), allRows(*table.test)};
    } else {
        table.rows = holdOutTest(table.trainLabels, table.label.classes.size());
    }
    auto encoding = encodingOf(table.train, table.label.column, table.rows.train);
    if (!encoding)
        return encoding.error();
    table.encoding = *std::move(encoding);
    return table;
}

DataKind kindOf(const Table& table)
{
    return table.encoding.steps > 0 ? DataKind::Sequences : DataKind::Vectors;
}

Result<Split> part(const CsvText& text, const std::vector<std::int64_t>& labels, const Encoding& encoding,
                   const std::vector<std::uint32_t>& rows)
{
    auto values = encode(text, encoding, rows);
    if (!values)
        return values.error();
    Split split{.values = *std::move(values)};
    for (const std::uint32_t row : rows)
        split.labels.push_back(labels[row]);
    return split;
}

Result<DataSet> loadCsv(const Place& place)
{
    auto table = open(place);
    if (!table)
        return table.error();
    const Table& t = *table;
    auto train = part(t.train, t.trainLabels, t.encoding, t.rows.train);
    if (!train)
        return train.error();
    auto test = part(t.test ? *t.test : t.train, t.test ? t.testLabels : t.trainLabels, t.encoding, t.rows.test);
    if (!test)
        return test.error();
    return DataSet{.kind = kindOf(t),
                   .shape = t.encoding.shape(),
                   .classes = t.label.classes,
                   .features = t.encoding.features,
                   .train = *std::move(train),
                   .test = *std::move(test)};
}

/// Reads every cell: a table that is listed as usable can be used.
Result<DataSetInfo> describeCsv(const Place& place)
{
    auto data = loadCsv(place);
    if (!data)
        return data.error();
    return DataSetInfo{.kind = data->kind,
                       .shape = std::move(data->shape),
                       .classes = std::move(data->classes),
                       .trainSize = std::int64_t(data->train.size()),
                       .testSize = std::int64_t(data->test.size())};
}

bool takesCsvFile(const fs::path& file)
{
    return isTable(file.filename().string());
}

std::vector<std::string> setsOfCsv(const fs::path&, const std::vector<std::string>& names)
{
    std::vector<std::string> tests;
    for (const std::string& name : names) {
        if (isTable(name) && name.find("train") != std::string::npos)
            tests.push_back(testNameOf(name));
    }
    std::vector<std::string> sets;
    for (const std::string& name : names) {
        if (isTable(name) && std::find(tests.begin(), tests.end(), name) == tests.end())
            sets.push_back(name);
    }
    return sets;
}

} // namespace

ReaderEntry csvTableReader()
{
    ReaderEntry entry;
    entry.id = "csv-table";
    entry.title = "CSV table";
    entry.summary = "One sample a row, one column with its class, the others numbers or categories; plain or gz.";
    entry.rank = 2;
    entry.option = "COLUMN";
    entry.takesFile = takesCsvFile;
    entry.setsIn = setsOfCsv;
    entry.describe = describeCsv;
    entry.load = loadCsv;
    return entry;
}

} // namespace cw::data
