// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include "core/base/json.h"
#include "core/run/job.h"

namespace cw::run {

/// A thing that turns results into jobs: all the engine knows. Ask/tell strategies are one kind, one-shot methods
/// another. Determinism: a pure function of its making and the order of next() and tell() Thread: the coordinator only
class Search {
public:
    virtual ~Search() = default;
    /// The next job, or nothing when it has no more to propose (an exhausted grid). Job numbers and trials from 1 up.
    virtual std::optional<Job> next() = 0;
    virtual void tell(const Job& job, const JobResult& result) = 0;
    virtual Json state() const = 0;
    virtual void restore(const Json& state) = 0;
};

} // namespace cw::run
