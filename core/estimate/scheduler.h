// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/base/registry.h"
#include "core/estimate/estimator.h"

namespace cw::estimate {

/// How one trial did on one rung.
struct RungResult {
    std::int64_t trial = 0;
    int rung = 0;
    /// Oriented: larger is better. Empty: it failed, was refused, or repeats another trial; such a trial goes no
    /// further.
    std::vector<double> values;
};

/// A trial that goes on, and the rung that it is to reach.
struct Promotion {
    std::int64_t trial = 0;
    int rung = 0;

    bool operator==(const Promotion&) const = default;
};

/// Decides which trials go on to more epochs and which stop. Every trial begins at rung 0, so that results of one rung
/// can be compared whatever becomes of their trials; a trial goes on from its checkpoint, never from zero.
/// Thread: one at a time (the coordinator)
/// Determinism: a pure function of its making and the order of begin(), tell() and next()
class Scheduler {
public:
    explicit Scheduler(std::vector<Fidelity> rungs)
        : m_rungs(std::move(rungs))
    {
    }
    virtual ~Scheduler() = default;

    /// By rising epochs; the last one is the run's whole fidelity. At least one.
    const std::vector<Fidelity>& rungs() const { return m_rungs; }
    int lastRung() const { return int(m_rungs.size()) - 1; }

    /// A new trial has begun on rung 0. Trials come by number.
    virtual void begin(std::int64_t trial) = 0;
    /// Each trial once per rung that it was sent to, in any order.
    virtual void tell(const RungResult& result) = 0;
    /// A trial that goes on now, or nothing. `closing`: no new trials will begin and no result is out, so a group that
    /// is not full will not fill any more.
    virtual std::optional<Promotion> next(bool closing) = 0;
    /// Trials that will not go on, since the last call: what was kept to go on from can be dropped. Without loss: a
    /// trial that is sent on all the same begins anew.
    virtual std::vector<std::int64_t> takeRetired() { return {}; }

    virtual Json state() const = 0;
    /// Errors: throws Error(Format)
    virtual void restore(const Json& state) = 0;

private:
    std::vector<Fidelity> m_rungs;
};

/// What the factory of a scheduler is given.
struct SchedulerSetup {
    Settings settings;
    Fidelity full;              ///< of the run
    std::vector<double> epochs; ///< at which the estimator has answers, rising; empty: at all
    std::size_t objectives = 1;
};

struct SchedulerEntry : EntryInfo {
    /// Spends the whole fidelity at once: it asks nothing of the estimator.
    bool plain = false;
    /// Errors: throws Error(Config)
    std::unique_ptr<Scheduler> (*make)(const SchedulerSetup& setup) = nullptr;
};

using SchedulerRegistry = Registry<SchedulerEntry>;
SchedulerRegistry builtInSchedulers();

} // namespace cw::estimate
