// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/transfer_model.h"

namespace cw::net {

namespace {

std::vector<float> toVector(const torch::Tensor& tensor)
{
    const torch::Tensor flat = tensor.detach().to(torch::kCPU).contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

void copyInto(const torch::Tensor& tensor, const std::vector<float>& values)
{
    auto* data = const_cast<float*>(values.data()); // from_blob only reads here
    tensor.copy_(torch::from_blob(data, {std::int64_t(values.size())}, torch::kFloat));
}

} // namespace

Weights weightsOf(const Model& model)
{
    return {toVector(model.parameters()), toVector(model.buffers())};
}

void setWeights(Model& model, const Weights& weights)
{
    checkWeights(model.architecture(), weights).value();
    const torch::NoGradGuard guard;
    copyInto(model.parameters(), weights.parameters);
    copyInto(model.buffers(), weights.buffers);
}

void transferInto(Model& child, const Transfer& transfer, const Weights& parent)
{
    Weights weights = weightsOf(child);
    transfer.fill(parent, weights);
    setWeights(child, weights);
}

} // namespace cw::net
