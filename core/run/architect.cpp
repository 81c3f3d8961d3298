// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/architect.h"

#include "core/space/realise.h"

namespace cw::run {

Architect::Architect(std::shared_ptr<const space::SearchSpace> space, space::DecisionTree tree, space::Task task)
    : m_space(std::move(space))
    , m_tree(std::move(tree))
    , m_task(std::move(task))
{
}

Result<ArchitectureFacts> Architect::facts(const Job& job) const
{
    if (m_space->graph.blocks.empty())
        return ArchitectureFacts{};
    const space::RealiseOptions options{m_task, job.fidelity.width, job.fidelity.cells};
    const auto architecture = space::realiseOrError(*m_space, m_tree, job.candidate, options);
    if (!architecture)
        return architecture.error();
    return ArchitectureFacts{space::canonicalHash(*architecture).text(), architecture->costs.parameters,
                             architecture->costs.macs, space::toJson(*architecture)};
}

} // namespace cw::run
