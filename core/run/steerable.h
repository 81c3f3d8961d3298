// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/history/records.h"

namespace cw::run {

/// What a search is too that people can do something to while it lives.
/// Determinism: steer() is a part of the log, as next() and tell() are: it comes between the same asks when that is
/// replayed      Thread: the coordinator only
class Steerable {
public:
    virtual ~Steerable() = default;
    /// Enqueue or Pin, with the argument as in the history (see intervention.h).
    /// Errors: Config in one sentence; nothing has changed then
    virtual Result<Done> steer(history::InterventionKind kind, const Json& argument) = 0;
    /// How many times steer() did something; a part of the search's state.
    virtual std::int64_t steered() const = 0;
    /// Enqueued candidates that have not become a trial.
    virtual std::int64_t waiting() const = 0;
};

} // namespace cw::run
