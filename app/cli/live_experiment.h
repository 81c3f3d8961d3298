// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

#include "app/cli/session.h"
#include "core/run/experiment.h"

namespace cw::cli {

/// Puts the runs of an experiment into the history and runs them in this program, so many at once: prints their
/// numbers first, what becomes of each, and a table of all. The first SIGINT or SIGTERM pauses those that run and
/// leaves the others waiting, the second leaves at once. `prepare` checks everything and writes nothing. Returns the
/// exit code. Errors: throws Error
int runExperiment(Session& session, const std::function<run::Experiment()>& prepare);

/// The same with every run of an experiment that has not finished: `run` is one of its runs. Errors: also NotFound,
/// Config when the run is of no experiment or nothing is left to do
int resumeExperiment(Session& session, std::int64_t run, int atOnce);

} // namespace cw::cli
