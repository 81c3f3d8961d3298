// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/tpe_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/strategy/good_set.h"

namespace cw::strategy {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
/// Up to here the ratio of each value of a decision is remembered, so that it is computed once.
constexpr std::uint64_t kMostRemembered = 64;

} // namespace

GoodTrials goodTrials(const std::vector<Record>& records, const TpeSplit& split)
{
    GoodTrials good;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!records[i].scores.empty())
            good.places.push_back(i);
    }
    const auto count = std::min(split.most, std::size_t(std::ceil(split.share * double(good.places.size()))));
    if (count == 0)
        return {};
    if (records[good.places.front()].scores.size() == 1) {
        const auto better = [&](std::size_t a, std::size_t b) {
            const double x = records[a].fitness();
            const double y = records[b].fitness();
            return x != y ? x > y : a < b;
        };
        std::partial_sort(good.places.begin(), good.places.begin() + std::ptrdiff_t(count), good.places.end(), better);
        good.places.resize(count);
        good.weights.assign(count, 1.0);
        return good;
    }
    std::vector<std::vector<double>> scores;
    for (const std::size_t place : good.places)
        scores.push_back(records[place].scores);
    const auto points = toUnitBox(scores);
    std::vector<std::size_t> places;
    std::vector<std::vector<double>> best;
    for (const std::size_t i : bestByHypervolume(points, count)) {
        places.push_back(good.places[i]);
        best.push_back(points[i]);
    }
    return {std::move(places), hypervolumeWeights(best)};
}

TpeModel::TpeModel(const space::DecisionTree& tree, bool multivariate, double priorWeight)
    : m_tree(tree)
    , m_multivariate(multivariate)
    , m_priorWeight(priorWeight)
{
    std::vector<std::size_t> all(tree.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    if (multivariate) {
        m_pairs.push_back({Parzen(tree, all), Parzen(tree, all)});
        return;
    }
    for (const std::size_t at : all)
        m_pairs.push_back({Parzen(tree, {at}), Parzen(tree, {at})});
}

void TpeModel::fit(const std::vector<Record>& records, const GoodTrials& good,
                   const std::deque<space::Candidate>& pending)
{
    m_goodPlaces = good.places;
    m_goodWeights = good.weights;
    m_good.clear();
    m_others.clear();
    std::vector<char> isGood(records.size(), 0);
    for (const std::size_t place : good.places) {
        m_good.push_back(&records[place].candidate);
        isGood[place] = 1;
    }
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (isGood[i] == 0)
            m_others.push_back(&records[i].candidate);
    }
    for (const space::Candidate& candidate : pending)
        m_others.push_back(&candidate);
    if (!m_multivariate) {
        for (std::size_t at = 0; at < m_pairs.size(); ++at)
            fitPair(m_pairs[at], at);
        return;
    }
    m_weights.assign(m_others.size(), 1.0);
    m_pairs.front().good.fit(m_good, m_goodWeights, m_priorWeight);
    m_pairs.front().others.fit(m_others, m_weights, m_priorWeight);
}

/// Only the trials in which the decision is active say something about it alone.
void TpeModel::fitPair(Pair& pair, std::size_t at)
{
    m_points.clear();
    m_weights.clear();
    for (std::size_t i = 0; i < m_good.size(); ++i) {
        if (!m_good[i]->isActive(at))
            continue;
        m_points.push_back(m_good[i]);
        m_weights.push_back(m_goodWeights[i]);
    }
    pair.good.fit(m_points, m_weights, m_priorWeight);
    m_points.clear();
    for (const space::Candidate* candidate : m_others) {
        if (candidate->isActive(at))
            m_points.push_back(candidate);
    }
    m_weights.assign(m_points.size(), 1.0);
    pair.others.fit(m_points, m_weights, m_priorWeight);
}

std::ptrdiff_t TpeModel::draw(space::Candidate& candidate, std::size_t tries, Rng& rng)
{
    if (m_multivariate) {
        const std::size_t point = m_pairs.front().good.draw(candidate, rng);
        return point < m_goodPlaces.size() ? std::ptrdiff_t(m_goodPlaces[point]) : -1;
    }
    for (std::size_t at = 0; at < m_pairs.size(); ++at)
        drawBest(m_pairs[at], at, candidate, tries, rng);
    return -1;
}

void TpeModel::drawBest(Pair& pair, std::size_t at, space::Candidate& candidate, std::size_t tries, Rng& rng)
{
    const space::Domain& domain = m_tree.decisions[at].domain;
    const bool remember = domain.kind == space::DomainKind::Categorical && domain.count() <= kMostRemembered;
    m_ratios.assign(remember ? domain.count() : 0, kUnknown);
    double bestValue = space::kInactive;
    double bestRatio = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < tries; ++i) {
        pair.good.draw(candidate, rng);
        if (!candidate.isActive(at))
            return;
        double ratio = remember ? m_ratios[std::size_t(candidate.index(at))] : kUnknown;
        if (std::isnan(ratio))
            ratio = pair.good.logDensity(candidate) - pair.others.logDensity(candidate);
        if (remember)
            m_ratios[std::size_t(candidate.index(at))] = ratio;
        if (ratio > bestRatio || i == 0) {
            bestRatio = ratio;
            bestValue = candidate.values[at];
        }
    }
    candidate.values[at] = bestValue;
}

double TpeModel::logRatio(const space::Candidate& candidate)
{
    if (!m_multivariate)
        return 0;
    return m_pairs.front().good.logDensity(candidate) - m_pairs.front().others.logDensity(candidate);
}

double TpeModel::logRatioByDecision(const space::Candidate& candidate)
{
    double sum = 0;
    for (std::size_t at = 0; at < m_pairs.size(); ++at) {
        if (candidate.isActive(at))
            sum += m_pairs[at].good.logDensity(candidate) - m_pairs[at].others.logDensity(candidate);
    }
    return sum;
}

} // namespace cw::strategy
