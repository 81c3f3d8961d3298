// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/estimate/fidelity.h"
#include "core/estimate/objective.h"

namespace cw::run {

inline constexpr int kSearchVersion = 1;
inline constexpr int kMaxWorkers = 1024;
inline constexpr std::int64_t kMaxEvaluations = 1'000'000'000; ///< only to catch slips

inline constexpr std::int64_t kMaxKept = 10'000;
inline constexpr std::size_t kMaxEnqueued = 100'000;
inline constexpr std::size_t kMaxKnown = 200'000;

/// A trial of an earlier run on the same space.
struct KnownTrial {
    std::string candidate; ///< as space::toText() writes it
    estimate::Metrics metrics;
    /// Of its kept weights the file, and the fidelity that they were trained at; empty: none were kept. Another run's
    /// files: what begins from them begins anew when they are gone.
    std::string weights = {};
    estimate::Fidelity fidelity = {};

    bool operator==(const KnownTrial&) const = default;
};

/// One search, as in a .cwsearch file. Defaults here are overridden by resources/examples/quick.cwsearch in `search`.
/// File: {"format": "cellwright-search", "version": 1, "name", "space" (id, path or the document), "dataset",
/// "strategy", "estimator", "scheduler" (each an id, or {"id", "settings"}), "fidelity" {"epochs", ...}, "objectives"
/// ["max:valid_accuracy"], "constraints" [], "evaluations", "hours", "target", "workers", "lag", "threads", "devices"
/// ["cpu"], "seed", "keep", "enqueue" [candidates], "known" [{"candidate", "metrics" {}, "weights", "fidelity"}]}. A
/// key that is absent keeps its default.
struct RunConfig {
    std::string name;
    Json space =
        "nas-bench-201"; ///< a template id or path, or the whole space inline; "": that of the estimator's table
    std::string dataset; ///< id or path; empty: the estimator needs none
    std::string strategy = "regularized-evolution";
    Json strategySettings = Json::object();
    std::string estimator = "train";
    Json estimatorSettings = Json::object();
    std::string scheduler = "none";
    Json schedulerSettings = Json::object();
    estimate::Fidelity fidelity;
    std::vector<estimate::Objective> objectives{{}};
    std::vector<std::string> constraints;
    std::int64_t evaluations = 24; ///< >= 1
    double hours = 0;              ///< 0: no limit
    std::optional<double> target;  ///< of the first objective: ends the run once a trial has it at the whole fidelity
    int workers = 1;               ///< >= 1
    std::int64_t lag = 0;          ///< 0: 2 x workers
    int threads = 1;               ///< per trial
    std::vector<std::string> devices{"cpu"};
    std::uint64_t seed = 1;
    std::int64_t keep = 3; ///< the weights of so many of the best trials are kept beside the history
    /// Candidates to try first, before the strategy is asked; each counts as an evaluation.
    std::vector<std::string> enqueue;
    /// Warm start: told to the strategy before anything is asked. They are part of the configuration and not a
    /// reference to another run, so that a resumed or copied run does not depend on one that may be gone.
    std::vector<KnownTrial> known;
    Json extra = Json::object(); ///< unknown keys, kept

    std::int64_t effectiveLag() const { return lag > 0 ? lag : 2 * std::int64_t{workers}; }
};

Json toJson(const RunConfig& config);
/// Errors: Format, Config (evaluations 0, negative workers, ...), naming the key
Result<RunConfig> runConfigFromJson(const Json& json, const std::string& where);
/// Relative paths of the space, the data set and the estimator's table are meant from the folder of that .cwsearch
/// file.
void takePathsFrom(const std::filesystem::path& file, RunConfig& config);
/// Ranges of all numbers; registries are asked in assemble(). Errors: Config naming the key
Result<Done> checkRunConfig(const RunConfig& config, const std::string& where);

} // namespace cw::run
