// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/plain_forward.h"

#include "core/net/primitives.h"

namespace cw::net {

torch::Tensor plainForward(const std::vector<space::PrimitiveNode>& nodes, const std::vector<NodeTensors>& tensors,
                           const torch::Tensor& input, const PlainPass& pass)
{
    std::vector<int> pending(nodes.size(), 0);
    for (const space::PrimitiveNode& node : nodes) {
        for (const int from : node.inputs)
            ++pending[std::size_t(from)];
    }
    std::vector<torch::Tensor> values(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        std::vector<torch::Tensor> inputs;
        for (const int from : nodes[i].inputs)
            inputs.push_back(values[std::size_t(from)]);
        if (inputs.empty())
            inputs.push_back(input);
        values[i] = pass.leftOut && pass.leftOut(nodes[i].primitive)
                        ? inputs.front()
                        : applyPrimitive(nodes[i], tensors[i], inputs, pass.training, dropSeedOf(pass.dropSeed, i));
        if (pass.observe)
            pass.observe(i, inputs, values[i]);
        for (const int from : nodes[i].inputs) {
            if (--pending[std::size_t(from)] == 0)
                values[std::size_t(from)].reset();
        }
    }
    return values.back();
}

} // namespace cw::net
