// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace cw {

/// Names one running program for good: a pid alone is reused.
struct ProcessId {
    std::string host;
    std::int64_t pid = 0;
    std::int64_t startTime = 0; ///< clock ticks after boot, from /proc/<pid>/stat; 0 when unknown

    bool operator==(const ProcessId&) const = default;
};

ProcessId thisProcess();
/// True if that program runs on this host now. Of other hosts nothing is known: false.
bool isAlive(const ProcessId& process);

/// The calling thread gives way to others that want the processor, so that the machine stays usable while it works.
void lowerThreadPriority();

/// Seconds since 1970, with fractions.
double wallClock();

/// $XDG_DATA_HOME/cellwright (or ~/.local/share/cellwright); not created.
std::filesystem::path userDataDirectory();
/// Where resources/ lies: $CELLWRIGHT_RESOURCES, beside the program in a build tree, or the installed share folder.
std::filesystem::path resourceDirectory();

} // namespace cw
