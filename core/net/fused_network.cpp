// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/fused_network.h"

#include <ATen/Parallel.h>

namespace cw::net {

FusedNetwork::FusedNetwork(const space::Architecture& architecture, const std::vector<NodeTensors>& tensors)
    : m_plan(makePlan(architecture.primitives))
    , m_context{architecture.primitives, tensors, m_plan, {}}
    , m_work(architecture.primitives)
    , m_dead(m_plan.steps.size())
{
    const std::vector<space::PrimitiveNode>& nodes = architecture.primitives;
    m_context.norms.resize(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (const auto* norm = std::get_if<space::BatchNorm>(&nodes[i].primitive))
            m_context.norms[i] = std::make_unique<NormState>(*norm, nodes[i].shape.channels(), tensors[i]);
    }
    std::vector<int> lastReader(nodes.size(), -1);
    for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
        m_ops.push_back(makeOp(m_plan.steps[i], m_context));
        for (const int input : m_plan.steps[i].inputs)
            lastReader[std::size_t(input)] = int(i);
    }
    for (std::size_t value = 0; value < nodes.size(); ++value) {
        if (lastReader[value] >= 0 && int(value) != m_plan.output)
            m_dead[std::size_t(lastReader[value])].push_back(int(value));
    }
}

torch::Tensor FusedNetwork::forward(const torch::Tensor& input, bool training, std::uint64_t dropSeed)
{
    const torch::NoGradGuard guard;
    for (std::size_t value = 0; value < m_work.values.size(); ++value)
        m_work.dropData(int(value)); // left of a pass in training that no backward pass followed
    if (m_work.images != input.size(0))
        m_work.pool.clear(); // a batch of another size can use none of it: training and judging would add up
    m_work.images = input.size(0);
    m_work.training = training;
    m_work.dropSeed = dropSeed;
    m_work.scratch.resize(std::size_t(at::get_num_threads()));
    m_work.values[std::size_t(m_plan.input)].data = m_work.flat(m_plan.input, input.to(torch::kFloat));
    for (std::size_t i = 0; i < m_ops.size(); ++i) {
        m_ops[i]->forward(m_work);
        if (training)
            continue; // the backward pass reads them
        for (const int value : m_dead[i])
            m_work.dropData(value);
    }
    torch::Tensor output = m_work.view(m_plan.output, m_work.values[std::size_t(m_plan.output)].data).clone();
    if (!training)
        m_work.dropData(m_plan.output);
    return output;
}

void FusedNetwork::backward(const torch::Tensor& outputGradient)
{
    const torch::NoGradGuard guard;
    m_work.addGradient(m_plan.output, m_work.flat(m_plan.output, outputGradient));
    for (auto op = m_ops.rbegin(); op != m_ops.rend(); ++op)
        (*op)->backward(m_work);
}

} // namespace cw::net
