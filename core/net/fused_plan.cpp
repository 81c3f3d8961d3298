// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/fused_plan.h"

#include <numeric>

namespace cw::net {

namespace {

using space::PrimitiveNode;

constexpr int kZero = -1;

template <class Kind>
bool is(const PrimitiveNode& node)
{
    return std::holds_alternative<Kind>(node.primitive);
}

bool isRelu(const PrimitiveNode& node)
{
    const auto* activation = std::get_if<space::Activation>(&node.primitive);
    return activation != nullptr && activation->kind == space::ActivationKind::Relu;
}

/// Zero in, zero out.
bool keepsZero(const PrimitiveNode& node)
{
    const auto* conv = std::get_if<space::Conv>(&node.primitive);
    return is<space::Identity>(node) || is<space::Pool>(node) || is<space::GlobalPool>(node) ||
           is<space::Flatten>(node) || is<space::Drop>(node) || is<space::Shift>(node) || is<space::ToSequence>(node) ||
           isRelu(node) || (conv != nullptr && !conv->bias);
}

class Planner {
public:
    explicit Planner(const std::vector<PrimitiveNode>& nodes)
        : m_nodes(nodes)
        , m_value(nodes.size())
        , m_reads(nodes.size())
        , m_consumers(nodes.size())
        , m_live(nodes.size(), false)
        , m_virtual(nodes.size(), false)
    {
    }

    Plan make()
    {
        for (std::size_t i = 0; i < m_nodes.size(); ++i)
            resolve(i);
        const auto last = int(m_nodes.size()) - 1;
        m_plan.output = m_value.back() == kZero ? last : m_value.back();
        findLive();
        join();
        for (std::size_t i = 0; i < m_nodes.size(); ++i)
            emit(int(i));
        if (m_value.back() == kZero)
            m_plan.steps.push_back({.kind = StepKind::Zeros, .node = last});
        findGradients();
        return std::move(m_plan);
    }

private:
    const PrimitiveNode& node(int i) const { return m_nodes[std::size_t(i)]; }

    /// What primitive i amounts to: itself, an earlier value, or zero; and what it then reads.
    void resolve(std::size_t i)
    {
        const PrimitiveNode& self = m_nodes[i];
        std::vector<int> nonZero;
        for (const int from : self.inputs) {
            if (m_value[std::size_t(from)] != kZero)
                nonZero.push_back(m_value[std::size_t(from)]);
        }
        m_value[i] = int(i);
        m_reads[i] = nonZero;
        if (is<space::Zero>(self) || (nonZero.empty() && (is<space::Add>(self) || keepsZero(self))))
            m_value[i] = kZero;
        else if (is<space::Identity>(self) || (is<space::Add>(self) && nonZero.size() == 1))
            m_value[i] = nonZero.front();
        else if (!is<space::Add>(self) && nonZero.size() < self.inputs.size())
            readZeros(i);
    }

    /// Primitives that cannot leave a zero out read it as a value.
    void readZeros(std::size_t i)
    {
        m_reads[i].clear();
        for (const int from : m_nodes[i].inputs) {
            const int value = m_value[std::size_t(from)];
            m_reads[i].push_back(value == kZero ? from : value);
        }
    }

    void findLive()
    {
        if (m_value.back() != kZero)
            m_live[std::size_t(m_plan.output)] = true;
        for (auto i = int(m_nodes.size()) - 1; i >= 0; --i) {
            if (!m_live[std::size_t(i)] || m_value[std::size_t(i)] == kZero)
                continue;
            for (const int from : m_reads[std::size_t(i)]) {
                m_live[std::size_t(from)] = true;
                m_consumers[std::size_t(from)].push_back(i);
            }
        }
    }

    bool isOwn(int i) const { return ownConvolution(m_nodes, i).taps != 0; }
    const std::vector<int>& consumers(int i) const { return m_consumers[std::size_t(i)]; }
    /// The one primitive that reads it, once; -1 otherwise, also for the network's output.
    int onlyConsumer(int i) const { return consumers(i).size() == 1 && i != m_plan.output ? consumers(i).front() : -1; }

    /// Rectifiers that only own convolutions read, and batch norms that only a sum reads, make no value.
    void join()
    {
        for (int i = 0; i < int(m_nodes.size()); ++i) {
            if (!m_live[std::size_t(i)] || m_value[std::size_t(i)] != i || i == m_plan.output)
                continue;
            bool joined = false;
            if (isRelu(node(i))) {
                joined = true;
                for (const int consumer : consumers(i))
                    joined = joined && isOwn(consumer);
            } else if (is<space::BatchNorm>(node(i))) {
                const int consumer = onlyConsumer(i);
                joined = consumer >= 0 && is<space::Add>(node(consumer));
            }
            m_virtual[std::size_t(i)] = joined;
        }
    }

    void emit(int i)
    {
        const auto at = std::size_t(i);
        if (!m_live[at])
            return;
        if (m_value[at] == kZero) {
            m_plan.steps.push_back({.kind = StepKind::Zeros, .node = i});
            return;
        }
        if (is<space::Input>(node(i)))
            m_plan.input = i;
        else if (is<space::BatchNorm>(node(i)))
            emitNorm(i);
        else if (is<space::Add>(node(i)))
            emitSum(i);
        else if (isOwn(i))
            emitConvolution(i);
        else if (!m_virtual[at])
            m_plan.steps.push_back({.kind = StepKind::Generic, .node = i, .inputs = m_reads[at]});
    }

    void emitConvolution(int i)
    {
        PlanStep step{.kind = StepKind::Convolution, .node = i};
        const int from = m_reads[std::size_t(i)].front();
        step.relu = m_virtual[std::size_t(from)] && isRelu(node(from));
        step.inputs = {step.relu ? m_reads[std::size_t(from)].front() : from};
        const int consumer = onlyConsumer(i);
        if (consumer >= 0 && is<space::BatchNorm>(node(consumer)))
            step.norm = consumer;
        m_plan.steps.push_back(std::move(step));
    }

    void emitNorm(int i)
    {
        const int from = m_reads[std::size_t(i)].front();
        if (!isOwn(from) || onlyConsumer(from) != i || !m_live[std::size_t(from)] ||
            m_value[std::size_t(from)] == kZero)
            m_plan.steps.push_back({.kind = StepKind::Norm, .node = i, .inputs = {from}});
        if (!m_virtual[std::size_t(i)])
            m_plan.steps.push_back({.kind = StepKind::Sum, .node = i, .inputs = {from}, .addends = {{from, i}}});
    }

    void emitSum(int i)
    {
        PlanStep step{.kind = StepKind::Sum, .node = i};
        for (const int from : m_reads[std::size_t(i)]) {
            const bool norm = m_virtual[std::size_t(from)] && is<space::BatchNorm>(node(from));
            const int value = norm ? m_reads[std::size_t(from)].front() : from;
            step.addends.push_back({value, norm ? from : -1});
            step.inputs.push_back(value);
        }
        m_plan.steps.push_back(std::move(step));
    }

    void findGradients()
    {
        m_plan.needsGradient.assign(m_nodes.size(), false);
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            bool needs = space::isTrainable(m_nodes[i].primitive) || is<space::BatchNorm>(m_nodes[i]);
            for (const int from : m_reads[i])
                needs = needs || m_plan.needsGradient[std::size_t(from)];
            m_plan.needsGradient[i] = needs && m_value[i] != kZero;
        }
    }

    const std::vector<PrimitiveNode>& m_nodes;
    Plan m_plan;
    std::vector<int> m_value;
    std::vector<std::vector<int>> m_reads;
    std::vector<std::vector<int>> m_consumers;
    std::vector<bool> m_live;
    std::vector<bool> m_virtual;
};

} // namespace

ConvShape ownConvolution(const std::vector<PrimitiveNode>& nodes, int node)
{
    const auto* conv = std::get_if<space::Conv>(&nodes[std::size_t(node)].primitive);
    if (conv == nullptr || conv->bias || conv->groups != 1 || conv->stride != 1 || conv->widthStride() != 1 ||
        conv->padding != space::Padding::Same || conv->dilation != 1 || conv->kernelHeight != conv->kernelWidth ||
        (conv->kernelHeight != 1 && conv->kernelHeight != 3))
        return {.taps = 0};
    const space::Shape& shape = nodes[std::size_t(nodes[std::size_t(node)].inputs.front())].shape;
    if (shape.kind != space::ShapeKind::Image)
        return {.taps = 0};
    const std::int64_t in = shape.channels();
    // A few channels (the stem's) would leave the vectors empty: ATen does those better.
    if (kernelsFor(std::gcd(in, conv->outChannels)).width < 4)
        return {.taps = 0};
    return {shape.dims[1], shape.dims[2], in, conv->outChannels, int(conv->kernelHeight)};
}

Plan makePlan(const std::vector<PrimitiveNode>& nodes)
{
    return Planner(nodes).make();
}

} // namespace cw::net
