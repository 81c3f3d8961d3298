// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/workspace.h"

#include <utility>

#include <ATen/Parallel.h>

#include "core/base/assert.h"

namespace cw::net {

torch::Tensor BufferPool::take(std::int64_t floats)
{
    std::vector<torch::Tensor>& free = m_free[floats];
    if (free.empty())
        return torch::empty({floats}, torch::kFloat);
    torch::Tensor buffer = std::move(free.back());
    free.pop_back();
    return buffer;
}

void BufferPool::giveBack(torch::Tensor& buffer)
{
    if (buffer.defined() && buffer.use_count() == 1 && buffer.storage().use_count() == 1)
        m_free[buffer.numel()].push_back(std::exchange(buffer, torch::Tensor()));
    else
        buffer.reset();
}

Workspace::Workspace(const std::vector<space::PrimitiveNode>& nodes)
{
    for (const space::PrimitiveNode& node : nodes) {
        Value value;
        value.channels = node.shape.channels();
        value.shape = node.shape;
        value.pixels = node.shape.elements() / value.channels;
        values.push_back(std::move(value));
    }
}

float* Workspace::scratchOf(std::int64_t floats)
{
    std::vector<float>& mine = scratch[std::size_t(at::get_thread_num())];
    if (std::int64_t(mine.size()) < floats)
        mine.resize(std::size_t(floats));
    return mine.data();
}

float* Workspace::makeData(int value)
{
    Value& made = values[std::size_t(value)];
    made.data = pool.take(images * made.floats());
    return made.data.data_ptr<float>();
}

std::pair<float*, bool> Workspace::gradientTarget(int value)
{
    Value& target = values[std::size_t(value)];
    const bool add = target.gradient.defined();
    if (!add) {
        target.gradient = pool.take(images * target.floats());
    } else if (target.sharedGradient) {
        torch::Tensor own = pool.take(target.gradient.numel());
        own.copy_(target.gradient);
        dropGradient(value);
        target.gradient = own;
    }
    target.sharedGradient = false;
    return {target.gradient.data_ptr<float>(), add};
}

void Workspace::addGradient(int value, const torch::Tensor& gradient)
{
    Value& target = values[std::size_t(value)];
    if (!target.gradient.defined()) {
        target.gradient = gradient;
        target.sharedGradient = true;
    } else if (target.sharedGradient) {
        torch::Tensor own = pool.take(gradient.numel());
        at::add_out(own, target.gradient, gradient);
        dropGradient(value);
        target.gradient = own;
    } else {
        target.gradient.add_(gradient);
    }
}

void Workspace::dropGradient(int value)
{
    Value& target = values[std::size_t(value)];
    pool.giveBack(target.gradient);
    target.sharedGradient = false;
}

torch::Tensor Workspace::view(int value, const torch::Tensor& buffer) const
{
    const Value& flat = values[std::size_t(value)];
    const std::vector<std::int64_t>& dims = flat.shape.dims;
    if (flat.isImage())
        return buffer.view({images, dims[1], dims[2], dims[0]}).permute({0, 3, 1, 2});
    std::vector<std::int64_t> sizes{images};
    sizes.insert(sizes.end(), dims.begin(), dims.end());
    return buffer.view(sizes);
}

torch::Tensor Workspace::flat(int value, const torch::Tensor& view) const
{
    const Value& shape = values[std::size_t(value)];
    const torch::Tensor ordered = shape.isImage() ? view.permute({0, 2, 3, 1}) : view;
    CW_ASSERT(ordered.numel() == images * shape.floats());
    return ordered.contiguous().view({-1});
}

} // namespace cw::net
