// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/gaussian_process.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "core/base/assert.h"

namespace cw::strategy {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// What s^2 is believed to be before anything is known, in observations of 1.
constexpr double kScalePrior = 2;
/// r^2 of two candidates that differ everywhere, as the prior has it; the deviation of the logarithms is 1.
constexpr double kTypicalDistance = 3;
constexpr double kTypicalNoise = 0.01;
constexpr double kNoiseSpread = 1.5; ///< deviation of its logarithm
constexpr double kLeastNoise = 1e-6;
constexpr double kMostNoise = 1;
constexpr double kLeastWeight = 1e-5;
constexpr double kMostWeight = 100;
constexpr Index kFirstRows = 32;

double matern(double squared)
{
    const double s = std::sqrt(5 * squared);
    return (1 + s + s * s / 3) * std::exp(-s);
}

/// In place: squared distances become covariances. Rounding may have made a distance of 0 negative.
template <class Matrix>
void toMatern(Matrix& squared)
{
    squared = (5 * squared.array()).max(0.0).sqrt();
    squared = (1 + squared.array() + squared.array().square() / 3) * (-squared.array()).exp();
}

/// d matern / d r^2.
void toMaternSlope(MatrixXd& squared)
{
    squared = (5 * squared.array()).max(0.0).sqrt();
    squared = -5.0 / 6.0 * (1 + squared.array()) * (-squared.array()).exp();
}

MatrixXd squaredDistances(const RowMatrix& a, const RowMatrix& b)
{
    MatrixXd squared = -2 * (a * b.transpose());
    squared.colwise() += a.rowwise().squaredNorm();
    squared.rowwise() += b.rowwise().squaredNorm().transpose();
    return squared;
}

} // namespace

struct GaussianProcess::Data {
    Index rows = 0;
    RowMatrix points;  ///< as KernelSpace gives them
    RowMatrix scaled;  ///< times the roots of the weights
    RowMatrix lower;   ///< Cholesky factor, row by row; both have more rows than are used
    VectorXd roots;    ///< of the weights, one per coordinate
    VectorXd solution; ///< (covariance / s^2)^-1 targets
    double scale = 1;  ///< s^2

    RowMatrix scaledPoints(const KernelSpace& space, const std::vector<space::Candidate>& candidates) const
    {
        RowMatrix result(Index(candidates.size()), Index(space.size()));
        for (Index i = 0; i < result.rows(); ++i)
            space.write(candidates[std::size_t(i)], result.row(i).data());
        return result * roots.asDiagonal();
    }
    auto factor() const
    {
        const auto used = lower.topLeftCorner(rows, rows);
        return used.triangularView<Eigen::Lower>();
    }
    void reserve(Index wanted)
    {
        if (wanted <= points.rows())
            return;
        const Index room = std::max({kFirstRows, wanted, 2 * points.rows()});
        points.conservativeResize(room, Eigen::NoChange);
        scaled.conservativeResize(room, Eigen::NoChange);
        RowMatrix larger = RowMatrix::Zero(room, room);
        larger.topLeftCorner(rows, rows) = lower.topLeftCorner(rows, rows);
        lower = std::move(larger);
    }
};

GaussianProcess::GaussianProcess(KernelSpace space, double bias)
    : m_space(std::move(space))
    , m_bias(bias)
    , m_data(std::make_unique<Data>())
{
    m_data->points.resize(0, Index(m_space.size()));
    m_data->scaled.resize(0, Index(m_space.size()));
    setWeights(defaultWeights());
}

GaussianProcess::~GaussianProcess() = default;

KernelWeights GaussianProcess::defaultWeights() const
{
    const double groups = double(std::max<std::size_t>(m_space.groups(), 1));
    return {std::vector<double>(m_space.groups(), kTypicalDistance / groups), kTypicalNoise};
}

void GaussianProcess::setWeights(KernelWeights weights)
{
    CW_ASSERT(weights.weights.size() == m_space.groups());
    m_weights = std::move(weights);
    m_data->rows = 0;
    m_data->roots.resize(Index(m_space.size()));
    for (std::size_t i = 0; i < m_space.size(); ++i)
        m_data->roots[Index(i)] = std::sqrt(m_weights.weights[m_space.groupOf()[i]]);
}

std::size_t GaussianProcess::rows() const
{
    return std::size_t(m_data->rows);
}

void GaussianProcess::truncate(std::size_t rows)
{
    CW_ASSERT(rows <= this->rows());
    m_data->rows = Index(rows);
}

void GaussianProcess::append(const space::Candidate& candidate)
{
    m_data->reserve(m_data->rows + 1);
    m_space.write(candidate, m_data->points.row(m_data->rows).data());
    factorNext();
}

/// The new row of the factor follows from those above: nothing else changes.
void GaussianProcess::factorNext()
{
    Data& data = *m_data;
    const Index n = data.rows;
    data.scaled.row(n) = data.points.row(n).cwiseProduct(data.roots.transpose());
    VectorXd row(n);
    for (Index i = 0; i < n; ++i)
        row[i] = m_bias + matern((data.scaled.row(i) - data.scaled.row(n)).squaredNorm());
    data.factor().solveInPlace(row);
    data.lower.row(n).head(n) = row.transpose();
    const double left = 1 + m_bias + m_weights.noise - row.squaredNorm();
    // What is left is the noise at least, but for rounding.
    data.lower(n, n) = std::sqrt(std::max(left, m_weights.noise / 2));
    data.rows = n + 1;
}

void GaussianProcess::solve(std::span<const double> targets)
{
    Data& data = *m_data;
    CW_ASSERT(Index(targets.size()) == data.rows);
    data.solution = Eigen::Map<const VectorXd>(targets.data(), data.rows);
    const auto lower = data.factor();
    lower.solveInPlace(data.solution);
    const double fit = data.solution.squaredNorm();
    lower.transpose().solveInPlace(data.solution);
    data.scale = (fit + kScalePrior) / (double(data.rows) + kScalePrior);
}

void GaussianProcess::predict(const std::vector<space::Candidate>& candidates, double* means, double* deviations) const
{
    const Data& data = *m_data;
    CW_ASSERT(data.rows > 0 && data.solution.size() == data.rows);
    const Index count = Index(candidates.size());
    if (count == 0)
        return;
    MatrixXd across = squaredDistances(data.scaled.topRows(data.rows), data.scaledPoints(m_space, candidates));
    toMatern(across);
    across.array() += m_bias;
    Eigen::Map<VectorXd>(means, count) = across.transpose() * data.solution;
    data.factor().solveInPlace(across);
    const VectorXd explained = across.colwise().squaredNorm().transpose();
    Eigen::Map<VectorXd>(deviations, count) = (data.scale * (1 + m_bias - explained.array()).max(0.0)).sqrt();
}

std::vector<double> GaussianProcess::sample(const std::vector<space::Candidate>& candidates, Rng& rng) const
{
    const Data& data = *m_data;
    CW_ASSERT(data.rows > 0 && data.solution.size() == data.rows);
    const Index count = Index(candidates.size());
    const RowMatrix points = data.scaledPoints(m_space, candidates);
    MatrixXd across = squaredDistances(data.scaled.topRows(data.rows), points);
    toMatern(across);
    across.array() += m_bias;
    VectorXd values = across.transpose() * data.solution;
    data.factor().solveInPlace(across);
    MatrixXd covariance = squaredDistances(points, points);
    toMatern(covariance);
    covariance.array() += m_bias;
    covariance.noalias() -= across.transpose() * across;
    covariance.diagonal().array() += kLeastNoise; // near candidates are as good as equal
    VectorXd normal(count);
    for (Index i = 0; i < count; ++i)
        normal[i] = rng.normal();
    const Eigen::LLT<MatrixXd> root(covariance);
    if (root.info() == Eigen::Success)
        normal = root.matrixL() * normal;
    else // leaves out how they vary together
        normal = covariance.diagonal().cwiseMax(0.0).cwiseSqrt().cwiseProduct(normal);
    values += std::sqrt(data.scale) * normal;
    return {values.data(), values.data() + count};
}

double GaussianProcess::logPrior(const KernelWeights& weights, std::vector<double>* slope) const
{
    const double centre = std::log(defaultWeights().weights.empty() ? 1 : defaultWeights().weights.front());
    double sum = 0;
    for (std::size_t i = 0; i < weights.weights.size(); ++i) {
        const double off = std::log(weights.weights[i]) - centre;
        sum -= 0.5 * off * off;
        if (slope != nullptr)
            (*slope)[i] = -off;
    }
    const double off = (std::log(weights.noise) - std::log(kTypicalNoise)) / kNoiseSpread;
    if (slope != nullptr)
        slope->back() = -off / kNoiseSpread;
    return sum - 0.5 * off * off;
}

/// -(n + 2)/2 log(y' C^-1 y + 2) - 1/2 log |C| + prior, C = covariance / s^2, s^2 integrated out.
double GaussianProcess::logPosterior(const KernelWeights& weights, std::span<const double> targets,
                                     std::vector<double>* slope) const
{
    const Index n = m_data->rows;
    CW_ASSERT(Index(targets.size()) == n && weights.weights.size() == m_space.groups());
    VectorXd roots(Index(m_space.size()));
    for (std::size_t i = 0; i < m_space.size(); ++i)
        roots[Index(i)] = std::sqrt(weights.weights[m_space.groupOf()[i]]);
    const RowMatrix points = m_data->points.topRows(n) * roots.asDiagonal();
    const MatrixXd squared = squaredDistances(points, points);
    MatrixXd covariance = squared;
    toMatern(covariance);
    covariance.array() += m_bias;
    covariance.diagonal().array() += weights.noise;
    const Eigen::LLT<MatrixXd> root(covariance);
    if (root.info() != Eigen::Success)
        return -std::numeric_limits<double>::infinity();
    const Eigen::Map<const VectorXd> y(targets.data(), n);
    const VectorXd solution = root.solve(y);
    const double fit = std::max(y.dot(solution), 0.0) + kScalePrior;
    const double degrees = double(n) + kScalePrior;
    if (slope != nullptr)
        slope->assign(m_space.groups() + 1, 0.0);
    const double value = -0.5 * degrees * std::log(fit) - MatrixXd(root.matrixLLT()).diagonal().array().log().sum() +
                         logPrior(weights, slope);
    if (slope == nullptr)
        return value;
    // Half the trace of (solution solution' / s^2 - C^-1) dC.
    MatrixXd change = -root.solve(MatrixXd::Identity(n, n));
    change.noalias() += degrees / fit * solution * solution.transpose();
    slope->back() += 0.5 * weights.noise * change.trace();
    MatrixXd bend = squared;
    toMaternSlope(bend);
    bend.array() *= change.array();
    // Sum over pairs of bend * (p - q)^2 in each coordinate, which is twice sum(bend) p^2 - p' bend p.
    const VectorXd sums = bend.rowwise().sum();
    const RowMatrix bent = bend * points;
    for (Index i = 0; i < points.cols(); ++i)
        (*slope)[m_space.groupOf()[std::size_t(i)]] +=
            sums.dot(points.col(i).cwiseAbs2()) - bent.col(i).dot(points.col(i));
    return value;
}

void GaussianProcess::fit(std::span<const double> targets, int steps)
{
    constexpr double kGrowth = 1.2;
    constexpr double kShrinkage = 0.5;
    constexpr double kLargestStep = 1;
    constexpr double kSmallestStep = 1e-3;
    const std::size_t size = m_space.groups() + 1;
    std::vector<double> stride(size, 0.2);
    std::vector<double> slope;
    std::vector<double> last(size, 0.0);
    KernelWeights now = m_weights;
    KernelWeights best = m_weights;
    double highest = -std::numeric_limits<double>::infinity();
    for (int step = 0; step < steps; ++step) {
        const double value = logPosterior(now, targets, &slope);
        if (!(value > -std::numeric_limits<double>::infinity()))
            break;
        if (value > highest) {
            highest = value;
            best = now;
        }
        double longest = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const double turn = slope[i] * last[i];
            if (turn > 0)
                stride[i] = std::min(stride[i] * kGrowth, kLargestStep);
            else if (turn < 0)
                stride[i] = std::max(stride[i] * kShrinkage, kSmallestStep);
            last[i] = turn < 0 ? 0 : slope[i];
            longest = std::max(longest, stride[i]);
            if (last[i] == 0)
                continue;
            const double factor = std::exp(last[i] > 0 ? stride[i] : -stride[i]);
            if (i + 1 < size)
                now.weights[i] = std::clamp(now.weights[i] * factor, kLeastWeight, kMostWeight);
            else
                now.noise = std::clamp(now.noise * factor, kLeastNoise, kMostNoise);
        }
        if (longest < 0.02)
            break;
    }
    const Index n = m_data->rows;
    setWeights(std::move(best));
    while (m_data->rows < n)
        factorNext();
}

std::vector<double> GaussianProcess::factor() const
{
    std::vector<double> numbers;
    for (Index i = 0; i < m_data->rows; ++i)
        numbers.insert(numbers.end(), m_data->lower.row(i).data(), m_data->lower.row(i).data() + i + 1);
    return numbers;
}

} // namespace cw::strategy
