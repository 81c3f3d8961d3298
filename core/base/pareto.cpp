// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/pareto.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/assert.h"

namespace cw {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

bool atLeast(const Scores& a, const Scores& b)
{
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] < b[i])
            return false;
    }
    return true;
}

/// Fronts of two objectives: from best to worst by the first, a point belongs to the first front whose last point does
/// not dominate it. O(n log n).
std::vector<int> ranksOfTwo(const std::vector<Scores>& points)
{
    std::vector<std::size_t> order(points.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return points[a] > points[b]; });
    std::vector<int> ranks(points.size());
    std::vector<const Scores*> lastOfFront; // each the best of its front by the second objective so far
    for (const std::size_t i : order) {
        const auto found = std::partition_point(lastOfFront.begin(), lastOfFront.end(),
                                                [&](const Scores* last) { return dominates(*last, points[i]); });
        ranks[i] = int(found - lastOfFront.begin());
        if (found == lastOfFront.end())
            lastOfFront.push_back(&points[i]);
        else
            *found = &points[i];
    }
    return ranks;
}

} // namespace

bool dominates(const Scores& a, const Scores& b)
{
    return atLeast(a, b) && a != b;
}

std::vector<int> nonDominatedRanks(const std::vector<Scores>& points)
{
    if (!points.empty() && points.front().size() == 2)
        return ranksOfTwo(points);
    std::vector<std::vector<std::size_t>> worse(points.size()); // whom each dominates
    std::vector<std::size_t> better(points.size());             // by how many it is dominated
    for (std::size_t a = 0; a < points.size(); ++a) {
        for (std::size_t b = a + 1; b < points.size(); ++b) {
            if (dominates(points[a], points[b])) {
                worse[a].push_back(b);
                ++better[b];
            } else if (dominates(points[b], points[a])) {
                worse[b].push_back(a);
                ++better[a];
            }
        }
    }
    std::vector<int> ranks(points.size());
    std::vector<std::size_t> front;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (better[i] == 0)
            front.push_back(i);
    }
    for (int rank = 0; !front.empty(); ++rank) {
        std::vector<std::size_t> next;
        for (const std::size_t i : front) {
            ranks[i] = rank;
            for (const std::size_t other : worse[i]) {
                if (--better[other] == 0)
                    next.push_back(other);
            }
        }
        front = std::move(next);
    }
    return ranks;
}

std::vector<double> crowdingDistances(const std::vector<Scores>& points, const std::vector<std::size_t>& front)
{
    std::vector<double> distances(front.size());
    if (front.empty())
        return distances;
    std::vector<std::size_t> order(front.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t objective = 0; objective < points[front.front()].size(); ++objective) {
        const auto score = [&](std::size_t i) { return points[front[i]][objective]; };
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return score(a) < score(b); });
        distances[order.front()] = kInfinite;
        distances[order.back()] = kInfinite;
        const double range = score(order.back()) - score(order.front());
        if (!(range > 0) || !std::isfinite(range)) // all equal, or failures among them: no distances to speak of
            continue;
        for (std::size_t i = 1; i + 1 < order.size(); ++i)
            distances[order[i]] += (score(order[i + 1]) - score(order[i - 1])) / range;
    }
    return distances;
}

bool ParetoArchive::insert(std::int64_t id, Scores scores)
{
    CW_ASSERT(m_front.empty() || m_front.front().scores.size() == scores.size());
    CW_ASSERT(m_reference.empty() || m_reference.size() == scores.size());
    if (std::any_of(scores.begin(), scores.end(), [](double score) { return std::isnan(score); }))
        return false;
    return scores.size() == 2 ? insertOfTwo(id, std::move(scores)) : insertOfMany(id, std::move(scores));
}

/// Sorted by the first objective downwards, a front of two rises by the second: neighbours decide everything.
bool ParetoArchive::insertOfTwo(std::int64_t id, Scores&& scores)
{
    const auto at =
        std::partition_point(m_front.begin(), m_front.end(), [&](const Point& point) { return point.scores > scores; });
    if (at != m_front.begin() && std::prev(at)->scores[1] >= scores[1])
        return false;
    if (at != m_front.end() && at->scores == scores)
        return false;
    auto end = at;
    while (end != m_front.end() && end->scores[1] <= scores[1])
        ++end;
    if (!m_reference.empty()) {
        std::vector<Scores> near; // the new area lies between the neighbours that stay
        for (auto i = at == m_front.begin() ? at : std::prev(at); i != (end == m_front.end() ? end : std::next(end));
             ++i)
            near.push_back(i->scores);
        m_hypervolume += hypervolumeOf(scores, near, m_reference);
    }
    if (at == end) {
        m_front.insert(at, {id, std::move(scores)});
        return true;
    }
    *at = {id, std::move(scores)};
    m_front.erase(std::next(at), end);
    return true;
}

bool ParetoArchive::insertOfMany(std::int64_t id, Scores&& scores)
{
    for (const Point& point : m_front) {
        if (atLeast(point.scores, scores))
            return false;
    }
    if (!m_reference.empty()) {
        std::vector<Scores> others;
        for (const Point& point : m_front)
            others.push_back(point.scores);
        m_hypervolume += hypervolumeOf(scores, others, m_reference);
    }
    std::erase_if(m_front, [&](const Point& point) { return atLeast(scores, point.scores); });
    const auto at =
        std::partition_point(m_front.begin(), m_front.end(), [&](const Point& point) { return point.scores > scores; });
    m_front.insert(at, {id, std::move(scores)});
    return true;
}

void ParetoArchive::setReference(Scores reference)
{
    CW_ASSERT(m_front.empty() || reference.empty() || m_front.front().scores.size() == reference.size());
    m_reference = std::move(reference);
    std::vector<Scores> points;
    for (const Point& point : m_front)
        points.push_back(point.scores);
    m_hypervolume = m_reference.empty() ? 0 : cw::hypervolume(points, m_reference);
}

} // namespace cw
