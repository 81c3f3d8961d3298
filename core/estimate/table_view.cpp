// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/table_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/param_schema.h"
#include "core/estimate/row_candidates.h"

namespace cw::estimate {

namespace {

constexpr std::uint64_t kMaxValues = 65535; // of one decision: cells of a RowIndex have 16 bits

bool isCountable(const space::Domain& domain)
{
    return (domain.kind == space::DomainKind::Categorical || domain.kind == space::DomainKind::Integer) &&
           domain.count() <= kMaxValues;
}

std::vector<std::string> names(const space::DecisionTree& tree)
{
    std::vector<std::string> list;
    for (const space::Decision& decision : tree.decisions)
        list.push_back(decision.name);
    return list;
}

} // namespace

Result<TableView> TableView::match(std::shared_ptr<const Table> table, const space::DecisionTree& tree)
{
    TableView view;
    view.m_table = std::move(table);
    view.m_decisions = tree.size();
    for (const space::Decision& decision : tree.decisions) {
        if (view.m_table->tree().find(decision.name) < 0)
            return Error(ErrorCode::Config, fmt::format("the table has no decision '{}' of the space, it has {}",
                                                        decision.name, joinNames(names(view.m_table->tree()))));
    }
    view.m_columns.resize(view.m_table->tree().size());
    for (std::size_t i = 0; i < view.m_columns.size(); ++i) {
        if (const auto matched = view.matchColumn(i, tree); !matched)
            return matched.error();
    }
    if (const auto restricted = view.restrict(tree); !restricted)
        return restricted.error();
    return view;
}

Result<Done> TableView::matchColumn(std::size_t column, const space::DecisionTree& tree)
{
    const space::Decision& ours = m_table->tree().decisions[column];
    const int index = tree.find(ours.name);
    if (index < 0)
        return Error(ErrorCode::Config, fmt::format("the space has no decision '{}' of the table, it has {}", ours.name,
                                                    joinNames(names(tree))));
    Column& matched = m_columns[column];
    matched.decision = std::size_t(index);
    matched.domain = tree.decisions[matched.decision].domain;
    if (!isCountable(matched.domain))
        return Error(ErrorCode::Config,
                     fmt::format("decision '{}': expected a categorical or integer one, as a table needs", ours.name));
    const auto& choices = ours.domain.choices;
    bool any = false;
    for (std::uint64_t cell = 0; cell < matched.domain.count(); ++cell) {
        const std::string text = matched.domain.valueText(valueOf(matched.domain, std::int64_t(cell)));
        const auto found = std::find(choices.begin(), choices.end(), text);
        matched.cells.push_back(found == choices.end() ? -1 : found - choices.begin());
        any = any || found != choices.end();
    }
    if (!any)
        return Error(ErrorCode::Config, fmt::format("decision '{}': the space has none of the table's alternatives {}",
                                                    ours.name, joinNames(choices)));
    return Done{};
}

Result<Done> TableView::restrict(const space::DecisionTree& tree)
{
    const bool whole = std::all_of(m_columns.begin(), m_columns.end(), [&](const Column& column) {
        const bool known = std::all_of(column.cells.begin(), column.cells.end(), [](std::int64_t c) { return c >= 0; });
        return known && tree.decisions[column.decision].condition.parent < 0;
    });
    if (whole && m_table->isComplete())
        return Done{};
    std::vector<std::uint16_t> cells;
    std::vector<std::uint16_t> one(tree.size());
    space::Candidate candidate;
    candidate.values.resize(tree.size());
    for (std::size_t row = 0; row < m_table->rows(); ++row) {
        bool inSpace = true;
        for (std::size_t i = 0; i < m_columns.size() && inSpace; ++i) {
            const Column& column = m_columns[i];
            const auto found = std::find(column.cells.begin(), column.cells.end(), m_table->index().cell(row, i));
            inSpace = found != column.cells.end();
            one[column.decision] = std::uint16_t(found - column.cells.begin());
            candidate.values[column.decision] = valueOf(column.domain, found - column.cells.begin());
        }
        if (inSpace && checkCandidate(tree, candidate, {}))
            cells.insert(cells.end(), one.begin(), one.end());
    }
    if (cells.empty())
        return Error(ErrorCode::Config, "no row of the table is a candidate of the space");
    std::vector<std::uint32_t> sizes;
    for (const space::Decision& decision : tree.decisions)
        sizes.push_back(std::uint32_t(decision.domain.count()));
    m_restriction =
        std::make_shared<RowCandidates>(tree, std::make_shared<RowIndex>(std::move(cells), std::move(sizes)));
    return Done{};
}

std::int64_t TableView::row(const space::Candidate& candidate) const
{
    if (candidate.values.size() != m_decisions)
        return -1;
    return m_table->index().find([&](std::size_t i) -> std::int64_t {
        const Column& column = m_columns[i];
        const std::int64_t cell = cellOf(column.domain, candidate.values[column.decision]);
        return cell < 0 ? -1 : column.cells[std::size_t(cell)];
    });
}

} // namespace cw::estimate
