// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/estimate/estimator.h"
#include "core/estimate/surrogate_objective.h"

namespace cw::estimate {

/// The models that a surrogate has at any moment of a run. Which one depends only on how many real results the job may
/// see: models are fitted anew each time that number has grown by a factor, so that a run of n results costs O(log n)
/// fits, and each is fitted on a beginning of what was told, so that workers that see more or less get the same.
/// What was told in a run must be beginnings of one list. A result is real when it finished and was not predicted.
/// Thread: any; a fit holds up the others      Determinism: by past, the beginning told, settings and seed
class SurrogateFits {
public:
    struct Settings {
        LearnerOptions learner;
        bool pastIsPrior = false;
        std::size_t mostKnown = 1000; ///< a model is fitted on the newest of them
        double growth = 1.1;          ///< > 1
        std::uint64_t seed = 0;
        std::vector<std::string> metrics; ///< to predict
    };
    /// One model for each metric.
    struct Fit {
        std::vector<ObjectiveModel> models;
        std::size_t known = 0; ///< how many results it was fitted on, those of the prior included
    };

    SurrogateFits(const Settings& settings, const space::DecisionTree& tree, const std::vector<PastResult>& past);

    std::size_t pastSize() const { return m_past.size(); }
    /// Real results at that fidelity among those told.
    std::size_t realAmong(const Told* told, const Fidelity& fidelity);
    /// Without a prior, past and `real` must not both be 0.
    std::shared_ptr<const Fit> fitFor(std::size_t real, const Fidelity& fidelity);

private:
    struct Row {
        space::Candidate candidate;
        std::vector<double> values; ///< of each metric
    };
    struct Real {
        std::vector<std::size_t> places;                        ///< in what was told, rising
        std::vector<Row> rows;                                  ///< of each
        std::map<std::size_t, std::shared_ptr<const Fit>> fits; ///< by the number of rows
    };

    bool read(const space::Candidate& candidate, const Metrics& metrics, Row& row) const;
    std::size_t rowsFitted(std::size_t real) const;
    KnownValues knownValues(const std::vector<Row>& rows, std::size_t count, std::size_t metric) const;
    const ValueModel& prior(std::size_t metric);
    std::shared_ptr<const Fit> fit(const std::vector<Row>& rows, std::size_t count);

    Settings m_settings;
    space::DecisionTree m_tree;
    std::vector<Row> m_past;
    std::mutex m_mutex;
    std::size_t m_scanned = 0;                               ///< of what was told; with what follows under m_mutex
    std::map<std::string, Real> m_real;                      ///< by fidelity
    std::vector<std::shared_ptr<const ValueModel>> m_priors; ///< of each metric, made at first need
};

} // namespace cw::estimate
