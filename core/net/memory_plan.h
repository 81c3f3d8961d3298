// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/space/architecture.h"

namespace cw::net {

struct MemoryUse {
    std::int64_t batch = 1;    ///< samples of a training step
    std::int64_t judged = 128; ///< samples of a batch that is judged; 0: none is
    std::int64_t threads = 1;  ///< of the training
    std::int64_t states = 1;   ///< numbers that the optimiser keeps for each parameter: 1 for momentum, 2 for Adam
};

/// Bytes that a training takes at its highest on the CPU in 32-bit floats, without the data set; the plain engine and
/// other devices are judged by it too. Goes through a step as the fused engine does: which values it keeps for the
/// backward pass, which gradients live at the same time, which buffers its pool hands on.
/// tests/bench/bench_train_preflight compares it with resident memory. Saturates at the largest number.
std::int64_t trainingMemory(const space::Architecture& architecture, const MemoryUse& use);

} // namespace cw::net
