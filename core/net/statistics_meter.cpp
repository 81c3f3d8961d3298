// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/statistics_meter.h"

#include <variant>

namespace cw::net {

StatisticsMeter::StatisticsMeter(Model& model)
    : m_model(model)
    , m_sum(torch::zeros_like(model.buffers()))
{
}

void StatisticsMeter::add(const torch::Tensor& input)
{
    const torch::NoGradGuard guard;
    // What is left of zeros after a pass is the batch's own, times the momentum.
    m_model.buffers().zero_();
    m_model.forward(input, true);
    m_sum.add_(m_model.buffers());
    ++m_batches;
}

void StatisticsMeter::finish()
{
    if (m_batches == 0)
        return;
    m_model.buffers().copy_(m_sum);
    const std::vector<space::PrimitiveNode>& nodes = m_model.architecture().primitives;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto* norm = std::get_if<space::BatchNorm>(&nodes[i].primitive);
        if (norm == nullptr || !m_model.node(i).mean.defined())
            continue;
        const double weight = 1 / (norm->momentum * double(m_batches));
        m_model.node(i).mean.mul_(weight);
        m_model.node(i).variance.mul_(weight);
    }
}

} // namespace cw::net
