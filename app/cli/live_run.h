// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include "app/cli/monitor.h"
#include "app/cli/session.h"
#include "core/run/engine.h"

namespace cw::cli {

/// Makes the engine of a new or a resumed run, once everything about it has been checked.
using MakeEngine =
    std::function<std::unique_ptr<run::Engine>(std::shared_ptr<history::Writer> writer, run::EventSink sink)>;
/// Checks everything and writes nothing. Errors: throws Error
using PrepareRun = std::function<MakeEngine()>;

/// Runs a search in this program to its end: prints its number, progress, and the result. The first SIGINT or SIGTERM
/// stops it, the second abandons it. Returns the exit code.
int runLive(Session& session, const PrepareRun& prepare);

/// Why a run that went through to its end found nothing; empty when it did find something.
std::string whyNothing(history::Reader& reader, std::int64_t run);

/// Refuses devices that LibTorch does not see; "cpu" alone needs no torch. Errors: throws Error(Config)
void checkDevices(Session& session, const std::vector<std::string>& devices, const std::string& where);

} // namespace cw::cli
