// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/method/evolution.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace cw::run {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// The trials of the window, counted so that one comes and one goes without looking at the others.
class Window {
public:
    explicit Window(const MethodTrials& trials)
        : m_trials(trials)
    {
    }

    void add(std::size_t i) { change(i, 1); }
    void remove(std::size_t i) { change(i, -1); }

    EvolutionPoint point(std::size_t i) const
    {
        EvolutionPoint point{.trial = std::int64_t(i) + 1};
        point.diversity = diversity();
        point.age = m_children > 0 ? double(m_ages) / double(m_children) : kUnknown;
        point.improved = m_compared > 0 ? double(m_improved) / double(m_compared) : kUnknown;
        return point;
    }

private:
    /// Of m trials, c of which share a value, m^2 - sum c^2 ordered pairs differ.
    double diversity() const
    {
        if (m_members < 2 || m_counts.empty())
            return kUnknown;
        const auto members = double(m_members);
        double differing = 0;
        for (const double squares : m_squares)
            differing += members * members - squares;
        return differing / (members * (members - 1) * double(m_counts.size()));
    }

    void change(std::size_t i, int by)
    {
        const MethodTrial& trial = m_trials[i];
        if (m_counts.empty()) {
            // The first trial that is known has as many as all.
            m_counts.resize(trial.decisions.size());
            m_squares.resize(trial.decisions.size());
        }
        if (!trial.decisions.empty() && trial.decisions.size() == m_counts.size()) {
            m_members += by;
            for (std::size_t d = 0; d < m_counts.size(); ++d)
                count(d, trial.decisions[d], by);
        }
        const MethodTrial* parent = m_trials.find(trial.parent);
        if (parent == nullptr)
            return;
        m_children += by;
        m_ages += by * (std::int64_t(i) + 1 - trial.parent);
        const double value = trial.value();
        const double before = parent->value();
        // What trained for longer is no better for that alone.
        if (std::isnan(value) || std::isnan(before) || trial.epochs != parent->epochs)
            return;
        const estimate::Objective& objective = m_trials.objectives().front();
        m_compared += by;
        m_improved += objective.oriented(value) > objective.oriented(before) ? by : 0;
    }

    void count(std::size_t decision, double value, int by)
    {
        const double known = std::isnan(value) ? kUnknown : value + 0.0; // one NaN, one zero
        auto& counts = m_counts[decision];
        const auto at = counts.try_emplace(std::bit_cast<std::uint64_t>(known), 0).first;
        // (c + 1)^2 - c^2 = 2c + 1, (c - 1)^2 - c^2 = -2c + 1
        m_squares[decision] += 2.0 * by * at->second + 1;
        at->second += by;
        if (at->second == 0)
            counts.erase(at); // a number drawn anew each time would fill the memory
    }

    const MethodTrials& m_trials;
    std::vector<std::unordered_map<std::uint64_t, int>> m_counts; ///< per decision: value -> trials
    std::vector<double> m_squares;                                ///< per decision: sum of the counts squared
    std::int64_t m_members = 0;
    std::int64_t m_children = 0;
    std::int64_t m_ages = 0;
    std::int64_t m_compared = 0;
    std::int64_t m_improved = 0;
};

} // namespace

std::vector<EvolutionPoint> evolutionOf(const MethodTrials& trials, std::size_t window, std::size_t most,
                                        const std::stop_token& stop)
{
    std::vector<EvolutionPoint> points;
    const std::size_t stride = std::max<std::size_t>(1, trials.size() / std::max<std::size_t>(1, most));
    Window newest(trials);
    for (std::size_t i = 0; i < trials.size() && !stop.stop_requested(); ++i) {
        newest.add(i);
        if (i >= window)
            newest.remove(i - window);
        if ((i + 1) % stride == 0 || i + 1 == trials.size())
            points.push_back(newest.point(i));
    }
    return points;
}

} // namespace cw::run
