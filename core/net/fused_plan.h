// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/net/kernels.h"
#include "core/space/primitive.h"

namespace cw::net {

enum class StepKind {
    Convolution, ///< own kernel; may rectify what it reads and take the statistics of the batch norm behind it
    Norm,        ///< statistics of a batch norm that no convolution takes; makes no value
    Sum,         ///< sum of values, each as it is or through a batch norm; a lone batch norm is a sum of one
    Zeros,       ///< zeros that something other than a sum reads
    Generic,     ///< any other primitive, by ATen with a small autograd graph of its own
};

struct Addend {
    int value = 0; ///< value id: the primitive that makes it
    int norm = -1; ///< batch norm primitive it goes through; -1: none
    bool operator==(const Addend&) const = default;
};

struct PlanStep {
    StepKind kind = StepKind::Generic;
    int node = 0;            ///< primitive, and id of the value that the step makes
    std::vector<int> inputs; ///< values read; for Sum those of the addends
    bool relu = false;       ///< Convolution: reads max(x, 0)
    int norm = -1;           ///< Convolution: batch norm primitive on its output
    std::vector<Addend> addends;
};

/// How a network runs on the CPU: the primitives without those that do no work (identities, zeros in sums, what leads
/// nowhere), neighbours joined where one pass over memory can do both.
struct Plan {
    std::vector<PlanStep> steps;     ///< in order of execution
    int input = 0;                   ///< value of the network's input
    int output = 0;                  ///< value of the network's output
    std::vector<bool> needsGradient; ///< by primitive: something trainable lies before it
};

Plan makePlan(const std::vector<space::PrimitiveNode>& nodes);

/// The shape of a convolution for the own kernels; taps 0 where they do not do it.
ConvShape ownConvolution(const std::vector<space::PrimitiveNode>& nodes, int node);

} // namespace cw::net
