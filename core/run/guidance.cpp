// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/guidance.h"

#include <fmt/format.h>

#include "core/run/intervention.h"
#include "core/space/realise.h"
#include "core/strategy/encoding.h"

namespace cw::run {

Guidance::Guidance(std::shared_ptr<const space::SearchSpace> space,
                   std::shared_ptr<const space::CandidateSet> candidates, std::uint64_t seed)
    : m_space(std::move(space))
    , m_candidates(candidates)
    , m_pins(std::move(candidates), seed)
{
}

Result<Done> Guidance::apply(history::InterventionKind kind, const Json& argument)
{
    try {
        Result<Done> done = kind == history::InterventionKind::Enqueue ? enqueue(argument) : pin(argument);
        m_applied += done ? 1 : 0;
        return done;
    } catch (const Error& error) { // constraints that admit almost nothing
        return error;
    }
}

Result<Done> Guidance::enqueue(const Json& argument)
{
    const auto text = candidateOf(argument);
    if (!text)
        return text.error();
    auto candidate = space::parseCandidate(*m_space, m_candidates->tree(), *text);
    if (!candidate)
        return candidate.error();
    if (!m_candidates->contains(*candidate))
        return Error(ErrorCode::Config, "the constraints or the table do not admit the candidate");
    if (const auto pin = m_pins.against(*candidate))
        return Error(ErrorCode::Config, fmt::format("'{}' is pinned, expected a candidate with that value, or no pin",
                                                    m_pins.textOf(*pin)));
    m_queue.push_back(std::move(*candidate));
    return Done{};
}

Result<Done> Guidance::pin(const Json& argument)
{
    const auto wanted = pinOf(argument);
    if (!wanted)
        return wanted.error();
    const space::DecisionTree& tree = m_candidates->tree();
    const int decision = tree.find(wanted->decision);
    if (decision < 0)
        return Error(ErrorCode::Config, fmt::format("the space has no decision '{}'", wanted->decision));
    std::optional<double> value;
    if (wanted->value) {
        const space::Domain& domain = tree.decisions[std::size_t(decision)].domain;
        const auto parsed = domain.parseValue(*wanted->value, wanted->decision);
        if (!parsed)
            return Error(ErrorCode::Config, fmt::format("'{}': {}", wanted->decision, parsed.error().problem()));
        value = *parsed;
    }
    Result<Done> done = m_pins.set(std::size_t(decision), value);
    m_wasPinned = m_wasPinned || !m_pins.empty();
    return done;
}

space::Candidate Guidance::takeNext()
{
    space::Candidate candidate = std::move(m_queue.front());
    m_queue.pop_front();
    return candidate;
}

std::optional<space::Candidate> Guidance::inPlaceOf(const space::Candidate& proposed, std::int64_t trial) const
{
    if (!m_pins.against(proposed))
        return std::nullopt;
    return m_pins.applied(proposed, trial);
}

void Guidance::begun(const space::Candidate& candidate)
{
    if (m_wasPinned)
        m_begun.insert(candidate);
}

Json Guidance::state() const
{
    Json queue = Json::array();
    for (const space::Candidate& candidate : m_queue)
        queue.push_back(strategy::candidateToState(candidate));
    return {{"applied", m_applied},
            {"queue", std::move(queue)},
            {"pins", m_pins.state()},
            {"begun", m_begun.state()},
            {"was_pinned", m_wasPinned}};
}

void Guidance::restore(const Json& state)
{
    const std::int64_t applied = strategy::stateInteger(state, "applied", 0);
    std::deque<space::Candidate> queue;
    for (const Json& item : strategy::stateMember(state, "queue"))
        queue.push_back(strategy::candidateFromState(item, *m_candidates));
    strategy::SeenSet begun = strategy::SeenSet::fromState(strategy::stateMember(state, "begun"));
    m_pins.restore(strategy::stateMember(state, "pins"));
    m_applied = applied;
    m_queue = std::move(queue);
    m_begun = std::move(begun);
    m_wasPinned = state.value("was_pinned", false);
}

} // namespace cw::run
