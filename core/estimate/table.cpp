// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/table.h"

#include "core/base/file.h"
#include "core/estimate/row_candidates.h"
#include "core/estimate/table_reader.h"

namespace cw::estimate {

namespace {

/// Unpacked. The largest published tables have some hundred MB; this only keeps a gzip bomb from filling the memory.
constexpr std::uintmax_t kMaxTableBytes = std::uintmax_t{2} << 30;

/// "nas-bench-201" of "data/nas-bench-201.csv.gz"
std::string nameOf(const std::filesystem::path& path)
{
    std::filesystem::path name = path.filename();
    if (name.extension() == ".gz")
        name = name.stem();
    if (name.extension() == ".csv")
        name = name.stem();
    // A file name may hold any bytes, a space's name goes into JSON.
    return Json::parse(Json(name.string()).dump(-1, ' ', false, Json::error_handler_t::replace)).get<std::string>();
}

} // namespace

Result<std::shared_ptr<const Table>> Table::load(const std::filesystem::path& path)
{
    const auto content = readMaybeGzip(path, kMaxTableBytes);
    if (!content)
        return content.error();
    const std::string_view text(reinterpret_cast<const char*>(content->data()), content->size());
    try {
        return TableReader(text, path.string()).read(nameOf(path));
    } catch (const Error& error) {
        return error;
    }
}

space::Candidate Table::candidate(std::size_t row) const
{
    space::Candidate candidate;
    candidate.values.resize(m_tree.size());
    for (std::size_t i = 0; i < m_tree.size(); ++i)
        candidate.values[i] = m_index->cell(row, i);
    return candidate;
}

int Table::metric(std::string_view name) const
{
    if (name.starts_with("m:"))
        name.remove_prefix(2);
    for (std::size_t i = 0; i < m_metrics.size(); ++i) {
        if (m_metrics[i] == name)
            return int(i);
    }
    return -1;
}

std::shared_ptr<const space::CandidateSet> Table::candidates() const
{
    if (isComplete())
        return std::make_shared<space::TreeCandidates>(m_tree);
    return std::make_shared<RowCandidates>(m_tree, m_index);
}

space::SearchSpace Table::asSpace() const
{
    space::SearchSpace space;
    space.name = m_name;
    space.title = m_name;
    space.decisions = m_tree.decisions;
    return space;
}

} // namespace cw::estimate
