// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/rng.h"
#include "core/space/candidate.h"

namespace cw::estimate {

struct Predicted {
    double mean = 0;
    double deviation = 0;
};

/// Learns one number from rows of numbers and says how sure it is.
/// Determinism: only by the Rng      Thread: predict() is const, may be called by several threads at once
class Learner {
public:
    virtual ~Learner() = default;
    /// At least one candidate, as many targets.
    virtual void fit(const std::vector<const space::Candidate*>& candidates, const std::vector<double>& targets,
                     Rng& rng) = 0;
    virtual Predicted predict(const space::Candidate& candidate) const = 0;
};

struct LearnerOptions {
    bool forest = true; ///< else an ensemble of networks
    std::size_t trees = 100;
    std::size_t networks = 5;
    std::size_t width = 32;
    std::size_t epochs = 100;
};

std::unique_ptr<Learner> makeLearner(const LearnerOptions& options, const space::DecisionTree& tree);

/// A learner in the units of what it learns. It sees normal scores of the ranks, which a few failures among the values
/// do not stretch, and its answers go back through the values known: nothing is predicted outside their range.
/// Its deviations are put right by cross-validation: they are multiplied so that 95 % of the held-out values (of five
/// parts) lie within two of them. Learners overestimate what they know: networks agree where all are wrong, and noise
/// is no disagreement.
/// Paper: the factor is that of normalised conformal prediction, Papadopoulos et al., ECML 2002.   Differs:
/// cross-validation in place of one calibration set, so that all rows teach
/// Determinism: only by the Rng      Thread: predict() is const, may be called by several threads at once
class ValueModel {
public:
    ValueModel(const LearnerOptions& options, const space::DecisionTree& tree);

    /// Any finite values. At least one.
    void fit(const std::vector<const space::Candidate*>& candidates, const std::vector<double>& values, Rng& rng);
    Predicted predict(const space::Candidate& candidate) const;
    /// Which part of the squared differences of the values is predicted when held out, in [0, 1]; 0 with fewer than
    /// ten.
    double skill() const { return m_skill; }

private:
    double valueAt(double score) const;
    Predicted raw(const Learner& learner, const space::Candidate& candidate) const;
    void calibrate(const std::vector<const space::Candidate*>& candidates, const std::vector<double>& values,
                   const std::vector<double>& targets, Rng& rng);

    LearnerOptions m_options;
    space::DecisionTree m_tree;
    std::unique_ptr<Learner> m_learner;
    std::vector<double> m_scores; ///< rising, with the value of each in m_values
    std::vector<double> m_values;
    double m_least = 0; ///< no deviation is below this
    double m_factor = 1;
    double m_skill = 0;
};

} // namespace cw::estimate
