// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/base/rng.h"
#include "core/strategy/kernel_space.h"

namespace cw::strategy {

/// What a likelihood is maximised over.
struct KernelWeights {
    std::vector<double> weights; ///< of each decision: how fast the function changes with it, 1 / squared length
    double noise = 0.01;         ///< variance of the noise over that of the function
};

/// Regression on candidates with uncertainty: the function is drawn from a Gaussian process with covariance
///   s^2 (b + matern(r) + noise [same trial]),   matern(r) = (1 + sqrt(5) r + 5/3 r^2) exp(-sqrt(5) r),
///   r^2 = sum over decisions of weight * squared distance (KernelSpace): one kernel of the weighted sum, not a
///   product.
/// b = 1 stands for a constant that is not known: far from all data the prediction is not the mean of what was tried.
/// s^2 follows from the targets, with two observations of 1 as prior. Weights and noise have log-normal priors.
/// Cost: append O(n^2), solve O(n^2), fit O(n^3) per step, prediction O(n^2) each      Thread: one at a time
/// Determinism: rows, weights and targets decide every bit, however the rows came about
/// Paper: Rasmussen and Williams 2006, algorithm 2.1 and equation 5.9; Snoek, Larochelle and Adams, NeurIPS 2012
/// (Matern 5/2 with one length per decision); Hutter and Osborne, arXiv:1310.5738 (conditional decisions).   Differs:
/// weights are those of largest posterior density, not integrated over; prior of the lengths as in Hvarfner, Hellsten
/// and Nardi, ICML 2024: the more decisions, the less each weighs.
class GaussianProcess {
public:
    explicit GaussianProcess(KernelSpace space, double bias = 1);
    ~GaussianProcess();
    GaussianProcess(const GaussianProcess&) = delete;
    GaussianProcess& operator=(const GaussianProcess&) = delete;

    /// The centre of the prior.
    KernelWeights defaultWeights() const;
    /// Forgets all rows.
    void setWeights(KernelWeights weights);
    const KernelWeights& weights() const { return m_weights; }

    std::size_t rows() const;
    void append(const space::Candidate& candidate);
    /// Keeps the first `rows`.
    void truncate(std::size_t rows);
    /// As many targets as there are rows, finite. Must be called after rows have changed, before a prediction.
    void solve(std::span<const double> targets);

    /// Mean and deviation of the function, without noise. At least one row.
    void predict(const std::vector<space::Candidate>& candidates, double* means, double* deviations) const;
    /// One function, drawn from all that fit the data, at these candidates.
    std::vector<double> sample(const std::vector<space::Candidate>& candidates, Rng& rng) const;

    /// The log posterior density of weights and noise given targets of the rows, but for a constant; -infinity where it
    /// cannot be computed. `slope`: its derivatives by the logarithms of the weights, then of the noise; may be null.
    double logPosterior(const KernelWeights& weights, std::span<const double> targets,
                        std::vector<double>* slope) const;
    /// Climbs from the current weights to a maximum nearby. The rows are then those before, under the new weights.
    /// Paper: Blum and Riedmiller, ESANN 2013 (Rprop for the weights of Gaussian processes)
    void fit(std::span<const double> targets, int steps = 25);

    /// Lower triangle of the factor, row by row: for tests.
    std::vector<double> factor() const;

private:
    struct Data; ///< Eigen's types stay in the .cpp file

    void factorNext();
    double logPrior(const KernelWeights& weights, std::vector<double>* slope) const;

    KernelSpace m_space;
    double m_bias;
    KernelWeights m_weights;
    std::unique_ptr<Data> m_data;
};

} // namespace cw::strategy
