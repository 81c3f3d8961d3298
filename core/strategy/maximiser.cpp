// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/maximiser.h"

#include <algorithm>
#include <cmath>

#include "core/space/domain_draw.h"
#include "core/space/features.h"
#include "core/space/variation/change.h"
#include "core/strategy/fitness.h"

namespace cw::strategy {

namespace {

using space::DomainKind;

constexpr std::uint64_t kFewNeighbours = 40;
/// Up to here a space is looked through when chance finds nothing new.
constexpr std::uint64_t kListable = 1'000'000;
/// Of those the first so many not seen are drawn from.
constexpr std::size_t kReservoir = 1'000;
constexpr int kMostDraws = 100;
/// Steps of a number are between these parts of its range, small ones as likely as large ones (by their logarithm).
constexpr double kSmallestStep = 0.003;
constexpr double kLargestStep = 0.3;

bool isNumber(const space::Domain& domain)
{
    return domain.kind == DomainKind::Integer || domain.kind == DomainKind::Real || domain.kind == DomainKind::LogReal;
}

/// NaN counts as the worst, so that sorting is an order.
double orWorst(double score)
{
    return std::isnan(score) ? kWorst : score;
}

/// Indices of the best `count` trials, the earlier of equals first.
std::vector<std::size_t> bestOf(const std::vector<Record>& known, std::size_t count)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i].fitness() > kWorst)
            order.push_back(i);
    }
    const std::size_t kept = std::min(count, order.size());
    std::partial_sort(order.begin(), order.begin() + std::ptrdiff_t(kept), order.end(),
                      [&](std::size_t a, std::size_t b) {
                          return known[a].fitness() != known[b].fitness() ? known[a].fitness() > known[b].fitness()
                                                                          : known[a].trial < known[b].trial;
                      });
    order.resize(kept);
    return order;
}

std::vector<double> scoresOf(const BatchScore& score, const std::vector<space::Candidate>& batch)
{
    std::vector<double> scores(batch.size(), kWorst);
    if (!batch.empty())
        score(batch, scores.data());
    std::transform(scores.begin(), scores.end(), scores.begin(), orWorst);
    return scores;
}

} // namespace

struct Maximiser::Scored {
    Found found;
    double score = kWorst;
    bool climbs = true;
};

Maximiser::Maximiser(std::shared_ptr<const space::CandidateSet> candidates, Effort effort)
    : m_candidates(std::move(candidates))
    , m_effort(effort)
    , m_count(m_candidates->count())
{
    const auto& decisions = m_candidates->tree().decisions;
    std::vector<bool> isParent(decisions.size());
    for (const space::Decision& decision : decisions) {
        if (decision.condition.parent >= 0)
            isParent[std::size_t(decision.condition.parent)] = true;
    }
    std::uint64_t neighbours = 0;
    bool isListed = true;
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        const space::Domain& domain = decisions[i].domain;
        if (isNumber(domain) && !isParent[i] && space::isMovable(domain))
            m_places.push_back(i);
        isListed = isListed && decisions[i].condition.parent < 0 &&
                   (domain.kind == DomainKind::Categorical || domain.kind == DomainKind::Integer);
        neighbours += domain.count();
    }
    m_isSmall = isListed && neighbours <= kFewNeighbours + decisions.size();
}

bool Maximiser::isExhausted(const SeenSet& seen) const
{
    return m_count > 0 && seen.size() >= m_count;
}

/// Moves one number by a small or a large step. False when there is none, or the set refuses.
bool Maximiser::nudge(space::Candidate& candidate, Rng& rng) const
{
    if (m_places.empty())
        return false;
    const std::size_t at = m_places[rng.below(m_places.size())];
    if (!candidate.isActive(at))
        return false;
    const space::Domain& domain = m_candidates->tree().decisions[at].domain;
    const double deviation = kSmallestStep * std::pow(kLargestStep / kSmallestStep, rng.uniform());
    const double old = candidate.values[at];
    candidate.values[at] = space::valueAtPlace(domain, space::unitPlace(domain, old) + deviation * rng.normal());
    if (candidate.values[at] != old && m_candidates->contains(candidate))
        return true;
    candidate.values[at] = old;
    return false;
}

/// Half of the changes treat all decisions alike, the others know what they stand for; numbers also move a little.
space::Candidate Maximiser::changed(const space::Candidate& candidate, Rng& rng) const
{
    space::Candidate moved = candidate;
    if (!m_places.empty() && rng.chance(0.5) && nudge(moved, rng))
        return moved;
    return rng.chance(0.5) ? m_candidates->mutate(candidate, rng) : space::vary(*m_candidates, candidate, rng);
}

std::vector<space::Candidate> Maximiser::around(const space::Candidate& candidate, Rng& rng) const
{
    if (m_isSmall)
        return m_candidates->neighbours(candidate);
    std::vector<space::Candidate> moves;
    for (std::size_t i = 0; i < m_effort.moves; ++i)
        moves.push_back(changed(candidate, rng));
    return moves;
}

std::vector<Found> Maximiser::pool(const std::vector<Record>& known, const SeenSet& seen, Rng& rng) const
{
    std::vector<Found> pool;
    const auto add = [&](space::Candidate candidate, std::int64_t parent) {
        if (!seen.contains(candidate))
            pool.push_back({std::move(candidate), parent});
    };
    for (const std::size_t best : bestOf(known, m_effort.parents)) {
        for (std::size_t i = 0; i < m_effort.children; ++i) {
            space::Candidate child = changed(known[best].candidate, rng);
            while (rng.chance(0.5))
                child = changed(child, rng);
            add(std::move(child), known[best].trial);
        }
    }
    for (std::size_t i = 0; i < m_effort.random; ++i)
        add(m_candidates->sample(rng), 0);
    return pool;
}

void Maximiser::climb(std::vector<Scored>& climbers, const SeenSet& seen, const BatchScore& score, Rng& rng) const
{
    std::vector<space::Candidate> batch;
    std::vector<std::size_t> whose;
    for (std::size_t round = 0; round < m_effort.rounds; ++round) {
        batch.clear();
        whose.clear();
        for (std::size_t i = 0; i < climbers.size(); ++i) {
            if (!climbers[i].climbs)
                continue;
            climbers[i].climbs = !m_isSmall; // random moves may find more next time; all neighbours will not
            for (space::Candidate& move : around(climbers[i].found.candidate, rng)) {
                if (seen.contains(move))
                    continue;
                batch.push_back(std::move(move));
                whose.push_back(i);
            }
        }
        if (batch.empty())
            return;
        const std::vector<double> scores = scoresOf(score, batch);
        for (std::size_t i = 0; i < batch.size(); ++i) {
            Scored& climber = climbers[whose[i]];
            if (!(scores[i] > climber.score))
                continue;
            climber.score = scores[i];
            climber.found.candidate = batch[i];
            climber.climbs = true;
        }
    }
}

std::optional<Found> Maximiser::find(const std::vector<Record>& known, const SeenSet& seen, const BatchScore& score,
                                     Rng& rng) const
{
    if (isExhausted(seen))
        return std::nullopt;
    std::vector<Found> first = pool(known, seen, rng);
    if (first.empty())
        return last(seen, rng);
    std::vector<space::Candidate> batch;
    batch.reserve(first.size());
    for (const Found& found : first)
        batch.push_back(found.candidate);
    const std::vector<double> scores = scoresOf(score, batch);
    std::vector<std::size_t> order(first.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    std::vector<Scored> climbers;
    for (const std::size_t i : order) {
        const bool isNew = std::none_of(climbers.begin(), climbers.end(), [&](const Scored& climber) {
            return climber.found.candidate == first[i].candidate;
        });
        if (isNew)
            climbers.push_back({first[i], scores[i]});
        if (climbers.size() >= std::max<std::size_t>(m_effort.climbers, 1))
            break;
    }
    climb(climbers, seen, score, rng);
    const auto best = std::max_element(climbers.begin(), climbers.end(),
                                       [](const Scored& a, const Scored& b) { return a.score < b.score; });
    Found found = best->found;
    found.score = best->score;
    return found;
}

std::optional<Found> Maximiser::draw(const SeenSet& seen, Rng& rng) const
{
    if (isExhausted(seen))
        return std::nullopt;
    for (int i = 0; i < kMostDraws; ++i) {
        space::Candidate candidate = m_candidates->sample(rng);
        if (!seen.contains(candidate))
            return Found{std::move(candidate)};
    }
    return last(seen, rng);
}

std::optional<Found> Maximiser::last(const SeenSet& seen, Rng& rng) const
{
    if (isExhausted(seen))
        return std::nullopt;
    if (m_count > 0 && m_count <= kListable) {
        std::vector<space::Candidate> left;
        m_candidates->enumerate(m_count, [&](const space::Candidate& candidate) {
            if (!seen.contains(candidate))
                left.push_back(candidate);
            return left.size() < kReservoir;
        });
        if (!left.empty())
            return Found{left[rng.below(left.size())]};
    }
    return Found{m_candidates->sample(rng)};
}

} // namespace cw::strategy
