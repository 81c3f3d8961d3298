// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string>

#include "core/base/heap.h"
#include "core/estimate/preflight.h"
#include "core/train/session.h"

namespace cw::train {

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
    const double limit = isFree ? double(availableBytes()) : limitMegabytes * 1e6;
    if (use.judged > 0)
        use.judged = judgedAtOnce(architecture);
    return estimate::memoryProblem(double(net::trainingMemory(architecture, use)), limit, isFree, use.batch);
}

} // namespace cw::train
