// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/curve_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <Eigen/Cholesky>

#include "core/base/normal.h"
#include "core/estimate/curve_models.h"

namespace cw::estimate {

namespace {

constexpr int kMostParameters = int(kMaxCurveParameters);
using Vector = Eigen::Matrix<double, Eigen::Dynamic, 1, 0, kMostParameters, 1>;
using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, 0, kMostParameters, kMostParameters>;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int kMaxSteps = 40;
constexpr double kEnough = 1e-7;        ///< a step that lowers the cost by less is the last
constexpr double kDifference = 1e-5;    ///< of a finite difference
constexpr double kStart = 1.2;          ///< how far from the prior's mean the other starts lie, in deviations
constexpr double kNoise = 0.05;         ///< prior: part of the curve's rise
constexpr double kNoiseWeight = 3;      ///< prior: as many points
constexpr double kFlatDeviation = 0.05; ///< of a curve that does not move, part of its value

/// A partial curve, scaled as curve_models.h says.
struct Scaled {
    std::vector<double> x;
    std::vector<double> y;
    double end = 0; ///< the time foretold
    double low = 0; ///< value = low + y * span
    double span = 0;
};

/// One shape on one curve. Parameters are in deviations from their prior's mean, z.
class ModelFit {
public:
    ModelFit(const CurveModel& model, const Scaled& curve)
        : m_model(model)
        , m_curve(curve)
        , m_size(int(model.parameters))
    {
    }

    /// From the prior's mean and from both sides of it along the last parameter but one: the rate of most shapes.
    void fitFromStarts(double noise)
    {
        const int rate = m_size > 2 ? 2 : m_size - 1;
        for (const double offset : {0.0, -kStart, kStart}) {
            Vector start = Vector::Zero(m_size);
            start[rate] = offset;
            const double cost = descend(start, noise);
            if (cost < m_cost) {
                m_cost = cost;
                m_z = start;
            }
        }
    }
    void refine(double noise)
    {
        if (isFitted())
            m_cost = descend(m_z, noise);
    }
    bool isFitted() const { return std::isfinite(m_cost); }

    double squares() const
    {
        double sum = 0;
        for (std::size_t i = 0; i < m_curve.x.size(); ++i) {
            const double off = m_curve.y[i] - at(m_z, m_curve.x[i]);
            sum += off * off;
        }
        return sum;
    }
    /// How many parameters the points have decided, rather than the prior.
    double decided(double noise) const
    {
        const Matrix inverse = curvature(noise).llt().solve(Matrix::Identity(m_size, m_size));
        return double(m_size) - inverse.trace();
    }
    /// Up to what all shapes have in common.
    double logEvidence(double noise) const
    {
        const Matrix lower = curvature(noise).llt().matrixL();
        return -m_cost - lower.diagonal().array().log().sum();
    }
    /// By the points where the parameters lie one root deviation away along each axis of their posterior.
    FinalPrediction::Part forecast(double noise) const
    {
        const Matrix lower = curvature(noise).llt().matrixL();
        const Matrix axes = lower.transpose().triangularView<Eigen::Upper>().solve(Matrix::Identity(m_size, m_size));
        std::vector<double> values;
        for (int i = 0; i < m_size; ++i) {
            for (const double sign : {-1.0, 1.0})
                values.push_back(at(m_z + sign * std::sqrt(double(m_size)) * axes.col(i), m_curve.end));
        }
        FinalPrediction::Part part;
        for (const double value : values)
            part.mean += value / double(values.size());
        double squares = 0;
        for (const double value : values)
            squares += (value - part.mean) * (value - part.mean) / double(values.size());
        part.deviation = std::sqrt(squares + noise * noise);
        return part;
    }

private:
    double at(const Vector& z, double x) const
    {
        std::array<double, kMaxCurveParameters> p{};
        for (int i = 0; i < m_size; ++i)
            p[std::size_t(i)] = m_model.mean[std::size_t(i)] + m_model.deviation[std::size_t(i)] * z[i];
        return m_model.value(p.data(), x);
    }

    double costAt(const Vector& z, double noise) const
    {
        double sum = z.squaredNorm();
        for (std::size_t i = 0; i < m_curve.x.size(); ++i) {
            const double off = (m_curve.y[i] - at(z, m_curve.x[i])) / noise;
            sum += off * off;
        }
        return std::isfinite(sum) ? sum / 2 : std::numeric_limits<double>::infinity();
    }

    Vector slopeAt(const Vector& z, double x) const
    {
        Vector slope(m_size);
        for (int i = 0; i < m_size; ++i) {
            Vector up = z;
            Vector down = z;
            up[i] += kDifference;
            down[i] -= kDifference;
            slope[i] = (at(up, x) - at(down, x)) / (2 * kDifference);
        }
        return slope;
    }

    /// J'J / noise^2 + 1: positive definite, thanks to the prior.
    Matrix curvature(double noise) const
    {
        Matrix sum = Matrix::Identity(m_size, m_size);
        for (const double x : m_curve.x) {
            const Vector slope = slopeAt(m_z, x) / noise;
            sum += slope * slope.transpose();
        }
        return sum;
    }

    /// Levenberg and Marquardt. Moves `z` to a minimum and returns the cost there.
    double descend(Vector& z, double noise) const
    {
        double cost = costAt(z, noise);
        double damping = 1e-2;
        for (int step = 0; step < kMaxSteps && std::isfinite(cost); ++step) {
            Matrix hessian = Matrix::Identity(m_size, m_size);
            Vector gradient = z;
            for (std::size_t i = 0; i < m_curve.x.size(); ++i) {
                const Vector slope = slopeAt(z, m_curve.x[i]) / noise;
                gradient -= slope * ((m_curve.y[i] - at(z, m_curve.x[i])) / noise);
                hessian += slope * slope.transpose();
            }
            hessian.diagonal() *= 1 + damping;
            const Vector next = z - Vector(hessian.llt().solve(gradient));
            const double nextCost = costAt(next, noise);
            if (nextCost < cost) {
                const bool isLast = cost - nextCost < kEnough * (1 + cost);
                z = next;
                cost = nextCost;
                damping = std::max(damping / 5, 1e-9);
                if (isLast)
                    break;
            } else if ((damping *= 5) > 1e9) {
                break;
            }
        }
        return cost;
    }

    const CurveModel& m_model;
    const Scaled& m_curve;
    int m_size;
    Vector m_z;
    double m_cost = std::numeric_limits<double>::infinity();
};

std::vector<CurveValue> usable(const std::vector<CurveValue>& points, bool rising)
{
    std::vector<CurveValue> kept;
    for (const CurveValue& point : points) {
        if (std::isfinite(point.value) && std::isfinite(point.step) && point.step > 0)
            kept.push_back({point.step, rising ? point.value : -point.value});
    }
    std::stable_sort(kept.begin(), kept.end(),
                     [](const CurveValue& a, const CurveValue& b) { return a.step < b.step; });
    return kept;
}

Scaled scaled(const std::vector<CurveValue>& points, double finalStep)
{
    const auto [low, high] = std::minmax_element(
        points.begin(), points.end(), [](const CurveValue& a, const CurveValue& b) { return a.value < b.value; });
    Scaled curve;
    curve.low = low->value;
    curve.span = high->value - low->value;
    curve.end = finalStep / points.back().step;
    for (const CurveValue& point : points) {
        curve.x.push_back(point.step / points.back().step);
        curve.y.push_back((point.value - curve.low) / curve.span);
    }
    return curve;
}

double noiseOf(const std::vector<ModelFit>& fits, double noise, std::size_t points)
{
    const auto best = std::max_element(fits.begin(), fits.end(), [&](const ModelFit& a, const ModelFit& b) {
        return a.logEvidence(noise) < b.logEvidence(noise);
    });
    const double left = std::max(0.0, double(points) - best->decided(noise));
    return std::sqrt((kNoiseWeight * kNoise * kNoise + best->squares()) / (kNoiseWeight + left));
}

FinalPrediction single(double mean, double deviation)
{
    return {mean, deviation, {{1, mean, deviation}}};
}

FinalPrediction mixture(const std::vector<ModelFit>& fits, double noise)
{
    double most = -std::numeric_limits<double>::infinity();
    for (const ModelFit& fit : fits)
        most = std::max(most, fit.logEvidence(noise));
    FinalPrediction prediction;
    double weights = 0;
    for (const ModelFit& fit : fits) {
        FinalPrediction::Part part = fit.forecast(noise);
        part.weight = std::exp(fit.logEvidence(noise) - most);
        if (!std::isfinite(part.mean) || !std::isfinite(part.deviation) || !std::isfinite(part.weight))
            continue;
        weights += part.weight;
        prediction.parts.push_back(part);
    }
    for (FinalPrediction::Part& part : prediction.parts) {
        part.weight /= weights;
        prediction.mean += part.weight * part.mean;
    }
    double squares = 0;
    for (const FinalPrediction::Part& part : prediction.parts) {
        const double off = part.mean - prediction.mean;
        squares += part.weight * (part.deviation * part.deviation + off * off);
    }
    prediction.deviation = std::sqrt(squares);
    return prediction;
}

} // namespace

double FinalPrediction::chanceAbove(double value) const
{
    double chance = 0;
    for (const Part& part : parts) {
        const double above = part.mean - value;
        chance += part.weight * (part.deviation > 0 ? normalCumulative(above / part.deviation) : double(above > 0));
    }
    return chance;
}

double FinalPrediction::chanceBelow(double value) const
{
    double chance = 0;
    for (const Part& part : parts) {
        const double below = value - part.mean;
        chance += part.weight * (part.deviation > 0 ? normalCumulative(below / part.deviation) : double(below > 0));
    }
    return chance;
}

FinalPrediction predictFinal(const std::vector<CurveValue>& points, double finalStep, bool rising)
{
    const double sign = rising ? 1 : -1;
    const std::vector<CurveValue> kept = usable(points, rising);
    if (!kept.empty() && kept.back().step >= finalStep)
        return single(sign * kept.back().value, 0);
    if (kept.size() < kFewestCurvePoints)
        return {kNaN, kNaN, {}};
    const Scaled curve = scaled(kept, finalStep);
    if (!(curve.span > 1e-12 * std::abs(curve.low)) || !(curve.span > 0))
        return single(sign * curve.low, kFlatDeviation * std::abs(curve.low));
    std::vector<ModelFit> fits;
    double noise = 2 * kNoise;
    for (const CurveModel& model : curveModels()) {
        fits.emplace_back(model, curve).fitFromStarts(noise);
        if (!fits.back().isFitted())
            fits.pop_back();
    }
    if (fits.empty())
        return {kNaN, kNaN, {}};
    noise = noiseOf(fits, noise, kept.size());
    for (ModelFit& fit : fits)
        fit.refine(noise);
    FinalPrediction prediction = mixture(fits, noise);
    const auto back = [&](double y) { return sign * (curve.low + curve.span * y); };
    prediction.mean = back(prediction.mean);
    prediction.deviation *= curve.span;
    for (FinalPrediction::Part& part : prediction.parts) {
        part.mean = back(part.mean);
        part.deviation *= curve.span;
    }
    return prediction;
}

} // namespace cw::estimate
