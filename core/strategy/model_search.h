// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/strategy/acquirer.h"
#include "core/strategy/active_set.h"
#include "core/strategy/maximiser.h"
#include "core/strategy/seen_set.h"
#include "core/strategy/strategy.h"
#include "core/strategy/withdrawing.h"

namespace cw::strategy {

/// What strategies with a model of one objective have in common: the first `initial` candidates are random, the model
/// sees an active set of told trials, no candidate is asked twice while others are left, what has been asked and not
/// told is known to the model. Nothing is proposed any more when the number of candidates is known and all were asked.
/// Subclasses are pure functions of what is in here and of what writeModel() writes.
class ModelSearch : public Strategy, public Withdrawing, public Acquirer {
public:
    std::vector<Proposal> ask(std::size_t n) final;
    void tell(const Observation& observation) final;
    void withdraw(const space::Candidate& proposed) final;
    Json state() const final;
    void restore(const Json& state) final;
    const std::optional<Acquisition>& newestAcquisition() const final { return m_acquisition; }

protected:
    /// Reads the settings that modelSearchSettings() has.
    ModelSearch(std::string id, const StrategySetup& setup, Effort effort = {});

    /// The most promising candidate; at least one trial of known() has a value.
    virtual std::optional<Found> propose(Rng& rng) = 0;
    /// The Acquisition::name of what propose() has scored by, asked right after it.
    virtual const char* maximised() const = 0;
    virtual void writeModel(Json& state) const = 0;
    /// Errors: throws Error(Format); the model is then untouched. known() is still the old one.
    virtual void readModel(const Json& state) = 0;

    const space::CandidateSet& candidates() const { return *m_candidates; }
    const ActiveSet& known() const { return m_known; }
    const SeenSet& seen() const { return m_seen; }
    const Maximiser& maximiser() const { return m_maximiser; }
    /// Asked and not told, the newest kMostPending, in the order asked.
    const std::deque<space::Candidate>& pending() const { return m_pending; }

    /// Some results never come: older ones are then given up.
    static constexpr std::size_t kMostPending = 32;

private:
    std::string m_id;
    std::shared_ptr<const space::CandidateSet> m_candidates;
    Rng m_rng;
    std::uint64_t m_initial;
    std::uint64_t m_asked = 0;
    ActiveSet m_known;
    SeenSet m_seen;
    std::deque<space::Candidate> m_pending;
    Maximiser m_maximiser;
    std::optional<Acquisition> m_acquisition; ///< no part of the state
};

/// "initial" and "active-set" with these defaults.
std::vector<ParamSpec> modelSearchSettings(int initial, int activeSet, int mostActive);

/// "refit-growth", "targets", "acquisition" and "kappa".
std::vector<ParamSpec> bayesianSettings(double refitGrowth);

} // namespace cw::strategy
