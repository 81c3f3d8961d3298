// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/task_means.h"

#include <algorithm>

#include <fmt/format.h>

namespace cw::estimate {

bool isOfEachTask(const std::string& metric)
{
    return metric != "params" && metric != "macs";
}

void TaskMeans::add(const std::string& set, const Estimate& estimate)
{
    ++m_sets;
    for (const auto& [name, value] : estimate.metrics) {
        m_each[fmt::format("{}:{}", name, set)] = value;
        Sum& sum = m_sums[name];
        sum.value += value;
        ++sum.sets;
    }
    for (const CurvePoint& point : estimate.curve) {
        m_curves.push_back({fmt::format("{}:{}", point.metric, set), point.step, point.value});
        const auto same = std::find_if(m_curve.begin(), m_curve.end(), [&](const CurvePoint& known) {
            return known.metric == point.metric && known.step == point.step;
        });
        if (same == m_curve.end())
            m_curve.push_back(point);
        else
            same->value += point.value;
        ++m_counts[{point.metric, point.step}];
    }
}

Metrics TaskMeans::metrics() const
{
    Metrics metrics = m_each;
    for (const auto& [name, sum] : m_sums) {
        if (sum.sets == m_sets && (m_mean || !isOfEachTask(name)))
            metrics[name] = sum.value / m_sets;
    }
    return metrics;
}

std::vector<CurvePoint> TaskMeans::curve() const
{
    if (!m_mean)
        return m_curves;
    std::vector<CurvePoint> curve;
    for (const CurvePoint& point : m_curve) {
        if (m_counts.at({point.metric, point.step}) == m_sets)
            curve.push_back({point.metric, point.step, point.value / m_sets});
    }
    return curve;
}

std::vector<CurvePoint> TaskMeans::with(const std::string& set, const std::vector<CurvePoint>& points) const
{
    std::vector<CurvePoint> result;
    for (const CurvePoint& point : points) {
        if (!m_mean) {
            result.push_back({fmt::format("{}:{}", point.metric, set), point.step, point.value});
            continue;
        }
        const auto count = m_counts.find({point.metric, point.step});
        if ((count == m_counts.end() ? 0 : count->second) != m_sets)
            continue;
        double sum = point.value;
        for (const CurvePoint& known : m_curve)
            sum += known.metric == point.metric && known.step == point.step ? known.value : 0;
        result.push_back({point.metric, point.step, sum / (m_sets + 1)});
    }
    return result;
}

} // namespace cw::estimate
