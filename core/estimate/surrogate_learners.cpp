// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/learn/network_ensemble.h"
#include "core/base/learn/random_forest.h"
#include "core/estimate/surrogate_model.h"
#include "core/space/features.h"

namespace cw::estimate {

namespace {

class ForestLearner final : public Learner {
public:
    ForestLearner(const LearnerOptions& options, const space::DecisionTree& tree)
        : m_columns(tree)
        , m_forest(m_columns.categories(), {.trees = int(options.trees)})
    {
    }

    void fit(const std::vector<const space::Candidate*>& candidates, const std::vector<double>& targets,
             Rng& rng) override
    {
        std::vector<double> rows(candidates.size() * m_columns.size());
        for (std::size_t i = 0; i < candidates.size(); ++i)
            m_columns.write(*candidates[i], rows.data() + i * m_columns.size());
        m_forest.fit(rows, targets, rng);
    }
    Predicted predict(const space::Candidate& candidate) const override
    {
        std::vector<double> row(m_columns.size());
        m_columns.write(candidate, row.data());
        const RandomForest::Prediction prediction = m_forest.predict(row.data());
        return {prediction.mean, prediction.deviation};
    }

private:
    space::Columns m_columns;
    RandomForest m_forest;
};

class EnsembleLearner final : public Learner {
public:
    EnsembleLearner(const LearnerOptions& options, const space::DecisionTree& tree)
        : m_features(tree)
        , m_epochs(options.epochs)
        , m_ensemble({.networks = options.networks, .inputs = m_features.size() + 1, .width = options.width})
    {
    }

    void fit(const std::vector<const space::Candidate*>& candidates, const std::vector<double>& targets,
             Rng& rng) override
    {
        std::vector<float> inputs;
        for (const space::Candidate* candidate : candidates)
            addInputs(*candidate, inputs);
        m_ensemble.fit(inputs, {targets.begin(), targets.end()}, {.epochs = m_epochs}, rng);
    }
    Predicted predict(const space::Candidate& candidate) const override
    {
        std::vector<float> inputs;
        addInputs(candidate, inputs);
        const NetworkEnsemble::Prediction prediction = m_ensemble.predict(inputs).front();
        return {prediction.mean, prediction.deviation};
    }

private:
    void addInputs(const space::Candidate& candidate, std::vector<float>& inputs) const
    {
        for (const double number : m_features.of(candidate))
            inputs.push_back(float(number));
        inputs.push_back(1); // also without a decision there is an input
    }

    space::Features m_features;
    std::size_t m_epochs;
    NetworkEnsemble m_ensemble;
};

} // namespace

std::unique_ptr<Learner> makeLearner(const LearnerOptions& options, const space::DecisionTree& tree)
{
    if (options.forest)
        return std::make_unique<ForestLearner>(options, tree);
    return std::make_unique<EnsembleLearner>(options, tree);
}

} // namespace cw::estimate
