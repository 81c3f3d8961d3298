// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace cw {

enum class TrialState { Queued, Running, Paused, Finished, Stopped, Pruned, Failed, Rejected, Duplicate };
enum class RunState { Queued, Running, Paused, Finished, Stopped, Interrupted, Failed };

/// The lower-case word of the design, as stored in the history and printed by the command line.
std::string_view toText(TrialState state);
std::string_view toText(RunState state);
std::optional<TrialState> trialStateFromText(std::string_view text);
std::optional<RunState> runStateFromText(std::string_view text);

/// True when nothing more will happen to the trial.
constexpr bool isFinal(TrialState state)
{
    return state != TrialState::Queued && state != TrialState::Running && state != TrialState::Paused;
}

} // namespace cw
