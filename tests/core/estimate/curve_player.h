// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/estimate/estimator.h"

namespace cw::test {

/// Stands for a training: shows a given curve epoch by epoch and stops between two when asked to, as `train` does.
class CurvePlayer final : public estimate::Estimator {
public:
    /// Curves by the first value of the candidate.
    CurvePlayer(std::map<int, std::vector<double>> curves, std::string metric)
        : m_curves(std::move(curves))
        , m_metric(std::move(metric))
    {
    }

    estimate::Estimate estimate(const space::Candidate& candidate, const estimate::Fidelity&,
                                estimate::Context& context) override
    {
        const std::vector<double>& curve = m_curves.at(int(candidate.values.at(0)));
        estimate::Estimate estimate;
        estimate.metrics["params"] = 1000;
        for (std::size_t epoch = 1; epoch <= curve.size(); ++epoch) {
            if (context.stop.stop_requested()) {
                estimate.state = TrialState::Stopped;
                estimate.reason = "stopped by the user";
                return estimate;
            }
            if (std::int64_t(epoch) == pauseAt && context.pausing && context.pausing()) {
                estimate.state = TrialState::Paused;
                return estimate;
            }
            ++epochsPlayed;
            estimate.curve.push_back({m_metric, std::int64_t(epoch), curve[epoch - 1]});
            if (std::int64_t(epoch) < shownFrom || !showsProgress)
                continue;
            context.progress({.step = std::int64_t(epoch),
                              .steps = std::int64_t(curve.size()),
                              .fraction = double(epoch) / double(curve.size()),
                              .points = {estimate.curve.back()}});
        }
        estimate.metrics[m_metric] = curve.back();
        estimate.seconds = double(curve.size());
        return estimate;
    }

    bool showsProgress = true;
    std::int64_t pauseAt = 0;   ///< before this epoch
    std::int64_t shownFrom = 1; ///< earlier epochs are not shown again, as after a pause
    int epochsPlayed = 0;

private:
    std::map<int, std::vector<double>> m_curves;
    std::string m_metric;
};

} // namespace cw::test
