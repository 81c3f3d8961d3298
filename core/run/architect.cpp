// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/architect.h"

#include "core/estimate/options_at.h"

namespace cw::run {

namespace {

constexpr std::size_t kMostFidelities = 16;

} // namespace

Architect::Architect(std::shared_ptr<const space::SearchSpace> space, space::DecisionTree tree, space::Task task)
    : m_space(std::move(space))
    , m_tree(std::make_shared<const space::DecisionTree>(std::move(tree)))
    , m_task(std::move(task))
{
}

std::shared_ptr<const space::PreparedSpace> Architect::prepared(const Job& job) const
{
    const std::lock_guard lock(m_mutex);
    if (m_prepared.size() > kMostFidelities)
        m_prepared.clear();
    auto& found = m_prepared[{job.fidelity.width, job.fidelity.cells, job.fidelity.resolution}];
    if (found == nullptr)
        found =
            std::make_shared<const space::PreparedSpace>(m_space, m_tree, estimate::optionsAt(m_task, job.fidelity));
    return found;
}

Result<ArchitectureFacts> Architect::facts(const Job& job) const
{
    if (m_space->graph.blocks.empty())
        return ArchitectureFacts{};
    const auto architecture = prepared(job)->realiseOrError(job.candidate);
    if (!architecture)
        return architecture.error();
    return ArchitectureFacts{space::canonicalHash(*architecture).text(), architecture->costs.parameters,
                             architecture->costs.macs, space::toJson(*architecture)};
}

} // namespace cw::run
