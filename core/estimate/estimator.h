// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/registry.h"
#include "core/base/result.h"
#include "core/base/states.h"
#include "core/estimate/fidelity.h"
#include "core/estimate/objective.h"
#include "core/space/candidate.h"
#include "core/space/candidate_set.h"
#include "core/space/search_space.h"

namespace cw::estimate {

/// One point of a learning curve.
struct CurvePoint {
    std::string metric;
    std::int64_t step = 0; ///< epoch, from 1
    double value = 0;

    bool operator==(const CurvePoint&) const = default;
};

/// What is known about a candidate after spending a fidelity on it.
struct Estimate {
    TrialState state = TrialState::Finished; ///< Finished, Failed, Rejected, Pruned, Stopped or Paused
    std::string reason;                      ///< why not finished: one sentence
    Metrics metrics;                         ///< objectives and others; "valid_accuracy" in [0, 1], "params", "macs"
    std::vector<CurvePoint> curve;
    double seconds = 0; ///< wall time
};

/// A result that the current job may see; see Told.
struct ToldResult {
    std::int64_t trial = 0;
    space::Candidate candidate;
    Fidelity fidelity;
    Estimate estimate;
};

/// The only past that estimators and schedulers may use: results 1 .. j-lag of this run, in the order they were told.
/// Thread: a snapshot, may be read by any thread
class Told {
public:
    virtual ~Told() = default;
    virtual std::size_t size() const = 0;
    virtual const ToldResult& at(std::size_t i) const = 0;
};

/// Progress of a running job; called from the worker, cheap.
struct Progress {
    std::int64_t step = 0;          ///< epochs done
    std::int64_t steps = 0;         ///< epochs in all
    double fraction = 0;            ///< of the whole job, in [0, 1]
    std::vector<CurvePoint> points; ///< new since the last call
};

/// What this machine was measured to do, by its name ("cpu, 2 threads, float32"): from earlier, if it is usable, or
/// measured now and kept.
using CalibrationOf = std::function<Json(const std::string& key, const std::function<bool(const Json&)>& isUsable,
                                         const std::function<Json()>& measure)>;

/// Calls `write`, which leaves something beside the run's history, and waits where there is no room for it.
using Storing = std::function<void(const std::function<void()>& write)>;
/// The same; with no `storing` there is one try.
inline void store(const Storing& storing, const std::function<void()>& write)
{
    if (storing)
        storing(write);
    else
        write();
}

/// What one job is given.
struct Context {
    std::stop_token stop;          ///< polled once per batch
    std::function<bool()> pausing; ///< true: finish the batch, write the checkpoint, return Paused; may be null
    std::string device = "cpu";    ///< "cpu" or "cuda:N"
    int threads = 1;
    std::uint64_t seed = 0; ///< of the run; streams come from (seed, trial, purpose, epoch)
    std::int64_t trial = 0;
    /// File to continue from when this job was paused, and to write to; empty: none.
    std::filesystem::path checkpoint;
    Storing storing; ///< for all that writes it; may be null
    /// The finished training of the same trial at fewer epochs, to go on from; empty or absent: begin anew. Going on
    /// gives the same bits as beginning anew, because schedules stretch over `horizon` epochs either way.
    std::filesystem::path continueFrom;
    double reached = 0; ///< epochs that `continueFrom` stands for; 0: none
    /// Leave `checkpoint` behind when finished: a scheduler may go on from it, or its weights are kept.
    bool keep = false;
    double horizon = 0; ///< epochs of the run's whole fidelity, over which rates are scheduled; 0: those of this job
    /// Weights that a trial among `told` left behind, or empty: none, or no longer kept. May be null.
    std::function<std::filesystem::path(std::int64_t trial)> weightsOf;
    CalibrationOf calibrationOf;                   ///< may be null: measured, not kept
    std::function<void(const Progress&)> progress; ///< may be null
    const Told* told = nullptr;
};

/// Turns a candidate, at a fidelity, into an estimate.
/// Thread: estimate() is called by several workers at once      Determinism: same candidate, fidelity, seed, trial and
/// threads Errors: one bad candidate is an Estimate with state Failed or Rejected; exceptions become that in the
/// worker's top frame
class Estimator {
public:
    virtual ~Estimator() = default;

    /// Loads data; called once, off the GUI thread, before the first estimate. Errors: throws Error
    virtual void prepare() {}
    virtual Estimate estimate(const space::Candidate& candidate, const Fidelity& fidelity, Context& context) = 0;
    /// Candidates that it can judge, when that is fewer than the space holds (a table); else null.
    virtual std::shared_ptr<const space::CandidateSet> candidates() const { return nullptr; }
    /// The numbers of epochs at which it has an answer, rising, when it cannot answer at others (a table); else empty.
    virtual std::vector<double> epochs() const { return {}; }
};

/// A trial of an earlier run on the same space, chosen by the user (warm start).
struct PastResult {
    space::Candidate candidate;
    Metrics metrics;
    std::filesystem::path weights = {}; ///< that it left behind; empty: none, and perhaps gone by now
    Fidelity fidelity = {};             ///< of those weights: decides the network with the candidate
};

struct EstimatorSetup;
/// Makes another estimator for the same space: `id`, unresolved `settings`, and a setup in which only the data set and
/// its task may be changed. Errors: throws Error(Config)
using MakeEstimator =
    std::function<std::unique_ptr<Estimator>(const std::string& id, const Json& settings, EstimatorSetup setup)>;

/// What the factory of an estimator is given.
struct EstimatorSetup {
    std::shared_ptr<const space::SearchSpace> space;
    space::DecisionTree tree;
    std::string dataset; ///< name or path, as in the search file; empty for a table
    space::Task task;    ///< of that data set
    Settings settings;
    std::uint64_t seed = 0; ///< of the run: decides the train/valid split
    std::vector<Objective> objectives{{}};
    Fidelity full; ///< of the run
    /// What is known of this space from elsewhere, oldest first; null: nothing.
    std::shared_ptr<const std::vector<PastResult>> past;
    /// For an estimator that works on top of others; may be null outside a run.
    MakeEstimator other;
    /// Input shape and classes of another data set. Errors: NotFound, Format. May be null outside a run.
    std::function<Result<space::Task>(const std::string& dataset)> taskOf;
};

struct EstimatorEntry : EntryInfo {
    bool needsDataset = false;
    /// Its answers get better with more epochs, so that a scheduler makes sense.
    bool hasFidelities = false;
    /// Whether they do at those settings, which name another estimator or a table; null: always, if they can.
    std::function<bool(const Settings&)> hasFidelitiesAt;
    /// It needs the weights that this many of the best trials have left behind (Context::weightsOf).
    std::int64_t keepsWeights = 0;
    /// What its estimates carry at those settings and for that task, so that an objective can be checked before a run;
    /// params and macs are added to those of networks anyway. Empty or null: not known.
    std::function<std::vector<std::string>(const Settings&, const space::Task&)> metrics;
    std::function<std::unique_ptr<Estimator>(const EstimatorSetup&)> make; ///< Errors: throws Error

    bool improvesWithEpochs(const Settings& settings) const
    {
        return hasFidelities && (!hasFidelitiesAt || hasFidelitiesAt(settings));
    }
};

using EstimatorRegistry = Registry<EstimatorEntry>;

/// Those that need no torch; core/train adds its own when its library is loaded.
EstimatorRegistry builtInEstimators();

/// What is known, without loading it, of the estimators in the torch library: entries without a factory. Each is one
/// line in registry.cpp and one in core/train/register.cpp.
std::vector<EstimatorEntry> torchEstimators();

} // namespace cw::estimate
