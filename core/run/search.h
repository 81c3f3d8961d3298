// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/json.h"
#include "core/run/job.h"
#include "core/strategy/insight.h"

namespace cw::run {

/// A thing that turns results into jobs: all the engine knows. Ask/tell strategies are one kind, one-shot methods
/// another. Determinism: a pure function of its making and the order of next() and tell() Thread: the coordinator only
class Search {
public:
    virtual ~Search() = default;
    /// The next job, or nothing. Job numbers and trials from 1 up. A job of a trial that exists goes on with it, and
    /// its candidate is left empty. `mayPropose`: a new trial may begin; what goes on comes first either way, so that
    /// the same job comes whatever is said, unless it is a new trial.
    virtual std::optional<Job> next(bool mayPropose) = 0;
    /// It has no new trial to propose any more (an exhausted grid).
    virtual bool isExhausted() const = 0;
    /// Further results may bring jobs though no new trial may begin.
    virtual bool mayGoOn() const { return false; }
    /// Trials of which nothing needs to be kept to go on from, since the last call.
    virtual std::vector<std::int64_t> takeRetired() { return {}; }
    virtual void tell(const Job& job, const JobResult& result) = 0;
    /// What it has learnt so far, for people to look at.
    virtual strategy::Insight insight() const { return {}; }
    virtual Json state() const = 0;
    virtual void restore(const Json& state) = 0;
};

} // namespace cw::run
