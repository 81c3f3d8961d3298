// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/pins.h"

#include <fmt/format.h>

#include "core/base/rng.h"
#include "core/space/domain_draw.h"
#include "core/strategy/encoding.h"

namespace cw::run {

namespace {

constexpr int kTries = 256; ///< to find a candidate near a proposal
constexpr int kDraws = 4096;
constexpr std::uint64_t kMostEnumerated = 200'000;

std::optional<std::size_t> firstAgainst(const std::map<std::size_t, double>& values, const space::Candidate& candidate)
{
    for (const auto& [decision, value] : values) {
        if (candidate.isActive(decision) && candidate.values[decision] != value)
            return decision;
    }
    return std::nullopt;
}

} // namespace

Pins::Pins(std::shared_ptr<const space::CandidateSet> candidates, std::uint64_t seed)
    : m_candidates(std::move(candidates))
    , m_seed(seed)
{
}

Result<Done> Pins::set(std::size_t decision, std::optional<double> value)
{
    const space::Decision& named = m_candidates->tree().decisions.at(decision);
    Values values = m_values;
    if (!value && values.erase(decision) == 0)
        return Error(ErrorCode::Config, fmt::format("the decision '{}' is not pinned", named.name));
    if (value) {
        values[decision] = *value;
        std::optional<space::Candidate> witness = witnessOf(values);
        if (!witness)
            return Error(ErrorCode::Config,
                         fmt::format("no candidate with '{} = {}' was found that the constraints or the table admit",
                                     named.name, named.domain.valueText(*value)));
        m_witness = std::move(*witness);
    }
    m_values = std::move(values);
    return Done{};
}

std::optional<space::Candidate> Pins::witnessOf(const Values& values) const
{
    Rng rng(m_seed, 0, "pin");
    for (int i = 0; i < kDraws; ++i) {
        space::Candidate drawn = m_candidates->sample(rng);
        if (!firstAgainst(values, drawn))
            return drawn;
        drawn = mixed(values, drawn, 1, rng);
        if (m_candidates->contains(drawn))
            return drawn;
    }
    std::optional<space::Candidate> found;
    if (const std::uint64_t count = m_candidates->count(); count > 0 && count <= kMostEnumerated)
        m_candidates->enumerate(count, [&](const space::Candidate& candidate) {
            if (!firstAgainst(values, candidate))
                found = candidate;
            return !found;
        });
    return found;
}

std::optional<std::size_t> Pins::against(const space::Candidate& candidate) const
{
    return firstAgainst(m_values, candidate);
}

/// `keep`: chance of every value to stay; the others are those of a random candidate.
space::Candidate Pins::mixed(const Values& values, const space::Candidate& proposed, double keep, Rng& rng) const
{
    const space::DecisionTree& tree = m_candidates->tree();
    const space::Candidate other = keep < 1 ? m_candidates->sample(rng) : proposed;
    space::Candidate candidate;
    candidate.values.assign(tree.size(), space::kInactive);
    for (std::size_t i = 0; i < tree.size(); ++i) {
        if (!space::isConditionMet(tree.decisions[i].condition, candidate))
            continue;
        const auto pinned = values.find(i);
        const bool stays = proposed.isActive(i) && (keep >= 1 || rng.chance(keep));
        if (pinned != values.end())
            candidate.values[i] = pinned->second;
        else if (stays || other.isActive(i))
            candidate.values[i] = (stays ? proposed : other).values[i];
        else
            candidate.values[i] = space::drawValue(tree.decisions[i].domain, rng);
    }
    return candidate;
}

space::Candidate Pins::applied(const space::Candidate& proposed, std::int64_t trial) const
{
    Rng rng(m_seed, std::uint64_t(trial), "pin");
    for (int i = 0; i < kTries; ++i) {
        space::Candidate candidate = mixed(m_values, proposed, 1 - double(i) / (kTries - 1), rng);
        if (m_candidates->contains(candidate))
            return candidate;
    }
    return m_witness;
}

std::string Pins::textOf(std::size_t decision) const
{
    const space::Decision& named = m_candidates->tree().decisions.at(decision);
    return fmt::format("{} = {}", named.name, named.domain.valueText(m_values.at(decision)));
}

Json Pins::state() const
{
    if (m_values.empty())
        return nullptr;
    Json values = Json::array();
    for (const auto& [decision, value] : m_values)
        values.push_back({decision, encodeNumber(value)});
    return {{"values", std::move(values)}, {"witness", strategy::candidateToState(m_witness)}};
}

void Pins::restore(const Json& state)
{
    Values values;
    space::Candidate witness;
    if (!state.is_null()) {
        const Json& list = strategy::stateMember(state, "values");
        const space::DecisionTree& tree = m_candidates->tree();
        for (const Json& item : list) {
            const bool isPin = item.is_array() && item.size() == 2 && item[0].is_number_unsigned();
            const std::size_t decision = isPin ? item[0].get<std::size_t>() : tree.size();
            const auto value = isPin ? decodeNumber(item[1], "snapshot: pins") : Result<double>(0.0);
            if (decision >= tree.size() || !value || !tree.decisions[decision].domain.contains(*value))
                throw Error(ErrorCode::Format, "expected pins as [decision, value]", "snapshot");
            values[decision] = *value;
        }
        witness = strategy::candidateFromState(strategy::stateMember(state, "witness"), *m_candidates);
    }
    m_values = std::move(values);
    m_witness = std::move(witness);
}

} // namespace cw::run
