// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/ask_tell.h"

#include <algorithm>

#include "core/strategy/withdrawing.h"

namespace cw::run {

namespace {

// How often a strategy is asked anew because what the pins make of its proposals has been tried already.
constexpr int kMostAsksAnew = 16;

std::vector<std::int64_t> handMadeFromState(const Json& state)
{
    std::vector<std::int64_t> trials;
    for (const Json& trial : state.value("hand_made", Json::array())) {
        if (!trial.is_number_integer() || trial <= (trials.empty() ? 0 : trials.back()))
            throw Error(ErrorCode::Format, "\"hand_made\": expected numbers of trials, rising", "snapshot");
        trials.push_back(trial.get<std::int64_t>());
    }
    return trials;
}

} // namespace

// kForeignTrial itself is a trial of another run, kForeignTrial + n the enqueued trial n of this one. All others are
// told by their number less those enqueued at the beginning. Strategies only hand the numbers back, as parents.

AskTell::AskTell(std::unique_ptr<strategy::Strategy> strategy, std::unique_ptr<estimate::Scheduler> scheduler,
                 std::vector<estimate::Objective> objectives, const Beginning& beginning,
                 std::optional<Guidance> guidance)
    : m_strategy(std::move(strategy))
    , m_scheduler(std::move(scheduler))
    , m_objectives(std::move(objectives))
    , m_enqueued(beginning.enqueued)
    , m_guidance(std::move(guidance))
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
    m_isAsProposed = false;
    if (m_trials < enqueued()) {
        job.candidate = m_enqueued[static_cast<std::size_t>(m_trials)];
    } else if (m_guidance && m_guidance->waiting() > 0) {
        job.candidate = m_guidance->takeNext();
        m_handMade.push_back(m_trials + 1);
    } else {
        std::optional<strategy::Proposal> proposal = ask(m_trials + 1);
        if (!proposal)
            return std::nullopt;
        job.candidate = std::move(proposal->candidate);
        const std::int64_t parent = proposal->parent;
        job.parent = parent >= strategy::kForeignTrial ? parent - strategy::kForeignTrial
                     : parent > 0                      ? parent + enqueued()
                                                       : 0;
    }
    job.number = ++m_asked;
    job.trial = ++m_trials;
    job.fidelity = m_scheduler->rungs().front();
    m_scheduler->begin(job.trial);
    if (m_guidance)
        m_guidance->begun(job.candidate);
    return job;
}

/// What the strategy proposes, with the pins.
std::optional<strategy::Proposal> AskTell::ask(std::int64_t trial)
{
    for (int asks = 0; !m_exhausted; ++asks) {
        std::vector<strategy::Proposal> proposals = m_strategy->ask(1);
        m_exhausted = proposals.empty();
        if (m_exhausted)
            break;
        strategy::Proposal& proposal = proposals.front();
        m_isAsProposed = true;
        auto instead = m_guidance ? m_guidance->inPlaceOf(proposal.candidate, trial) : std::nullopt;
        if (!instead)
            return std::move(proposal);
        if (auto* withdrawing = dynamic_cast<strategy::Withdrawing*>(m_strategy.get()))
            withdrawing->withdraw(proposal.candidate);
        if (asks < kMostAsksAnew && m_guidance->hasBegun(*instead))
            continue;
        proposal.candidate = std::move(*instead);
        m_isAsProposed = false;
        return std::move(proposal);
    }
    return std::nullopt;
}

Result<Done> AskTell::steer(history::InterventionKind kind, const Json& argument)
{
    if (!m_guidance)
        return Error(ErrorCode::Config, "this search takes no candidates and no pins");
    return m_guidance->apply(kind, argument);
}

std::int64_t AskTell::waiting() const
{
    return std::max<std::int64_t>(0, enqueued() - m_trials) + (m_guidance ? m_guidance->waiting() : 0);
}

bool AskTell::isForeign(std::int64_t trial) const
{
    return trial <= enqueued() || std::binary_search(m_handMade.begin(), m_handMade.end(), trial);
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
    observation.trial = isForeign(job.trial) ? strategy::kForeignTrial + job.trial : job.trial - enqueued();
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

bool AskTell::isProposedLast(const Job& job) const
{
    return job.rung == 0 && job.trial == m_trials && !isForeign(job.trial);
}

std::optional<strategy::Forecast> AskTell::forecast(const Job& newest) const
{
    const auto* forecaster = dynamic_cast<const strategy::Forecaster*>(m_strategy.get());
    return forecaster != nullptr && isProposedLast(newest) ? forecaster->forecast(newest.candidate) : std::nullopt;
}

std::optional<strategy::Acquisition> AskTell::acquisition(const Job& newest) const
{
    const auto* acquirer = dynamic_cast<const strategy::Acquirer*>(m_strategy.get());
    const bool isOfIt = acquirer != nullptr && isProposedLast(newest) && m_isAsProposed;
    return isOfIt ? acquirer->newestAcquisition() : std::nullopt;
}

Json AskTell::state() const
{
    Json state{{"asked", m_asked},
               {"trials", m_trials},
               {"told", m_told},
               {"strategy", m_strategy->state()},
               {"scheduler", m_scheduler->state()}};
    if (steered() > 0) {
        state["guidance"] = m_guidance->state();
        state["hand_made"] = m_handMade;
    }
    return state;
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
    m_handMade.clear();
    if (m_guidance && state.contains("guidance")) {
        m_guidance->restore(state.at("guidance"));
        m_handMade = handMadeFromState(state);
    }
    m_asked = state.at("asked").get<std::int64_t>();
    m_trials = scheduled ? state.at("trials").get<std::int64_t>() : m_asked;
    m_told = scheduled ? state.at("told").get<std::int64_t>() : 0;
    m_isAsProposed = false;
}

} // namespace cw::run
