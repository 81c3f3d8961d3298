// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/estimate/objective.h"

namespace cw::train {

/// The sample of candidates that votes compare with, scored once by the workers that need it together.
/// A published vote is a majority of proxies between two networks. For one network: the mean over the voters of the
/// share of the sample that it beats. Beating is smooth, 1 / (1 + exp((theirs - its) / h)) with h a quarter of the
/// distance between the quartiles of the sample's scores, so that candidates better than all of the sample still
/// differ; where the quartiles are one number it is 1, 1/2 or 0. Who has no score by a proxy is beaten by all who have
/// one. Thread: shared by workers      Determinism: by the scores, whoever computes them
class VoteReference {
public:
    /// Scores one member; nullopt: interrupted. What it throws counts as no scores.
    using Score = std::function<std::optional<estimate::Metrics>(std::size_t member)>;

    VoteReference(std::size_t members, std::vector<std::string> voters);

    /// Scores members until none is left, then waits for those in the hands of others. False: interrupted.
    bool complete(const Score& score);
    /// In [0, 1]; after complete().
    double vote(const estimate::Metrics& metrics) const;

private:
    struct Voter {
        std::vector<double> scores; ///< sorted
        double softness = 0;        ///< h
    };
    void prepareVoters();

    std::vector<std::string> m_names;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::size_t> m_waiting;       ///< guarded by m_mutex, as what follows until all are scored
    std::vector<estimate::Metrics> m_members; ///< by number
    std::size_t m_scored = 0;
    std::map<std::string, Voter> m_voters;
};

} // namespace cw::train
