// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/curve_watch.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/estimate/curve_line.h"

namespace cw::estimate {

namespace {

constexpr std::size_t kFinishedLooked = 100;
constexpr double kTwoToOne = 2.0 / 3;

} // namespace

CurveWatch::CurveWatch(const Settings& settings, const Fidelity& fidelity, const Told* told)
    : m_settings(settings)
    , m_epochs(std::llround(fidelity.epochs))
    , m_curve(settings.objective.metric)
{
    const Objective& objective = settings.objective;
    for (std::size_t i = told == nullptr ? 0 : told->size(); i-- > 0;) {
        const ToldResult& result = told->at(i);
        const auto metric = result.estimate.metrics.find(objective.metric);
        if (result.estimate.state != TrialState::Finished || !(result.fidelity == fidelity) ||
            metric == result.estimate.metrics.end() || !std::isfinite(metric->second))
            continue;
        if (!m_best || objective.oriented(metric->second) > objective.oriented(*m_best))
            m_best = metric->second;
        if (m_finished.size() < kFinishedLooked) {
            m_finished.push_back({PartialCurve(objective.metric), metric->second});
            m_finished.back().curve.add(result.estimate.curve);
        }
    }
}

bool CurveWatch::see(const std::vector<CurvePoint>& points)
{
    const std::int64_t before = m_curve.lastStep();
    for (const CurvePoint& point : points)
        m_metrics.insert(point.metric);
    m_curve.add(points);
    if (!m_stop && m_curve.lastStep() > before)
        judge();
    return m_stop.has_value();
}

void CurveWatch::judge()
{
    const std::int64_t epoch = m_curve.lastStep();
    if (!m_best || epoch < m_settings.minEpochs || epoch >= m_epochs)
        return;
    const std::vector<CurveValue> values = m_curve.values();
    const FinalPrediction alone = predictFinal(values, double(m_epochs), m_settings.objective.maximise);
    std::vector<double> early;
    std::vector<double> ends;
    for (const Finished& finished : m_finished) {
        const double best = bestOf(finished.curve, epoch);
        if (!std::isfinite(best))
            continue;
        early.push_back(best);
        ends.push_back(finished.end);
    }
    const CurveLine line(early, ends);
    const double best = bestOf(m_curve, epoch);
    if (line.isKnown() && std::isfinite(best)) {
        if (!alone.isKnown() || chanceOf(alone) < kTwoToOne)
            judge(line.at(best));
    } else if (alone.isKnown() && values.size() >= kFewestAlone) {
        judge(alone);
    }
}

void CurveWatch::judge(const FinalPrediction& prediction)
{
    const double chance = chanceOf(prediction);
    if (chance < m_settings.threshold)
        m_stop = CurveStop{m_curve.lastStep(), prediction.mean, prediction.deviation, chance, *m_best};
}

double CurveWatch::chanceOf(const FinalPrediction& prediction) const
{
    return m_settings.objective.maximise ? prediction.chanceAbove(*m_best) : prediction.chanceBelow(*m_best);
}

/// The best value in the first epochs; NaN without any.
double CurveWatch::bestOf(const PartialCurve& curve, std::int64_t epochs) const
{
    double best = std::numeric_limits<double>::quiet_NaN();
    for (const CurveValue& value : curve.values()) {
        const Objective& objective = m_settings.objective;
        if (value.step <= double(epochs) && std::isfinite(value.value) &&
            !(objective.oriented(value.value) <= objective.oriented(best)))
            best = value.value;
    }
    return best;
}

} // namespace cw::estimate
