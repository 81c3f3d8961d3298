// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
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

std::int64_t judgedAtOnce(const space::Architecture& architecture)
{
    constexpr std::int64_t kMost = 128;
    constexpr std::int64_t kTokens = 4096;
    const space::Shape& logits = architecture.primitives.back().shape;
    if (logits.kind != space::ShapeKind::Sequence)
        return kMost;
    return std::clamp<std::int64_t>(kTokens / std::max<std::int64_t>(1, logits.dims[0]), 1, kMost);
}

net::MemoryUse memoryUse(const Settings& settings, int threads)
{
    return {
        .batch = settings.integer("batch"), .threads = threads, .states = settings.text("optimiser") == "sgd" ? 1 : 2};
}

std::string memoryProblem(const space::Architecture& architecture, net::MemoryUse use, double limitMegabytes)
{
    const bool isFree = limitMegabytes <= 0;
    const double limit = isFree ? double(availableMemory()) : limitMegabytes * 1e6;
    if (use.judged > 0)
        use.judged = judgedAtOnce(architecture);
    return estimate::memoryProblem(double(net::trainingMemory(architecture, use)), limit, isFree, use.batch);
}

} // namespace cw::train
