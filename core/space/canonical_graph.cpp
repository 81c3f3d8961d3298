// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/canonical_graph.h"

#include <algorithm>
#include <bit>
#include <type_traits>
#include <unordered_map>

#include "core/base/hash.h"

namespace cw::space {

namespace {

using Node = CanonicalGraph::Node;
using Edge = CanonicalGraph::Edge;

/// A value that flows through the network: a sum of nodes with multiplicities; empty is zero.
struct Term {
    int node = 0;
    std::uint64_t times = 1;
    bool operator==(const Term&) const = default;
};
using Value = std::vector<Term>;

std::uint64_t mixAll(std::uint64_t hash, std::initializer_list<std::int64_t> words)
{
    for (const std::int64_t word : words)
        hash = mix64(hash, static_cast<std::uint64_t>(word));
    return hash;
}

std::int64_t bits(double value)
{
    return static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(value));
}

/// Equal for isomorphic trees of states: nodes may be numbered in any order in which they follow their predecessors.
std::uint64_t treeOf(const Recurrence& cell)
{
    std::vector<std::uint64_t> below(cell.nodes.size() + 1, 0); // sum over the states made from each: a multiset
    bool onlyEnds = true;
    for (std::size_t i = cell.nodes.size(); i-- > 0;) {
        const StateNode& node = cell.nodes[i];
        const std::uint64_t label = mixAll(below[i + 1], {static_cast<std::int64_t>(node.function)});
        below[static_cast<std::size_t>(node.from)] += mix64(label, label);
        onlyEnds = onlyEnds && node.from == 0;
    }
    return mix64(below[0], cell.endsOnly && !onlyEnds ? 1 : 0);
}

std::uint64_t labelOf(const Primitive& primitive)
{
    const std::uint64_t kind = mix64(0, primitive.index() + 1);
    return std::visit(
        Overloaded{
            [&](const Conv& c) {
                return mixAll(kind, {c.outChannels, c.kernelHeight, c.kernelWidth, c.stride, c.dilation, c.groups,
                                     c.bias ? 1 : 0, c.widthStride(), static_cast<std::int64_t>(c.padding)});
            },
            [&](const BatchNorm& n) {
                return mixAll(kind, {n.affine ? 1 : 0, bits(n.epsilon), bits(n.momentum)});
            },
            [&](const Activation& a) { return mixAll(kind, {static_cast<std::int64_t>(a.kind)}); },
            [&](const Pool& p) {
                return mixAll(kind, {static_cast<std::int64_t>(p.kind), p.kernel, p.stride, p.padding,
                                     p.countPadding ? 1 : 0, p.causal ? 1 : 0});
            },
            [&](const GlobalPool& p) { return mixAll(kind, {static_cast<std::int64_t>(p.kind)}); },
            [&](const Linear& l) {
                return mixAll(kind, {l.outFeatures, l.bias ? 1 : 0});
            },
            [&](const Drop& d) {
                return mixAll(kind, {bits(d.probability), d.perSample ? 1 : 0});
            },
            [&](const Zero& z) {
                return mixAll(kind, {z.stride, z.outChannels});
            },
            [&](const LayerNorm& n) { return mixAll(kind, {bits(n.epsilon)}); },
            [&](const GroupNorm& n) {
                return mixAll(kind, {n.groups, bits(n.epsilon)});
            },
            [&](const Embedding& e) {
                return mixAll(kind, {e.vocabulary, e.size});
            },
            [&](const Position& p) { return mixAll(kind, {p.learned ? 1 : 0}); },
            [&](const Attention& a) {
                return mixAll(kind, {a.heads, a.causal ? 1 : 0});
            },
            [&](const Lstm& l) { return mixAll(kind, {l.hidden}); },
            [&](const Gru& g) { return mixAll(kind, {g.hidden}); },
            [&](const Recurrence& r) { return mix64(mixAll(kind, {r.hidden}), treeOf(r)); },
            // Without parameters of their own: input, flatten, add, concat, identity, multiply, shift, to-sequence.
            [&](const auto& plain) {
                static_assert(std::is_empty_v<std::decay_t<decltype(plain)>>);
                return kind;
            },
        },
        primitive);
}

class Simplifier {
public:
    explicit Simplifier(const Architecture& architecture)
        : m_architecture(architecture)
    {
    }

    CanonicalGraph run();

private:
    Value valueOf(const PrimitiveNode& primitive);
    Value concat(const PrimitiveNode& primitive);
    Value product(const PrimitiveNode& primitive);
    static Value sum(const PrimitiveNode& primitive, const std::vector<Value>& values);
    int nodeOf(const Value& value);
    int node(std::uint64_t label, std::vector<Edge> inputs, bool alone);
    CanonicalGraph liveOnly(int output) const;

    const Architecture& m_architecture;
    std::vector<Node> m_nodes;
    std::vector<Value> m_values; ///< by primitive
    std::unordered_multimap<std::uint64_t, int> m_known;
};

int Simplifier::node(std::uint64_t label, std::vector<Edge> inputs, bool alone)
{
    std::uint64_t key = label;
    if (!alone) {
        for (const Edge& edge : inputs)
            key = mix64(mix64(key, static_cast<std::uint64_t>(edge.from)), edge.label);
        const auto [first, last] = m_known.equal_range(key);
        for (auto it = first; it != last; ++it) {
            const Node& known = m_nodes[static_cast<std::size_t>(it->second)];
            if (known.label == label && known.inputs == inputs)
                return it->second;
        }
    }
    m_nodes.push_back({label, std::move(inputs)});
    const int index = static_cast<int>(m_nodes.size()) - 1;
    if (!alone)
        m_known.emplace(key, index);
    return index;
}

/// One node that holds the value: the only term itself, else a sum over the terms.
int Simplifier::nodeOf(const Value& value)
{
    if (value.size() == 1 && value.front().times == 1)
        return value.front().node;
    std::vector<Edge> inputs;
    for (const Term& term : value)
        inputs.push_back({term.node, term.times});
    return node(labelOf(Add{}), std::move(inputs), false);
}

Value Simplifier::sum(const PrimitiveNode& primitive, const std::vector<Value>& values)
{
    Value terms;
    for (const int input : primitive.inputs) {
        const Value& value = values[static_cast<std::size_t>(input)];
        terms.insert(terms.end(), value.begin(), value.end());
    }
    std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.node < b.node; });
    Value merged;
    for (const Term& term : terms) {
        if (!merged.empty() && merged.back().node == term.node)
            merged.back().times += term.times;
        else
            merged.push_back(term);
    }
    return merged;
}

/// A zero part of a concatenation stays: it decides where the other channels lie.
Value Simplifier::concat(const PrimitiveNode& primitive)
{
    std::vector<Edge> inputs;
    bool allZero = true;
    for (std::size_t place = 0; place < primitive.inputs.size(); ++place) {
        const auto input = static_cast<std::size_t>(primitive.inputs[place]);
        const Value& value = m_values[input];
        allZero = allZero && value.empty();
        const std::int64_t channels = m_architecture.primitives[input].shape.channels();
        const int from = value.empty() ? node(mixAll(labelOf(Zero{}), {channels}), {}, false) : nodeOf(value);
        inputs.push_back({from, place + 1});
    }
    if (allZero)
        return {};
    if (inputs.size() == 1)
        return m_values[static_cast<std::size_t>(primitive.inputs.front())];
    return {{node(labelOf(Concat{}), std::move(inputs), false)}};
}

/// Factors in any order, with their multiplicity; a product with a zero is zero. Only the first says the shape, but
/// that follows from the nodes.
Value Simplifier::product(const PrimitiveNode& primitive)
{
    std::vector<int> factors;
    for (const int input : primitive.inputs) {
        const Value& value = m_values[static_cast<std::size_t>(input)];
        if (value.empty())
            return {};
        factors.push_back(nodeOf(value));
    }
    if (factors.size() == 1)
        return m_values[static_cast<std::size_t>(primitive.inputs.front())];
    std::sort(factors.begin(), factors.end());
    std::vector<Edge> inputs;
    for (const int factor : factors) {
        if (!inputs.empty() && inputs.back().from == factor)
            ++inputs.back().label;
        else
            inputs.push_back({factor, 1});
    }
    return {{node(labelOf(Multiply{}), std::move(inputs), false)}};
}

Value Simplifier::valueOf(const PrimitiveNode& primitive)
{
    if (std::holds_alternative<Input>(primitive.primitive)) {
        std::uint64_t label = labelOf(primitive.primitive);
        for (const std::int64_t dim : primitive.shape.dims)
            label = mixAll(label, {dim});
        return {{node(mixAll(label, {static_cast<std::int64_t>(primitive.shape.kind)}), {}, true)}};
    }
    if (std::holds_alternative<Zero>(primitive.primitive))
        return {};
    if (std::holds_alternative<Add>(primitive.primitive))
        return sum(primitive, m_values);
    if (std::holds_alternative<Concat>(primitive.primitive))
        return concat(primitive);
    if (std::holds_alternative<Multiply>(primitive.primitive))
        return product(primitive);
    const Value& input = m_values[static_cast<std::size_t>(primitive.inputs.front())];
    if (std::holds_alternative<Identity>(primitive.primitive) || input.empty())
        return input; // an op on nothing but zeros carries no signal, and goes with them
    return {{node(labelOf(primitive.primitive), {{nodeOf(input), 0}}, true)}};
}

CanonicalGraph Simplifier::liveOnly(int output) const
{
    std::vector<int> place(m_nodes.size(), -1);
    std::vector<char> live(m_nodes.size(), 0);
    live[static_cast<std::size_t>(output)] = 1;
    for (std::size_t i = m_nodes.size(); i-- > 0;) {
        for (const Edge& edge : m_nodes[i].inputs)
            live[static_cast<std::size_t>(edge.from)] |= live[i];
    }
    CanonicalGraph graph;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        if (live[i] == 0)
            continue;
        place[i] = static_cast<int>(graph.nodes.size());
        graph.nodes.push_back(m_nodes[i]);
        for (Edge& edge : graph.nodes.back().inputs)
            edge.from = place[static_cast<std::size_t>(edge.from)];
    }
    return graph;
}

CanonicalGraph Simplifier::run()
{
    m_nodes.reserve(m_architecture.primitives.size());
    m_values.reserve(m_architecture.primitives.size());
    for (const PrimitiveNode& primitive : m_architecture.primitives)
        m_values.push_back(valueOf(primitive));
    if (m_values.empty() || m_values.back().empty())
        return {};
    return liveOnly(nodeOf(m_values.back()));
}

} // namespace

CanonicalGraph canonicalGraph(const Architecture& architecture)
{
    return Simplifier(architecture).run();
}

} // namespace cw::space
