// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <sstream>
#include <string>

#include "core/estimate/preflight.h"
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

std::string memoryProblem(const space::Architecture& architecture, std::int64_t batch, double limitMegabytes)
{
    const bool isFree = limitMegabytes <= 0;
    const double limit = isFree ? double(availableMemory()) : limitMegabytes * 1e6;
    return estimate::memoryProblem(double(architecture.costs.trainingBytes(batch)), limit, isFree, batch);
}

} // namespace cw::train
