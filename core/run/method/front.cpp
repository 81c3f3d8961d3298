// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/method/front.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <unordered_set>

#include "core/base/pareto.h"
#include "core/base/rng.h"

namespace cw::run {

namespace {

constexpr std::size_t kMostOnFront = 4'000; ///< each further point is compared with all of them
constexpr std::size_t kProbes = 4'096;
constexpr std::size_t kMostSteps = 2'000;   ///< of the hypervolume
constexpr std::size_t kThinnedFrom = 4'000; ///< dominated points
constexpr int kColumns = 140;               ///< of the grid of which one point per cell is kept
constexpr int kRows = 70;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Scores moved into the unit cube: 0 the worst by an objective, 1 the best.
class Box {
public:
    Box(const MethodTrials& trials, const std::vector<std::int64_t>& judged)
        : m_objectives(trials.objectives())
        , m_low(m_objectives.size(), kInfinity)
        , m_high(m_objectives.size(), -kInfinity)
    {
        for (const std::int64_t trial : judged) {
            const auto& metrics = trials.find(trial)->metrics;
            for (std::size_t i = 0; i < m_low.size(); ++i) {
                const double score = m_objectives[i].oriented(metrics[i]);
                m_low[i] = std::min(m_low[i], score);
                m_high[i] = std::max(m_high[i], score);
            }
        }
        for (std::size_t i = 0; i < m_low.size(); ++i)
            m_hasVolume = m_hasVolume && m_high[i] > m_low[i] && std::isfinite(m_high[i] - m_low[i]);
    }
    /// False: all are equal by an objective.
    bool hasVolume() const { return m_hasVolume; }
    /// As they are where there is no volume.
    Scores inside(const std::vector<double>& metrics) const
    {
        Scores scores(metrics.size());
        for (std::size_t i = 0; i < scores.size(); ++i) {
            scores[i] = m_objectives[i].oriented(metrics[i]);
            if (m_hasVolume)
                scores[i] = (scores[i] - m_low[i]) / (m_high[i] - m_low[i]);
        }
        return scores;
    }

private:
    const std::vector<estimate::Objective>& m_objectives;
    std::vector<double> m_low;
    std::vector<double> m_high;
    bool m_hasVolume = true;
};

/// The part of the unit cube that points dominate, by probes in it.
class Probes {
public:
    explicit Probes(std::size_t objectives)
        : m_open(kProbes, Scores(objectives))
    {
        Rng rng(1, 0, "hypervolume");
        for (Scores& probe : m_open) {
            for (double& value : probe)
                value = rng.uniform();
        }
    }
    void add(const Scores& point)
    {
        std::erase_if(m_open, [&point](const Scores& probe) {
            return std::equal(probe.begin(), probe.end(), point.begin(), std::less_equal<>());
        });
    }
    double share() const { return 1 - double(m_open.size()) / double(kProbes); }

private:
    std::vector<Scores> m_open;
};

std::vector<std::int64_t> judgedTrials(const MethodTrials& trials)
{
    std::vector<std::int64_t> judged;
    for (std::size_t i = 0; i < trials.size(); ++i) {
        const auto& metrics = trials[i].metrics;
        if (trials[i].state == TrialState::Finished &&
            std::all_of(metrics.begin(), metrics.end(), [](double v) { return std::isfinite(v); }))
            judged.push_back(std::int64_t(i) + 1);
    }
    return judged;
}

FrontPoint pointOf(const MethodTrials& trials, std::int64_t trial)
{
    const auto& metrics = trials.find(trial)->metrics;
    return {trial, metrics[1], metrics[0]};
}

/// Dots that would lie on each other cost time and show nothing.
void thin(std::vector<FrontPoint>& points)
{
    if (points.size() < kThinnedFrom)
        return;
    double left = kInfinity;
    double right = -kInfinity;
    double low = kInfinity;
    double high = -kInfinity;
    for (const FrontPoint& point : points) {
        left = std::min(left, point.x);
        right = std::max(right, point.x);
        low = std::min(low, point.y);
        high = std::max(high, point.y);
    }
    const auto cell = [](double value, double from, double to, int cells) {
        const double part = value / (to - from) - from / (to - from); // the difference may be above all numbers
        return std::isfinite(part) ? std::clamp(int(part * cells), 0, cells - 1) : 0;
    };
    std::unordered_set<int> taken;
    std::erase_if(points, [&](const FrontPoint& point) {
        const int place = cell(point.y, low, high, kRows) * kColumns + cell(point.x, left, right, kColumns);
        return !taken.insert(place).second;
    });
}

void thin(std::vector<std::pair<std::int64_t, double>>& steps)
{
    if (steps.size() <= kMostSteps)
        return;
    const std::size_t stride = steps.size() / kMostSteps + 1;
    std::vector<std::pair<std::int64_t, double>> kept;
    for (std::size_t i = 0; i < steps.size(); i += stride)
        kept.push_back(steps[i]);
    if (kept.back() != steps.back())
        kept.push_back(steps.back());
    steps = std::move(kept);
}

} // namespace

Front frontOf(const MethodTrials& trials, const std::stop_token& stop)
{
    Front result;
    const std::size_t objectives = trials.objectives().size();
    if (objectives < 2)
        return result;
    std::vector<std::int64_t> judged = judgedTrials(trials);
    const Box box(trials, judged);
    const bool exact = objectives == 2;
    ParetoArchive archive(exact && box.hasVolume() ? Scores(2, 0.0) : Scores());
    Probes probes(exact ? 0 : objectives);
    for (std::size_t i = 0; i < judged.size() && !stop.stop_requested(); ++i) {
        const std::int64_t trial = judged[i];
        ++result.judged;
        if (archive.front().size() >= kMostOnFront) {
            result.endedAt = trial;
            judged.resize(i + 1);
            break;
        }
        const Scores scores = box.inside(trials.find(trial)->metrics);
        if (!archive.insert(trial, scores) || !box.hasVolume())
            continue;
        if (!exact)
            probes.add(scores);
        result.hypervolume.emplace_back(trial, exact ? archive.hypervolume() : probes.share());
    }
    if (!result.hypervolume.empty() && result.hypervolume.back().first < judged.back())
        result.hypervolume.emplace_back(judged.back(), result.hypervolume.back().second);
    thin(result.hypervolume);
    std::set<std::int64_t> onFront;
    for (const ParetoArchive::Point& point : archive.front()) {
        result.front.push_back(pointOf(trials, point.id));
        onFront.insert(point.id);
    }
    std::sort(result.front.begin(), result.front.end(), [](const FrontPoint& a, const FrontPoint& b) {
        return std::pair(a.x, a.trial) < std::pair(b.x, b.trial);
    });
    for (const std::int64_t trial : judged) {
        result.all.push_back(pointOf(trials, trial));
        if (!onFront.contains(trial))
            result.others.push_back(result.all.back());
    }
    thin(result.others);
    return result;
}

} // namespace cw::run
