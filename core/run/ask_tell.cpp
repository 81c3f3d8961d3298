// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/ask_tell.h"

namespace cw::run {

// kForeignTrial itself is a trial of another run, kForeignTrial + n the enqueued trial n of this one.

AskTell::AskTell(std::unique_ptr<strategy::Strategy> strategy, std::unique_ptr<estimate::Scheduler> scheduler,
                 std::vector<estimate::Objective> objectives, const estimate::Fidelity& full,
                 const Beginning& beginning)
    : m_strategy(std::move(strategy))
    , m_scheduler(std::move(scheduler))
    , m_objectives(std::move(objectives))
    , m_full(full)
    , m_enqueued(beginning.enqueued)
{
    for (std::size_t i = 0; i < beginning.known.size(); ++i) {
        m_strategy->tell({.trial = strategy::kForeignTrial,
                          .candidate = beginning.knownCandidates[i],
                          .values = estimate::orientedValues(m_objectives, beginning.known[i].metrics)});
    }
}

std::optional<Job> AskTell::next()
{
    Job job;
    if (m_asked < enqueued()) {
        job.candidate = m_enqueued[static_cast<std::size_t>(m_asked)];
    } else {
        std::vector<strategy::Proposal> proposals = m_strategy->ask(1);
        if (proposals.empty())
            return std::nullopt;
        job.candidate = std::move(proposals.front().candidate);
        const std::int64_t parent = proposals.front().parent;
        job.parent = parent >= strategy::kForeignTrial ? parent - strategy::kForeignTrial
                     : parent > 0                      ? parent + enqueued()
                                                       : 0;
    }
    ++m_asked;
    job.number = m_asked;
    job.trial = m_asked;
    job.fidelity = m_scheduler->first(m_full);
    return job;
}

void AskTell::tell(const Job& job, const JobResult& result)
{
    const estimate::Estimate& estimate = result.estimate;
    strategy::Observation observation;
    observation.trial = job.trial <= enqueued() ? strategy::kForeignTrial + job.trial : job.trial - enqueued();
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
