// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/memory_plan.h"

#include <algorithm>
#include <map>
#include <vector>

#include "core/net/fused_plan.h"
#include "core/space/cost_counter.h"
#include "core/space/saturating.h"

namespace cw::net {

namespace {

using space::saturatingAdd;
using space::saturatingMultiply;

constexpr std::int64_t kFloat = 4; ///< bytes
/// What the allocator leaves unused between buffers of many sizes, and what the libraries take at the first step. With
/// these nine of the ten networks of tests/bench/bench_train_preflight take 0.84 to 1.05 of what is foreseen, and the
/// smallest of all 0.63.
constexpr std::int64_t kLeftBetween = 5; ///< one part of so many
constexpr std::int64_t kOnce = 4'000'000;

/// A pool keeps what was freed for the next buffer of that size: of each size there are as many as were ever held at
/// once.
class Pool {
public:
    void take(std::int64_t floats)
    {
        Held& held = m_held[floats];
        held.most = std::max(held.most, ++held.now);
    }
    void giveBack(std::int64_t floats) { --m_held[floats].now; }
    std::int64_t floats() const
    {
        std::int64_t sum = 0;
        for (const auto& [size, held] : m_held)
            sum = saturatingAdd(sum, saturatingMultiply(size, held.most));
        return sum;
    }

private:
    struct Held {
        std::int64_t now = 0;
        std::int64_t most = 0;
    };
    std::map<std::int64_t, Held> m_held;
};

/// One step or one judged batch, with sizes in floats of one sample.
class Walk {
public:
    Walk(const std::vector<space::PrimitiveNode>& nodes, const Plan& plan)
        : m_nodes(nodes)
        , m_plan(plan)
        , m_gradient(nodes.size(), kNone)
    {
    }

    std::int64_t ofTraining()
    {
        for (const PlanStep& step : m_plan.steps) {
            if (step.kind != StepKind::Norm)
                m_pool.take(size(step.node));
            if (step.kind == StepKind::Generic)
                m_inside = saturatingAdd(m_inside, insideOf(step));
        }
        m_gradient[std::size_t(m_plan.output)] = hold(size(m_plan.output));
        for (auto step = m_plan.steps.rbegin(); step != m_plan.steps.rend(); ++step)
            goBack(*step);
        return saturatingAdd(m_pool.floats(), m_inside);
    }

    std::int64_t ofJudging()
    {
        std::vector<int> lastReader(m_nodes.size(), kNone);
        for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
            for (const int input : m_plan.steps[i].inputs)
                lastReader[std::size_t(input)] = int(i);
        }
        for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
            const PlanStep& step = m_plan.steps[i];
            if (step.kind != StepKind::Norm)
                m_pool.take(size(step.node));
            for (const int input : step.inputs) {
                int& last = lastReader[std::size_t(input)];
                if (last == int(i) && input != m_plan.output && input != m_plan.input)
                    m_pool.giveBack(size(input));
                last = last == int(i) ? kNone : last; // a step may read a value twice
            }
        }
        return m_pool.floats();
    }

private:
    static constexpr int kNone = -1;

    std::int64_t size(int node) const { return m_nodes[std::size_t(node)].shape.elements(); }

    /// What the graph of an ATen operator holds besides its inputs and its output.
    std::int64_t insideOf(const PlanStep& step) const
    {
        const space::PrimitiveNode& node = m_nodes[std::size_t(step.node)];
        return space::traitsOf(node.primitive, node.shape).keptInside;
    }

    /// A gradient buffer with one holder.
    int hold(std::int64_t floats)
    {
        m_pool.take(floats);
        m_buffers.push_back({floats, 1});
        return int(m_buffers.size()) - 1;
    }
    void release(int& buffer)
    {
        if (buffer != kNone && --m_buffers[std::size_t(buffer)].holders == 0)
            m_pool.giveBack(m_buffers[std::size_t(buffer)].floats);
        buffer = kNone;
    }
    /// As Workspace::gradientTarget.
    void addInto(int value)
    {
        int& gradient = m_gradient[std::size_t(value)];
        if (gradient == kNone) {
            gradient = hold(size(value));
        } else if (m_buffers[std::size_t(gradient)].holders > 1) {
            const int own = hold(size(value));
            release(gradient);
            gradient = own;
        }
    }
    bool needs(int value) const { return m_plan.needsGradient[std::size_t(value)]; }

    void goBack(const PlanStep& step)
    {
        int& mine = m_gradient[std::size_t(step.node)];
        if (step.kind == StepKind::Sum && mine != kNone) {
            for (const Addend& addend : step.addends) {
                if (addend.norm >= 0) {
                    share(m_upstream.try_emplace(addend.norm, kNone).first->second, mine);
                } else if (needs(addend.value)) {
                    int& gradient = m_gradient[std::size_t(addend.value)];
                    if (gradient == kNone)
                        share(gradient, mine);
                    else
                        addInto(addend.value);
                }
            }
        } else if (step.kind == StepKind::Convolution || step.kind == StepKind::Norm ||
                   step.kind == StepKind::Generic) {
            for (const int input : step.inputs) {
                if (needs(input))
                    addInto(input);
            }
        }
        const int norm = step.kind == StepKind::Norm ? step.node : step.norm;
        if (const auto upstream = m_upstream.find(norm); upstream != m_upstream.end())
            release(upstream->second);
        if (step.kind == StepKind::Norm)
            return;
        release(mine);
        m_pool.giveBack(size(step.node));
    }
    void share(int& holder, int buffer)
    {
        release(holder);
        holder = buffer;
        ++m_buffers[std::size_t(buffer)].holders;
    }

    struct Buffer {
        std::int64_t floats = 0;
        int holders = 0;
    };
    const std::vector<space::PrimitiveNode>& m_nodes;
    const Plan& m_plan;
    Pool m_pool;
    std::int64_t m_inside = 0;
    std::vector<Buffer> m_buffers;
    std::vector<int> m_gradient;   ///< by value
    std::map<int, int> m_upstream; ///< by batch norm
};

} // namespace

std::int64_t trainingMemory(const space::Architecture& architecture, const MemoryUse& use)
{
    const std::vector<space::PrimitiveNode>& nodes = architecture.primitives;
    const Plan plan = makePlan(nodes);
    const std::int64_t training = saturatingMultiply(Walk(nodes, plan).ofTraining(), use.batch);
    const std::int64_t judging = saturatingMultiply(Walk(nodes, plan).ofJudging(), use.judged);
    std::int64_t floats = saturatingMultiply(2 + use.states, architecture.costs.parameters);
    for (const PlanStep& step : plan.steps) {
        if (step.kind != StepKind::Convolution)
            continue;
        const ConvShape shape = ownConvolution(nodes, step.node);
        // Transformed, and a sum of gradients for each thread; sorted for the transformation. As ConvShape::weights(),
        // which may wrap for what is judged here.
        const std::int64_t matrix = saturatingMultiply(shape.in, shape.out);
        const std::int64_t weights =
            saturatingMultiply(shape.positions(), saturatingAdd(matrix, shape.taps == 3 ? 16 : 0));
        floats = saturatingAdd(floats, saturatingMultiply(1 + use.threads, weights));
        floats = saturatingAdd(floats, saturatingMultiply(9, matrix));
    }
    const std::int64_t input = saturatingMultiply(nodes.front().shape.elements(), std::max(use.batch, use.judged));
    floats = saturatingAdd(floats, saturatingAdd(input, std::max(training, judging)));
    const std::int64_t bytes = saturatingMultiply(floats, kFloat);
    return saturatingAdd(saturatingAdd(bytes, bytes / kLeftBetween), kOnce);
}

} // namespace cw::net
