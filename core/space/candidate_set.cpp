// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/candidate_set.h"

#include <algorithm>
#include <mutex>

#include <fmt/format.h>

#include "core/space/domain_draw.h"

namespace cw::space {

namespace {

constexpr int kMostDraws = 10'000;
/// Up to here the allowed candidates of a constrained tree are listed, so that even one in 15,625 is found.
constexpr std::uint64_t kListable = 20'000;
constexpr int kMostMoves = 200;
/// Two to so many moves in a row, where no single one is allowed.
constexpr int kLongestWalk = 6;
constexpr int kWalks = 200; ///< of each length
constexpr int kOtherSamples = 20;

bool isContinuous(const Domain& domain)
{
    return domain.kind == DomainKind::Real || domain.kind == DomainKind::LogReal;
}

/// From an island, as `a == b` makes them: the fewest moves in a row that lead to another candidate, else any other
/// one, else the candidate itself.
Candidate walk(const CandidateSet& set, const Candidate& start,
               const std::function<Candidate(const Candidate&)>& anyMove, Rng& rng)
{
    for (int length = 2; length <= kLongestWalk; ++length) {
        for (int walks = 0; walks < kWalks; ++walks) {
            Candidate end = start;
            for (int moves = 0; moves < length; ++moves)
                end = anyMove(end);
            if (!(end == start) && set.contains(end))
                return end;
        }
    }
    try {
        for (int tries = 0; tries < kOtherSamples; ++tries) {
            Candidate drawn = set.sample(rng);
            if (!(drawn == start))
                return drawn;
        }
    } catch (const Error&) {
        // Too few are allowed to meet one by chance: a search that was given one goes on with it.
    }
    return start;
}

} // namespace

/// The allowed candidates with their probabilities summed up.
struct TreeCandidates::Allowed {
    std::once_flag once;
    std::vector<Candidate> candidates;
    std::vector<double> cumulative;
};

TreeCandidates::TreeCandidates(DecisionTree tree, Predicate allowed)
    : m_tree(std::move(tree))
    , m_allowed(std::move(allowed))
    , m_treeCount(countCandidates(m_tree))
    , m_list(std::make_shared<Allowed>())
{
    for (std::size_t i = 0; i < m_tree.size(); ++i) {
        const Decision& decision = m_tree.decisions[i];
        m_flat = m_flat && decision.condition.parent < 0;
        m_counts.push_back(decision.domain.count());
        if (isMovable(decision.domain))
            m_movable.push_back(static_cast<std::uint32_t>(i));
    }
}

bool TreeCandidates::contains(const Candidate& candidate) const
{
    return checkCandidate(m_tree, candidate, {}).has_value() && (!m_allowed || m_allowed(candidate));
}

Candidate TreeCandidates::draw(Rng& rng) const
{
    Candidate candidate;
    candidate.values.resize(m_tree.size());
    for (std::size_t i = 0; i < m_tree.size(); ++i) {
        const Decision& decision = m_tree.decisions[i];
        if (!m_flat && !isConditionMet(decision.condition, candidate))
            candidate.values[i] = kInactive;
        else if (decision.domain.kind == DomainKind::Categorical)
            candidate.values[i] = static_cast<double>(rng.below(m_counts[i]));
        else
            candidate.values[i] = drawValue(decision.domain, rng);
    }
    return candidate;
}

Candidate TreeCandidates::sample(Rng& rng) const
{
    for (int tries = 0; tries < kMostDraws; ++tries) {
        Candidate candidate = draw(rng);
        if (!m_allowed || m_allowed(candidate))
            return candidate;
    }
    if (m_treeCount > 0 && m_treeCount <= kListable && !allowedList().candidates.empty()) {
        const Allowed& list = allowedList();
        const double at = rng.uniform() * list.cumulative.back();
        const auto found = std::upper_bound(list.cumulative.begin(), list.cumulative.end() - 1, at);
        return list.candidates[static_cast<std::size_t>(found - list.cumulative.begin())];
    }
    throw Error(ErrorCode::Config,
                fmt::format("the constraints admit none of {} candidates drawn at random", kMostDraws), "constraints");
}

const TreeCandidates::Allowed& TreeCandidates::allowedList() const
{
    std::call_once(m_list->once, [this] {
        double total = 0;
        enumerate(kListable, [&](const Candidate& candidate) {
            double probability = 1;
            for (std::size_t i = 0; i < m_tree.size(); ++i) {
                if (candidate.isActive(i))
                    probability /= static_cast<double>(m_counts[i]);
            }
            m_list->candidates.push_back(candidate);
            m_list->cumulative.push_back(total += probability);
            return true;
        });
    });
    return *m_list;
}

/// Makes the decisions after `changed` fit its new value; without `rng`, new ones take their first value.
void TreeCandidates::settleChildren(Candidate& candidate, std::size_t changed, Rng* rng) const
{
    if (m_flat)
        return;
    for (std::size_t i = changed + 1; i < m_tree.size(); ++i) {
        const Decision& decision = m_tree.decisions[i];
        if (!isConditionMet(decision.condition, candidate))
            candidate.values[i] = kInactive;
        else if (!candidate.isActive(i))
            candidate.values[i] = rng != nullptr ? drawValue(decision.domain, *rng) : firstValue(decision.domain);
    }
}

Candidate TreeCandidates::moveOnce(const Candidate& candidate, const std::vector<std::uint32_t>& movable,
                                   Rng& rng) const
{
    Candidate moved = candidate;
    const std::size_t at = movable[rng.below(movable.size())];
    const Domain& domain = m_tree.decisions[at].domain;
    if (domain.kind == DomainKind::Categorical) {
        const auto value = static_cast<double>(rng.below(m_counts[at] - 1));
        moved.values[at] = value < candidate.values[at] ? value : value + 1;
    } else {
        moved.values[at] = drawOther(domain, candidate.values[at], rng);
    }
    settleChildren(moved, at, &rng);
    return moved;
}

Candidate TreeCandidates::mutate(const Candidate& candidate, Rng& rng) const
{
    std::vector<std::uint32_t> active;
    if (!m_flat) {
        std::copy_if(m_movable.begin(), m_movable.end(), std::back_inserter(active),
                     [&](std::uint32_t i) { return candidate.isActive(i); });
    }
    const std::vector<std::uint32_t>& movable = m_flat ? m_movable : active;
    if (movable.empty())
        return candidate;
    if (!m_allowed)
        return moveOnce(candidate, movable, rng);
    for (int tries = 0; tries < kMostMoves; ++tries) {
        Candidate moved = moveOnce(candidate, movable, rng);
        if (m_allowed(moved))
            return moved;
    }
    const std::vector<Candidate> near = neighbours(candidate);
    if (!near.empty())
        return near[rng.below(near.size())];
    const auto anyMove = [&](const Candidate& from) {
        active.clear();
        std::copy_if(m_movable.begin(), m_movable.end(), std::back_inserter(active),
                     [&](std::uint32_t i) { return from.isActive(i); });
        return active.empty() ? from : moveOnce(from, active, rng);
    };
    return walk(*this, candidate, anyMove, rng);
}

std::vector<Candidate> TreeCandidates::neighbours(const Candidate& candidate) const
{
    std::vector<Candidate> result;
    for (std::size_t i = 0; i < m_tree.size(); ++i) {
        if (!candidate.isActive(i))
            continue;
        for (const double value : nearbyValues(m_tree.decisions[i].domain, candidate.values[i])) {
            Candidate moved = candidate;
            moved.values[i] = value;
            settleChildren(moved, i, nullptr);
            if (!m_allowed || m_allowed(moved))
                result.push_back(std::move(moved));
        }
    }
    return result;
}

std::uint64_t TreeCandidates::count() const
{
    if (!m_allowed)
        return m_treeCount;
    return m_treeCount > 0 && m_treeCount <= kListable ? allowedList().candidates.size() : 0;
}

void TreeCandidates::enumerate(std::uint64_t limit, const std::function<bool(const Candidate&)>& visit) const
{
    for (const Decision& decision : m_tree.decisions) {
        if (isContinuous(decision.domain))
            throw Error(ErrorCode::Config,
                        fmt::format("the decision '{}' is continuous, its values cannot be listed", decision.name));
    }
    Candidate candidate;
    candidate.values.assign(m_tree.size(), kInactive);
    const auto fillFrom = [&](std::size_t start) {
        for (std::size_t i = start; i < m_tree.size(); ++i) {
            const Decision& decision = m_tree.decisions[i];
            candidate.values[i] =
                isConditionMet(decision.condition, candidate) ? firstValue(decision.domain) : kInactive;
        }
    };
    fillFrom(0);
    for (std::uint64_t visited = 0; visited < limit;) {
        if (!m_allowed || m_allowed(candidate)) {
            ++visited;
            if (!visit(candidate))
                return;
        }
        // The last active decision that has a next value takes it; everything after it starts over.
        std::size_t at = m_tree.size();
        for (;;) {
            if (at == 0)
                return;
            --at;
            if (!candidate.isActive(at))
                continue;
            const double next = nextValue(m_tree.decisions[at].domain, candidate.values[at]);
            if (!std::isnan(next)) {
                candidate.values[at] = next;
                break;
            }
        }
        fillFrom(at + 1);
    }
}

std::string describeChange(const DecisionTree& tree, const Candidate& from, const Candidate& to)
{
    const auto text = [&](const Candidate& candidate, std::size_t i) {
        return candidate.isActive(i) ? tree.decisions[i].domain.valueText(candidate.values[i]) : "inactive";
    };
    std::string changes;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        if (std::bit_cast<std::uint64_t>(from.values[i]) == std::bit_cast<std::uint64_t>(to.values[i]))
            continue;
        changes += fmt::format("{}{}: {} -> {}", changes.empty() ? "" : "; ", tree.decisions[i].name, text(from, i),
                               text(to, i));
    }
    return changes;
}

} // namespace cw::space
