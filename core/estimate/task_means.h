// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/estimate/estimator.h"

namespace cw::estimate {

/// Whether a metric is learnt, so that each data set has its own, and not a cost of the network.
bool isOfEachTask(const std::string& metric);

/// Puts together what one candidate got on several data sets.
class TaskMeans {
public:
    /// `mean`: means of what is learnt under the plain names too; else only METRIC:SET.
    explicit TaskMeans(bool mean)
        : m_mean(mean)
    {
    }

    void add(const std::string& set, const Estimate& estimate);
    /// Means are of what every set has.
    Metrics metrics() const;
    std::vector<CurvePoint> curve() const;
    /// What these points of one set more become in the curve; none where another set lacks the point.
    std::vector<CurvePoint> with(const std::string& set, const std::vector<CurvePoint>& points) const;

private:
    struct Sum {
        double value = 0;
        int sets = 0;
    };

    bool m_mean;
    int m_sets = 0;
    Metrics m_each;
    std::map<std::string, Sum> m_sums;
    std::vector<CurvePoint> m_curves;                             ///< of each set
    std::vector<CurvePoint> m_curve;                              ///< sums, in the order of the first set
    std::map<std::pair<std::string, std::int64_t>, int> m_counts; ///< sets that have the point
};

} // namespace cw::estimate
