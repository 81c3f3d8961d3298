// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <sstream>
#include <string>

#include <fmt/format.h>

#include "core/train/session.h"

namespace cw::train {

namespace {

/// MemAvailable in bytes; 0 where the system does not tell.
std::int64_t availableMemory()
{
    std::ifstream file("/proc/meminfo");
    std::string line;
    while (std::getline(file, line)) {
        std::istringstream fields(line);
        std::string name;
        std::int64_t kilobytes = 0;
        if (fields >> name >> kilobytes && name == "MemAvailable:")
            return kilobytes * 1024;
    }
    return 0;
}

} // namespace

std::string memoryProblem(const space::Architecture& architecture, std::int64_t batch)
{
    const std::int64_t needed = architecture.costs.trainingBytes(batch);
    const std::int64_t available = availableMemory();
    if (available == 0 || needed <= available)
        return {};
    constexpr double kMega = 1e6;
    return fmt::format("training with batch {} needs {:.0f} MB of memory, {:.0f} MB are free", batch,
                       double(needed) / kMega, double(available) / kMega);
}

} // namespace cw::train
