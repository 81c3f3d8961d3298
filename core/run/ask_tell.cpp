// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/ask_tell.h"

namespace cw::run {

AskTell::AskTell(std::unique_ptr<strategy::Strategy> strategy, std::unique_ptr<estimate::Scheduler> scheduler,
                 std::vector<estimate::Objective> objectives, const estimate::Fidelity& full)
    : m_strategy(std::move(strategy))
    , m_scheduler(std::move(scheduler))
    , m_objectives(std::move(objectives))
    , m_full(full)
{
}

std::optional<Job> AskTell::next()
{
    std::vector<strategy::Proposal> proposals = m_strategy->ask(1);
    if (proposals.empty())
        return std::nullopt;
    ++m_asked;
    Job job;
    job.number = m_asked;
    job.trial = m_asked;
    job.candidate = std::move(proposals.front().candidate);
    job.parent = proposals.front().parent;
    job.fidelity = m_scheduler->first(m_full);
    return job;
}

void AskTell::tell(const Job& job, const JobResult& result)
{
    const estimate::Estimate& estimate = result.estimate;
    strategy::Observation observation;
    observation.trial = job.trial;
    observation.candidate = job.candidate;
    observation.state = estimate.state;
    // What a failed or refused trial left behind says nothing about the candidate.
    if (estimate.state == TrialState::Finished || estimate.state == TrialState::Pruned)
        observation.values = estimate::orientedValues(m_objectives, estimate.metrics);
    observation.feasible = estimate.state != TrialState::Rejected;
    m_strategy->tell(observation);
}

Json AskTell::state() const
{
    return {{"asked", m_asked}, {"strategy", m_strategy->state()}};
}

void AskTell::restore(const Json& state)
{
    const bool right = state.is_object() && state.contains("strategy") && state.contains("asked") &&
                       state.at("asked").is_number_integer() && state.at("asked") >= 0;
    if (!right)
        throw Error(ErrorCode::Format, "expected the state of a search with \"asked\" and \"strategy\"", "snapshot");
    m_strategy->restore(state.at("strategy"));
    m_asked = state.at("asked").get<std::int64_t>();
}

} // namespace cw::run
