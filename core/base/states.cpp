// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/states.h"

#include <array>
#include <cstddef>

namespace cw {

namespace {

constexpr std::array<std::string_view, 9> kTrialWords{"queued", "running", "paused",   "finished", "stopped",
                                                      "pruned", "failed",  "rejected", "duplicate"};
constexpr std::array<std::string_view, 7> kRunWords{"queued",  "running",     "paused", "finished",
                                                    "stopped", "interrupted", "failed"};

template <class State, std::size_t N>
std::optional<State> find(const std::array<std::string_view, N>& words, std::string_view text)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (words[i] == text)
            return static_cast<State>(i);
    }
    return std::nullopt;
}

} // namespace

std::string_view toText(TrialState state)
{
    return kTrialWords[static_cast<std::size_t>(state)];
}
std::string_view toText(RunState state)
{
    return kRunWords[static_cast<std::size_t>(state)];
}
std::optional<TrialState> trialStateFromText(std::string_view text)
{
    return find<TrialState>(kTrialWords, text);
}
std::optional<RunState> runStateFromText(std::string_view text)
{
    return find<RunState>(kRunWords, text);
}

} // namespace cw
