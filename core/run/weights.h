// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "core/estimate/objective.h"
#include "core/history/writer.h"
#include "core/run/job.h"
#include "core/run/ledger.h"

namespace cw::run {

/// Where the training of a trial up to that many epochs leaves its weights.
std::filesystem::path weightsPath(const std::filesystem::path& folder, std::int64_t trial, double epochs);

/// The best trials by the first objective among results told, at most `capacity`. A result of more epochs is better
/// than any of fewer; of equals the earlier trial is better. Who has left does not come back, but by a later result.
class BestTrials {
public:
    BestTrials(std::size_t capacity, estimate::Objective objective)
        : m_capacity(capacity)
        , m_objective(std::move(objective))
    {
    }

    /// Returns the trial that leaves, 0: none.
    std::int64_t add(const estimate::ToldResult& told);
    /// Epochs of its weights, 0: not among them.
    double epochs(std::int64_t trial) const;
    std::vector<std::int64_t> trials() const;

private:
    struct Key {
        double epochs = 0; ///< negated, as the value: the best comes first
        double loss = 0;
        std::int64_t trial = 0;
        auto operator<=>(const Key&) const = default; // NOLINT(modernize-use-nullptr): clang-tidy 14 is mistaken
    };

    std::size_t m_capacity;
    estimate::Objective m_objective;
    std::set<Key> m_keys;
    std::map<std::int64_t, Key> m_byTrial;
};

/// Which weights stay on disk: those of the best trials, and what a trial goes on from. A file is deleted when the
/// results that make it superfluous are committed, and no job in flight may choose it (see Context::weightsOf): so a
/// run that is killed and resumed finds what it would have found.
/// Thread: the coordinator (files are deleted on the writer's thread)
class Weights {
public:
    Weights(std::shared_ptr<history::Writer> writer, std::int64_t run, std::filesystem::path folder,
            const estimate::Objective& objective, std::size_t keep, double fullEpochs);

    /// What an earlier session left; the ledger has been replayed.
    void takeOver(const std::vector<history::CheckpointRow>& rows, const Ledger& ledger);
    /// A job left its weights behind.
    void written(const Job& job);
    /// A result was told.
    void told(const Entry& entry);
    /// These trials will not go on.
    void retire(const std::vector<std::int64_t>& trials);
    /// Deletes what nobody can choose any more.
    void sweep(const Ledger& ledger);
    /// The run is over: everything in its folder but the weights of the best trials goes.
    void keepBestOnly();

private:
    struct Leaving {
        std::int64_t trial = 0;
        double epochs = 0;
        std::int64_t told = 0; ///< results told when it left
    };

    void dropIfUseless(std::int64_t trial);
    void leave(std::int64_t trial, double epochs);
    void remove(std::int64_t trial, double epochs);

    std::shared_ptr<history::Writer> m_writer;
    std::int64_t m_run;
    std::filesystem::path m_folder;
    double m_fullEpochs;
    BestTrials m_best;
    std::set<std::int64_t> m_waiting;        ///< on a rung: they may go on
    std::map<std::int64_t, double> m_newest; ///< trial -> epochs of its last file
    std::deque<Leaving> m_leaving;
    std::int64_t m_told = 0; ///< results that jobs see: without repeats
};

} // namespace cw::run
