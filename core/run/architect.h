// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/run/job.h"
#include "core/space/prepared_space.h"

namespace cw::run {

/// What the history keeps of the network that a trial denotes.
struct ArchitectureFacts {
    std::string hash; ///< empty: the space has no blocks, so there is no network
    std::int64_t params = 0;
    std::int64_t macs = 0;
    Json document; ///< .cwarch; null when not at hand
};

/// Turns a job's candidate into its architecture, at the job's fidelity and for the run's data set.
/// Thread: const, used by all workers
class Architect {
public:
    Architect(std::shared_ptr<const space::SearchSpace> space, space::DecisionTree tree, space::Task task);

    /// Empty facts for a space without blocks. Errors: Config: the first thing that does not fit
    Result<ArchitectureFacts> facts(const Job& job) const;

private:
    std::shared_ptr<const space::PreparedSpace> prepared(const Job& job) const;

    std::shared_ptr<const space::SearchSpace> m_space;
    std::shared_ptr<const space::DecisionTree> m_tree;
    space::Task m_task;
    mutable std::mutex m_mutex;
    /// By width, cells and resolution: a scheduler has few fidelities.
    mutable std::map<std::tuple<double, int, int>, std::shared_ptr<const space::PreparedSpace>> m_prepared;
};

} // namespace cw::run
