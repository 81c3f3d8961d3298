// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/fused_ops.h"

#include <algorithm>
#include <numeric>

#include <ATen/Parallel.h>

#include "core/base/assert.h"
#include "core/net/primitives.h"

#if AT_PARALLEL_OPENMP && !defined(_OPENMP)
#error "compile with OpenMP, or at::parallel_for below is a serial loop and a second thread does nothing"
#endif

namespace cw::net {

namespace {

/// Equal parts of a batch; a fixed division, so that sums do not depend on the number of threads.
struct Groups {
    std::int64_t images = 0;
    std::int64_t size = 1;

    std::int64_t count() const { return (images + size - 1) / size; }
    std::int64_t first(std::int64_t group) const { return group * size; }
    std::int64_t imagesOf(std::int64_t group) const { return std::min(size, images - group * size); }

    /// body(group, first image, images in it), groups divided among the threads.
    template <class Body>
    void each(const Body& body) const
    {
        at::parallel_for(0, count(), 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t group = begin; group < end; ++group)
                body(group, first(group), imagesOf(group));
        });
    }
};

/// Statistics of a batch norm over a value, image by image.
void takeMoments(const KernelTable& kernels, const float* x, std::int64_t pixels, std::int64_t channels,
                 std::int64_t group, std::vector<float>& moments)
{
    float* to = moments.data() + 2 * group * channels;
    kernels.moments(x, pixels, channels, to, to + channels);
}

class ConvolutionOp : public FusedOp {
public:
    ConvolutionOp(const PlanStep& step, const FusedContext& context)
        : m_shape(ownConvolution(context.nodes, step.node))
        , m_kernels(kernelsFor(std::gcd(m_shape.in, m_shape.out)))
        , m_tensors(context.tensors[std::size_t(step.node)])
        , m_norm(step.norm >= 0 ? context.norms[std::size_t(step.norm)].get() : nullptr)
        , m_input(step.inputs.front())
        , m_output(step.node)
        , m_relu(step.relu)
        , m_inputGradient(context.plan.needsGradient[std::size_t(m_input)])
        , m_transformed(std::size_t(m_shape.weights()))
        , m_sorted(std::size_t(9 * m_shape.in * m_shape.out))
    {
    }

    void forward(Workspace& work) override
    {
        const Groups groups{work.images, groupSize(m_shape)};
        m_kernels.transformWeights(m_shape, m_tensors.weight.data_ptr<float>(), false, m_transformed.data(),
                                   m_sorted.data());
        const float* x = work.values[std::size_t(m_input)].data.data_ptr<float>();
        float* y = work.makeData(m_output);
        const bool moments = m_norm != nullptr && work.training;
        if (moments)
            m_sums.resize(std::size_t(2 * groups.count() * m_shape.out));
        groups.each([&](std::int64_t group, std::int64_t first, std::int64_t images) {
            float* out = y + first * pixels() * m_shape.out;
            m_kernels.convolve(m_shape, images, x + first * pixels() * m_shape.in, m_relu, m_transformed.data(), out,
                               work.scratchOf(convolutionScratch(m_shape, images)));
            if (moments)
                takeMoments(m_kernels, out, images * pixels(), m_shape.out, group, m_sums);
        });
        if (moments)
            m_norm->finishForward(m_sums, groups.size * pixels(), work.images * pixels());
        else if (m_norm != nullptr)
            m_norm->useRunning();
    }

    void backward(Workspace& work) override
    {
        Value& made = work.values[std::size_t(m_output)];
        torch::Tensor& upstream = m_norm != nullptr ? m_norm->upstream : made.gradient;
        CW_ASSERT(upstream.defined());
        const Groups groups{work.images, groupSize(m_shape)};
        const float* dy = upstream.data_ptr<float>();
        const float* y = made.data.data_ptr<float>();
        if (m_norm != nullptr)
            takeSums(groups, dy, y);
        if (m_inputGradient)
            m_kernels.transformWeights(m_shape, m_tensors.weight.data_ptr<float>(), true, m_transformed.data(),
                                       m_sorted.data());
        const auto [dx, add] = m_inputGradient ? work.gradientTarget(m_input) : std::pair<float*, bool>{nullptr, false};
        runGroups(work, groups, dy, y, dx, add);
        collect();
        if (m_norm != nullptr)
            work.pool.giveBack(m_norm->upstream);
        work.dropGradient(m_output);
        work.dropData(m_output);
    }

private:
    std::int64_t pixels() const { return m_shape.height * m_shape.width; }

    void takeSums(const Groups& groups, const float* dy, const float* y)
    {
        m_sums.resize(std::size_t(2 * groups.count() * m_shape.out));
        groups.each([&](std::int64_t group, std::int64_t first, std::int64_t images) {
            float* to = m_sums.data() + 2 * group * m_shape.out;
            const std::int64_t at = first * pixels() * m_shape.out;
            m_kernels.normSums(dy + at, y + at, m_norm->mean(), images * pixels(), m_shape.out, to, to + m_shape.out);
        });
        m_norm->finishBackward(m_sums, groups.images * pixels());
    }

    /// Group by group, while its numbers are in the cache: through the norm, back to the input, into the weights.
    void runGroups(Workspace& work, const Groups& groups, const float* dy, const float* y, float* dx, bool add)
    {
        const float* x = work.values[std::size_t(m_input)].data.data_ptr<float>();
        const std::int64_t most = groups.size * pixels() * m_shape.out;
        m_partial.resize(work.scratch.size());
        for (std::vector<float>& partial : m_partial)
            partial.clear();
        groups.each([&](std::int64_t, std::int64_t first, std::int64_t images) {
            std::vector<float>& partial = m_partial[std::size_t(at::get_thread_num())];
            if (partial.empty())
                partial.assign(std::size_t(m_shape.weights()), 0.0F);
            const std::int64_t inAt = first * pixels() * m_shape.in;
            const std::int64_t outAt = first * pixels() * m_shape.out;
            float* scratch = work.scratchOf(most + convolutionScratch(m_shape, images));
            const float* through = dy + outAt;
            if (m_norm != nullptr) {
                m_kernels.normBack(dy + outAt, y + outAt, m_norm->gradient(), images * pixels(), m_shape.out, false,
                                   scratch);
                through = scratch;
            }
            if (dx != nullptr)
                m_kernels.convolveBack(m_shape.reversed(), images, through, m_transformed.data(),
                                       m_relu ? x + inAt : nullptr, add, dx + inAt, scratch + most);
            m_kernels.correlate(m_shape, images, x + inAt, m_relu, through, partial.data(), scratch + most);
        });
    }

    /// Threads' parts in their order.
    void collect()
    {
        std::vector<float>* sum = nullptr;
        for (std::vector<float>& partial : m_partial) {
            if (partial.empty())
                continue;
            if (sum == nullptr)
                sum = &partial;
            else
                std::transform(sum->begin(), sum->end(), partial.begin(), sum->begin(), std::plus<>());
        }
        CW_ASSERT(sum != nullptr);
        m_kernels.weightGradient(m_shape, sum->data(), m_tensors.weightGradient.data_ptr<float>(), m_sorted.data());
    }

    ConvShape m_shape;
    const KernelTable& m_kernels;
    const NodeTensors& m_tensors;
    NormState* m_norm;
    int m_input;
    int m_output;
    bool m_relu;
    bool m_inputGradient;
    std::vector<float> m_transformed;
    std::vector<float> m_sorted;
    std::vector<float> m_sums;
    std::vector<std::vector<float>> m_partial; ///< by thread
};

class NormOp : public FusedOp {
public:
    NormOp(const PlanStep& step, const FusedContext& context)
        : m_norm(*context.norms[std::size_t(step.node)])
        , m_input(step.inputs.front())
        , m_inputGradient(context.plan.needsGradient[std::size_t(m_input)])
    {
    }

    void forward(Workspace& work) override
    {
        if (!work.training) {
            m_norm.useRunning();
            return;
        }
        const Value& input = work.values[std::size_t(m_input)];
        const Groups groups = groupsOf(work, input);
        const float* x = input.data.data_ptr<float>();
        m_sums.resize(std::size_t(2 * groups.count() * input.channels));
        groups.each([&](std::int64_t group, std::int64_t first, std::int64_t images) {
            takeMoments(kernelsFor(input.channels), x + first * input.floats(), images * input.pixels, input.channels,
                        group, m_sums);
        });
        m_norm.finishForward(m_sums, groups.size * input.pixels, work.images * input.pixels);
    }

    void backward(Workspace& work) override
    {
        CW_ASSERT(m_norm.upstream.defined());
        Value& input = work.values[std::size_t(m_input)];
        const Groups groups = groupsOf(work, input);
        const KernelTable& kernels = kernelsFor(input.channels);
        const float* x = input.data.data_ptr<float>();
        const float* dy = m_norm.upstream.data_ptr<float>();
        m_sums.resize(std::size_t(2 * groups.count() * input.channels));
        groups.each([&](std::int64_t group, std::int64_t first, std::int64_t images) {
            float* to = m_sums.data() + 2 * group * input.channels;
            kernels.normSums(dy + first * input.floats(), x + first * input.floats(), m_norm.mean(),
                             images * input.pixels, input.channels, to, to + input.channels);
        });
        m_norm.finishBackward(m_sums, work.images * input.pixels);
        if (m_inputGradient) {
            const auto [dx, add] = work.gradientTarget(m_input);
            float* target = dx;
            const bool accumulate = add;
            groups.each([&](std::int64_t, std::int64_t first, std::int64_t images) {
                const std::int64_t at = first * input.floats();
                kernels.normBack(dy + at, x + at, m_norm.gradient(), images * input.pixels, input.channels, accumulate,
                                 target + at);
            });
        }
        work.pool.giveBack(m_norm.upstream);
    }

private:
    /// Images of a few pixels (or plain vectors) go in larger groups.
    static Groups groupsOf(const Workspace& work, const Value& input)
    {
        return {work.images, std::max<std::int64_t>(1, 64 / input.pixels)};
    }

    NormState& m_norm;
    int m_input;
    bool m_inputGradient;
    std::vector<float> m_sums;
};

class SumOp : public FusedOp {
public:
    SumOp(const PlanStep& step, const FusedContext& context)
        : m_addends(step.addends)
        , m_output(step.node)
        , m_needsGradient(context.plan.needsGradient)
    {
        for (const Addend& addend : m_addends)
            m_norms.push_back(addend.norm >= 0 ? context.norms[std::size_t(addend.norm)].get() : nullptr);
    }

    void forward(Workspace& work) override
    {
        float* out = work.makeData(m_output);
        const Value& made = work.values[std::size_t(m_output)];
        const KernelTable& kernels = kernelsFor(made.channels);
        const Groups groups{work.images, std::max<std::int64_t>(1, 64 / made.pixels)};
        groups.each([&](std::int64_t, std::int64_t first, std::int64_t images) {
            std::vector<SumTerm> terms;
            for (std::size_t i = 0; i < m_addends.size(); ++i) {
                const float* x = work.values[std::size_t(m_addends[i].value)].data.data_ptr<float>();
                terms.push_back({x + first * made.floats(), m_norms[i] != nullptr ? m_norms[i]->scale() : nullptr,
                                 m_norms[i] != nullptr ? m_norms[i]->shift() : nullptr});
            }
            kernels.sum(terms.data(), int(terms.size()), images * made.pixels, made.channels,
                        out + first * made.floats());
        });
    }

    void backward(Workspace& work) override
    {
        const torch::Tensor gradient = work.values[std::size_t(m_output)].gradient;
        if (gradient.defined()) {
            for (std::size_t i = 0; i < m_addends.size(); ++i) {
                if (m_norms[i] != nullptr)
                    m_norms[i]->upstream = gradient;
                else if (m_needsGradient[std::size_t(m_addends[i].value)])
                    work.addGradient(m_addends[i].value, gradient);
            }
        }
        work.dropGradient(m_output);
        work.dropData(m_output);
    }

private:
    std::vector<Addend> m_addends;
    std::vector<NormState*> m_norms;
    int m_output;
    const std::vector<bool>& m_needsGradient;
};

class ZerosOp : public FusedOp {
public:
    explicit ZerosOp(int output)
        : m_output(output)
    {
    }

    void forward(Workspace& work) override
    {
        work.makeData(m_output);
        work.values[std::size_t(m_output)].data.zero_();
    }
    void backward(Workspace& work) override
    {
        work.dropGradient(m_output);
        work.dropData(m_output);
    }

private:
    int m_output;
};

/// Any primitive by ATen; gradients by an autograd graph of this one primitive.
class GenericOp : public FusedOp {
public:
    GenericOp(const PlanStep& step, const FusedContext& context)
        : m_node(context.nodes[std::size_t(step.node)])
        , m_tensors(context.tensors[std::size_t(step.node)])
        , m_inputs(step.inputs)
        , m_output(step.node)
        , m_needsGradient(context.plan.needsGradient)
    {
    }

    void forward(Workspace& work) override
    {
        const at::AutoGradMode mode(work.training);
        m_leaves.clear();
        for (const int input : m_inputs) {
            torch::Tensor leaf = work.view(input, work.values[std::size_t(input)].data).detach();
            if (work.training && m_needsGradient[std::size_t(input)])
                leaf.requires_grad_(true);
            m_leaves.push_back(leaf);
        }
        const std::uint64_t seed = dropSeedOf(work.dropSeed, std::size_t(m_output));
        m_result = applyPrimitive(m_node, m_tensors, m_leaves, work.training, seed);
        work.values[std::size_t(m_output)].data = work.flat(m_output, m_result.detach());
        if (!work.training)
            release();
    }

    void backward(Workspace& work) override
    {
        const torch::Tensor gradient = work.values[std::size_t(m_output)].gradient;
        if (gradient.defined() && m_result.requires_grad()) {
            m_result.backward(work.view(m_output, gradient));
            for (std::size_t i = 0; i < m_inputs.size(); ++i) {
                const torch::Tensor& given = m_leaves[i].grad();
                if (given.defined())
                    work.addGradient(m_inputs[i], work.flat(m_inputs[i], given));
            }
        }
        release();
        work.dropGradient(m_output);
        work.dropData(m_output);
    }

private:
    void release()
    {
        m_leaves.clear();
        m_result.reset();
    }

    const space::PrimitiveNode& m_node;
    const NodeTensors& m_tensors;
    std::vector<int> m_inputs;
    int m_output;
    const std::vector<bool>& m_needsGradient;
    std::vector<torch::Tensor> m_leaves;
    torch::Tensor m_result;
};

} // namespace

std::unique_ptr<FusedOp> makeOp(const PlanStep& step, const FusedContext& context)
{
    switch (step.kind) {
    case StepKind::Convolution:
        return std::make_unique<ConvolutionOp>(step, context);
    case StepKind::Norm:
        return std::make_unique<NormOp>(step, context);
    case StepKind::Sum:
        return std::make_unique<SumOp>(step, context);
    case StepKind::Zeros:
        return std::make_unique<ZerosOp>(step.node);
    case StepKind::Generic:
        return std::make_unique<GenericOp>(step, context);
    }
    CW_ASSERT(false);
    return nullptr;
}

} // namespace cw::net
