// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/estimate/estimator.h"
#include "core/estimate/partial_curve.h"

namespace cw::estimate {

/// Why a training is ended early.
struct CurveStop {
    std::int64_t epoch = 0;
    double mean = 0;
    double deviation = 0;
    double chance = 0; ///< of ending better than the best
    double best = 0;
};

/// Looks at one training while it goes and says when it has become hopeless: when the chance that its last value will
/// be better than the best finished one among `told`, at the same fidelity, is below a threshold. Only what was told is
/// looked at, so that with the same lag the same trials are stopped at the same epoch.
///
/// The chance comes from the curve alone (predictFinal, from kFewestAlone points on) until eight trials have finished,
/// and then from what those came to (CurveLine), unless the curve alone says two to one that it will be the best: then
/// it goes on.
/// Thread: one at a time      Determinism: by told, points and settings
class CurveWatch {
public:
    static constexpr std::size_t kFewestAlone = 4;

    struct Settings {
        Objective objective;
        std::int64_t minEpochs = 3;
        double threshold = 0.05;
    };

    CurveWatch(const Settings& settings, const Fidelity& fidelity, const Told* told);

    /// New points of the current training. Returns true from the moment on that it should end.
    bool see(const std::vector<CurvePoint>& points);
    const std::optional<CurveStop>& stop() const { return m_stop; }
    PartialCurve& curve() { return m_curve; }
    /// Metrics whose points came by.
    const std::set<std::string>& metrics() const { return m_metrics; }

private:
    struct Finished {
        PartialCurve curve;
        double end = 0;
    };

    void judge();
    void judge(const FinalPrediction& prediction);
    double chanceOf(const FinalPrediction& prediction) const;
    double bestOf(const PartialCurve& curve, std::int64_t epochs) const;

    Settings m_settings;
    std::int64_t m_epochs;
    std::optional<double> m_best;
    std::vector<Finished> m_finished; ///< the newest
    PartialCurve m_curve;
    std::set<std::string> m_metrics;
    std::optional<CurveStop> m_stop;
};

} // namespace cw::estimate
