// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/ask_tell.h"

namespace cw::run {

// kForeignTrial itself is a trial of another run, kForeignTrial + n the enqueued trial n of this one.

AskTell::AskTell(std::unique_ptr<strategy::Strategy> strategy, std::unique_ptr<estimate::Scheduler> scheduler,
                 std::vector<estimate::Objective> objectives, const Beginning& beginning)
    : m_strategy(std::move(strategy))
    , m_scheduler(std::move(scheduler))
    , m_objectives(std::move(objectives))
    , m_enqueued(beginning.enqueued)
{
    for (std::size_t i = 0; i < beginning.known.size(); ++i) {
        m_strategy->tell({.trial = strategy::kForeignTrial,
                          .candidate = beginning.knownCandidates[i],
                          .values = estimate::orientedValues(m_objectives, beginning.known[i].metrics),
                          .rung = m_scheduler->lastRung()});
    }
}

std::optional<Job> AskTell::next(bool mayPropose)
{
    if (const auto promotion = m_scheduler->next(false))
        return goingOn(*promotion);
    if (mayPropose) {
        if (auto job = propose())
            return job;
    }
    const bool closing = m_told == m_asked && (!mayPropose || m_exhausted);
    if (const auto promotion = closing ? m_scheduler->next(true) : std::nullopt)
        return goingOn(*promotion);
    return std::nullopt;
}

std::optional<Job> AskTell::propose()
{
    Job job;
    if (m_trials < enqueued()) {
        job.candidate = m_enqueued[static_cast<std::size_t>(m_trials)];
    } else {
        if (m_exhausted)
            return std::nullopt;
        std::vector<strategy::Proposal> proposals = m_strategy->ask(1);
        m_exhausted = proposals.empty();
        if (m_exhausted)
            return std::nullopt;
        job.candidate = std::move(proposals.front().candidate);
        const std::int64_t parent = proposals.front().parent;
        job.parent = parent >= strategy::kForeignTrial ? parent - strategy::kForeignTrial
                     : parent > 0                      ? parent + enqueued()
                                                       : 0;
    }
    job.number = ++m_asked;
    job.trial = ++m_trials;
    job.fidelity = m_scheduler->rungs().front();
    m_scheduler->begin(job.trial);
    return job;
}

Job AskTell::goingOn(const estimate::Promotion& promotion)
{
    const std::vector<estimate::Fidelity>& rungs = m_scheduler->rungs();
    const auto rung = static_cast<std::size_t>(promotion.rung);
    if (promotion.trial < 1 || promotion.trial > m_trials || rung < 1 || rung >= rungs.size())
        throw Error(ErrorCode::Internal, "the scheduler sends on a trial that does not exist", "scheduler");
    Job job;
    job.number = ++m_asked;
    job.trial = promotion.trial;
    job.rung = promotion.rung;
    job.fidelity = rungs[rung];
    job.from = rungs[rung - 1].epochs;
    return job;
}

void AskTell::tell(const Job& job, const JobResult& result)
{
    ++m_told;
    const estimate::Estimate& estimate = result.estimate;
    strategy::Observation observation;
    observation.trial = job.trial <= enqueued() ? strategy::kForeignTrial + job.trial : job.trial - enqueued();
    observation.candidate = job.candidate;
    observation.state = estimate.state;
    observation.rung = job.rung;
    // What a failed or refused trial left behind says nothing about the candidate.
    if (estimate.state == TrialState::Finished || estimate.state == TrialState::Pruned)
        observation.values = estimate::orientedValues(m_objectives, estimate.metrics);
    observation.feasible = estimate.state != TrialState::Rejected;
    const bool goesOn = estimate.state == TrialState::Finished && !result.repeats;
    m_scheduler->tell({job.trial, job.rung, goesOn ? observation.values : std::vector<double>()});
    if (job.rung == 0 || m_strategy->learnsFromRungs())
        m_strategy->tell(observation);
}

Json AskTell::state() const
{
    return {{"asked", m_asked},
            {"trials", m_trials},
            {"told", m_told},
            {"strategy", m_strategy->state()},
            {"scheduler", m_scheduler->state()}};
}

void AskTell::restore(const Json& state)
{
    const auto count = [&](const char* key) {
        return state.contains(key) && state.at(key).is_number_integer() && state.at(key) >= 0;
    };
    if (!state.is_object() || !state.contains("strategy") || !count("asked"))
        throw Error(ErrorCode::Format, "expected the state of a search with \"asked\" and \"strategy\"", "snapshot");
    // Snapshots from before there were schedulers: one job per trial, and nobody counts what was told.
    const bool scheduled = count("trials") && count("told") && state.contains("scheduler");
    m_strategy->restore(state.at("strategy"));
    if (scheduled)
        m_scheduler->restore(state.at("scheduler"));
    m_asked = state.at("asked").get<std::int64_t>();
    m_trials = scheduled ? state.at("trials").get<std::int64_t>() : m_asked;
    m_told = scheduled ? state.at("told").get<std::int64_t>() : 0;
}

} // namespace cw::run
