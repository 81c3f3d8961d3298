// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>

#include "ui/live/load_history.h"

namespace cw::ui {

/// Reads from the proc file system how busy this machine and programs on it are: always since the last call.
/// Thread: one at a time, not the GUI's: it reads files
class ProcLoad {
public:
    explicit ProcLoad(std::filesystem::path root = "/proc");

    /// `time` in seconds since 1970. What is not known, as processors at the first call, is NaN.
    LoadSample machine(double time);
    /// That of the machine with what a program has of it. All NaN: there is no such program.
    LoadSample program(std::int64_t pid, const LoadSample& machine);

private:
    struct Ticks {
        double time = 0;
        double busy = 0; ///< seconds of processor since the start
    };
    /// Processors busy since the last call with that key; NaN at the first.
    double rate(std::int64_t key, double time, std::optional<double> busy);
    std::optional<double> machineSeconds() const;

    std::filesystem::path m_root;
    std::map<std::int64_t, Ticks> m_last; ///< by pid; 0: the machine
};

} // namespace cw::ui
