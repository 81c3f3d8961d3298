// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include <torch/types.h>

#include "core/space/primitive.h"

namespace cw::net {

/// Memory for values and gradients that is kept from step to step, by size.
class BufferPool {
public:
    torch::Tensor take(std::int64_t floats);
    /// Gives a reference back; the memory is free once nobody else holds it.
    void giveBack(torch::Tensor& buffer);
    /// Frees what nobody holds.
    void clear() { m_free.clear(); }

private:
    std::map<std::int64_t, std::vector<torch::Tensor>> m_free;
};

/// What flows along a wire: [N, H, W, C], [N, T, F] or [N, F] as one flat buffer.
struct Value {
    std::int64_t pixels = 1; ///< of one image
    std::int64_t channels = 1;
    space::Shape shape;
    torch::Tensor data;
    torch::Tensor gradient;      ///< undefined: none yet
    bool sharedGradient = false; ///< the buffer is also somebody else's: copy before adding

    std::int64_t floats() const { return pixels * channels; } ///< of one image
    bool isImage() const { return shape.kind == space::ShapeKind::Image; }
};

/// The state of one step through the network. Thread: that of the step
struct Workspace {
    std::vector<Value> values; ///< by primitive
    BufferPool pool;
    std::int64_t images = 0;
    bool training = false;
    std::uint64_t dropSeed = 0;
    std::vector<std::vector<float>> scratch; ///< by thread

    explicit Workspace(const std::vector<space::PrimitiveNode>& nodes);

    /// At least so many floats for the calling thread inside at::parallel_for.
    float* scratchOf(std::int64_t floats);
    float* makeData(int value);
    /// Where to write a gradient, and whether to add to what is there.
    std::pair<float*, bool> gradientTarget(int value);
    /// Adds a gradient that lies in a buffer of its own, without copying where it is the first.
    void addGradient(int value, const torch::Tensor& gradient);
    void dropData(int value) { pool.giveBack(values[std::size_t(value)].data); }
    void dropGradient(int value);
    /// The buffer seen by ATen as [N, C, H, W] in channels-last order, [N, T, F], [N, T] or [N, F].
    torch::Tensor view(int value, const torch::Tensor& buffer) const;
    /// The inverse, copying only when the strides differ.
    torch::Tensor flat(int value, const torch::Tensor& view) const;
};

} // namespace cw::net
