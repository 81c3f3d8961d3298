// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/good_set.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/pareto.h"

namespace cw::strategy {

namespace {

constexpr double kReference = -0.1;
constexpr double kLeastGoodWeight = 1e-12;

/// Takes the first front out of `order`, which is sorted from the best by the first objective on: what comes later
/// dominates nothing before it.
std::vector<std::size_t> takeFront(const std::vector<Scores>& points, std::vector<std::size_t>& order)
{
    std::vector<std::size_t> front;
    std::vector<std::size_t> rest;
    for (const std::size_t at : order) {
        // From the newest on: with two objectives it alone decides.
        const bool dominated = std::any_of(front.rbegin(), front.rend(),
                                           [&](std::size_t other) { return dominates(points[other], points[at]); });
        (dominated ? rest : front).push_back(at);
    }
    order = std::move(rest);
    return front;
}

/// Greedy choice with old gains as upper bounds: what a point adds only falls while others are chosen.
std::vector<std::size_t> chooseByVolume(const std::vector<Scores>& points, const std::vector<std::size_t>& front,
                                        std::size_t count)
{
    const Scores reference(points.front().size(), kReference);
    std::vector<double> gains;
    gains.reserve(front.size());
    for (const std::size_t at : front)
        gains.push_back(hypervolumeOf(points[at], {}, reference));
    std::vector<std::size_t> chosen;
    std::vector<Scores> volume;
    std::vector<std::size_t> upToDate(front.size(), 0); // how many were chosen when the gain was computed
    while (chosen.size() < count) {
        const auto best = std::size_t(std::max_element(gains.begin(), gains.end()) - gains.begin());
        if (upToDate[best] < chosen.size()) {
            gains[best] = hypervolumeOf(points[front[best]], volume, reference);
            upToDate[best] = chosen.size();
            continue;
        }
        chosen.push_back(front[best]);
        volume.push_back(points[front[best]]);
        gains[best] = -std::numeric_limits<double>::infinity();
    }
    return chosen;
}

} // namespace

std::vector<std::vector<double>> toUnitBox(const std::vector<std::vector<double>>& scores)
{
    std::vector<std::vector<double>> points = scores;
    const std::size_t objectives = scores.empty() ? 0 : scores.front().size();
    for (std::size_t k = 0; k < objectives; ++k) {
        double worst = std::numeric_limits<double>::infinity();
        double best = -worst;
        for (const auto& score : scores) {
            if (!std::isfinite(score[k]))
                continue;
            worst = std::min(worst, score[k]);
            best = std::max(best, score[k]);
        }
        for (auto& point : points) {
            if (worst < best) // halves: the range of the largest numbers has no place in a double
                point[k] = (std::clamp(point[k], worst, best) / 2 - worst / 2) / (best / 2 - worst / 2);
            else
                point[k] = std::isfinite(point[k]) || point[k] > 0 ? 1 : 0;
        }
    }
    return points;
}

std::vector<std::size_t> bestByHypervolume(const std::vector<std::vector<double>>& points, std::size_t count)
{
    std::vector<std::size_t> order(points.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return points[a] > points[b]; });
    std::vector<std::size_t> best;
    count = std::min(count, points.size());
    while (best.size() < count) {
        std::vector<std::size_t> front = takeFront(points, order);
        if (front.size() > count - best.size())
            front = chooseByVolume(points, front, count - best.size());
        best.insert(best.end(), front.begin(), front.end());
    }
    return best;
}

std::vector<double> hypervolumeWeights(const std::vector<std::vector<double>>& points)
{
    std::vector<double> weights;
    double largest = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::vector<Scores> others = points;
        others.erase(others.begin() + std::ptrdiff_t(i));
        const Scores reference(points[i].size(), kReference);
        weights.push_back(hypervolumeOf(points[i], others, reference));
        largest = std::max(largest, weights.back());
    }
    for (double& weight : weights)
        weight = largest > 0 ? std::max(weight / largest, kLeastGoodWeight) : 1;
    return weights;
}

} // namespace cw::strategy
