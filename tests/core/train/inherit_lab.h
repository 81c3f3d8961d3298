// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QTemporaryDir>

#include "core/train/inherit_estimator.h"
#include "tests/core/net/transfer_pairs.h"

namespace cw::test {

/// What a run would show a job: results, and the files of weights that they left.
class FakePast : public estimate::Told {
public:
    std::size_t size() const override { return m_results.size(); }
    const estimate::ToldResult& at(std::size_t i) const override { return m_results.at(i); }

    void add(std::int64_t trial, const space::Candidate& candidate, double accuracy,
             const std::filesystem::path& weights, const estimate::Fidelity& fidelity = {})
    {
        m_results.push_back({trial, candidate, fidelity, {.metrics = {{"valid_accuracy", accuracy}}}});
        m_files[trial] = weights;
    }
    estimate::Context context(std::uint64_t seed, std::int64_t trial) const
    {
        estimate::Context context{.seed = seed, .trial = trial};
        context.weightsOf = [this](std::int64_t of) {
            const auto found = m_files.find(of);
            return found == m_files.end() ? std::filesystem::path() : found->second;
        };
        context.told = this;
        return context;
    }

private:
    std::vector<estimate::ToldResult> m_results;
    std::map<std::int64_t, std::filesystem::path> m_files;
};

/// Trains candidates of a template on a data set with `train` and with `inherit`.
class InheritLab {
public:
    InheritLab(const std::string& id, std::string dataset, space::Task task)
        : m_space(id)
        , m_dataset(std::move(dataset))
        , m_task(std::move(task))
    {
    }

    const SpaceUnderTest& space() const { return m_space; }
    space::Candidate candidate(const std::string& text) const { return m_space.candidate(choicesOf(text)); }

    template <class Kind>
    std::unique_ptr<Kind> make(const estimate::EstimatorEntry& entry, const Json& given, std::uint64_t seed,
                               std::shared_ptr<const std::vector<estimate::PastResult>> past = nullptr) const
    {
        auto estimator = std::make_unique<Kind>(
            estimate::EstimatorSetup{.space = std::make_shared<const space::SearchSpace>(m_space.space),
                                     .tree = m_space.tree,
                                     .dataset = m_dataset,
                                     .task = m_task,
                                     .settings = entry.schema.resolve(given, "test").value(),
                                     .seed = seed,
                                     .past = std::move(past)});
        estimator->prepare();
        return estimator;
    }
    std::unique_ptr<train::InheritEstimator>
    inherit(const Json& given, std::uint64_t seed = 1,
            std::shared_ptr<const std::vector<estimate::PastResult>> past = nullptr) const
    {
        return make<train::InheritEstimator>(estimate::inheritEstimatorEntry(), given, seed, std::move(past));
    }
    std::unique_ptr<train::TrainEstimator> train(const Json& given, std::uint64_t seed = 1) const
    {
        return make<train::TrainEstimator>(estimate::trainEstimatorEntry(), given, seed);
    }

    /// Trains a parent and leaves its weights in a checkpoint: paused before its last epoch.
    estimate::Estimate parent(const Json& given, const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                              std::uint64_t seed, std::int64_t trial, const std::filesystem::path& file) const
    {
        bool last = false;
        estimate::Context context{.pausing = [&] { return last; }, .seed = seed, .trial = trial};
        context.checkpoint = file;
        context.progress = [&](const estimate::Progress& progress) {
            last = double(progress.step) >= fidelity.epochs - 1;
        };
        return train(given, seed)->estimate(candidate, fidelity, context);
    }

private:
    SpaceUnderTest m_space;
    std::string m_dataset;
    space::Task m_task;
};

} // namespace cw::test
