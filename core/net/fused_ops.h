// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <torch/types.h>

#include "core/net/fused_plan.h"
#include "core/net/model.h"
#include "core/net/workspace.h"

namespace cw::net {

/// A batch norm whose statistics are taken by one step and whose result is computed by another.
/// Variances come from group means and sums of squared deviations (Chan et al. 1983): no cancellation.
class NormState {
public:
    NormState(const space::BatchNorm& norm, std::int64_t channels, const NodeTensors& tensors);

    /// From moments of equal groups (the last may be smaller), or from running statistics.
    void finishForward(const std::vector<float>& groupMoments, std::int64_t perGroup, std::int64_t total);
    void useRunning();
    /// Gradients of scale and shift, and the numbers of normBack(), from sums per group.
    void finishBackward(const std::vector<float>& groupSums, std::int64_t total);

    const float* scale() const { return m_scale.data(); }
    const float* shift() const { return m_shift.data(); }
    const float* mean() const { return m_mean.data(); }
    NormGradient gradient() const { return {m_mean.data(), m_a.data(), m_b.data(), m_c.data()}; }

    torch::Tensor upstream; ///< gradient of the sum it went into; set by that sum's backward pass

private:
    void setScale();

    space::BatchNorm m_norm;
    std::size_t m_channels;
    const NodeTensors& m_tensors;
    std::vector<float> m_mean, m_inverse, m_scale, m_shift, m_a, m_b, m_c;
};

/// One step of a plan.
class FusedOp {
public:
    virtual ~FusedOp() = default;
    virtual void forward(Workspace& work) = 0;
    virtual void backward(Workspace& work) = 0;
};

/// What the steps of a network share.
struct FusedContext {
    const std::vector<space::PrimitiveNode>& nodes;
    const std::vector<NodeTensors>& tensors;
    const Plan& plan;
    std::vector<std::unique_ptr<NormState>> norms; ///< by primitive
};

std::unique_ptr<FusedOp> makeOp(const PlanStep& step, const FusedContext& context);

} // namespace cw::net
