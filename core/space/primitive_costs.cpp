// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/primitive.h"
#include "core/space/saturating.h"

namespace cw::space {

namespace {

std::int64_t product(std::initializer_list<std::int64_t> factors)
{
    std::int64_t result = 1;
    for (const std::int64_t factor : factors)
        result = saturatingMultiply(result, factor);
    return result;
}

/// Weights that meet one step: gates * hidden * (features + hidden).
std::int64_t gateWeights(std::int64_t gates, std::int64_t hidden, const Shape& in)
{
    return product({gates, hidden, saturatingAdd(in.channels(), hidden)});
}

std::int64_t recurrenceWeights(const Recurrence& cell, const Shape& in)
{
    const auto nodes = static_cast<std::int64_t>(cell.nodes.size());
    return saturatingAdd(gateWeights(2, cell.hidden, in), product({2, nodes, cell.hidden, cell.hidden}));
}

std::int64_t window(const Conv& conv, const Shape& in)
{
    return product({in.channels() / conv.groups, conv.kernelHeight, conv.kernelWidth});
}

std::int64_t steps(const Shape& shape)
{
    return shape.kind == ShapeKind::Sequence ? shape.dims[0] : 1;
}

} // namespace

std::int64_t parameterCount(const Primitive& primitive, const std::vector<Shape>& inputs)
{
    if (inputs.empty())
        return 0;
    const Shape& in = inputs.front();
    const auto gated = [&](std::int64_t gates, std::int64_t hidden) {
        return saturatingAdd(gateWeights(gates, hidden, in), product({2, gates, hidden})); // two biases, as in LibTorch
    };
    return std::visit(Overloaded{
                          [&](const Conv& c) {
                              return product({c.outChannels, saturatingAdd(window(c, in), c.bias ? 1 : 0)});
                          },
                          [&](const Linear& l) {
                              return product({l.outFeatures, saturatingAdd(in.channels(), l.bias ? 1 : 0)});
                          },
                          [&](const BatchNorm& n) { return n.affine ? 2 * in.channels() : std::int64_t{0}; },
                          [&](const LayerNorm&) { return 2 * in.channels(); },
                          [&](const GroupNorm&) { return 2 * in.channels(); },
                          [&](const Embedding& e) {
                              return product({e.vocabulary, e.size});
                          },
                          [&](const Position& p) { return p.learned ? in.elements() : std::int64_t{0}; },
                          [&](const Lstm& l) { return gated(4, l.hidden); },
                          [&](const Gru& g) { return gated(3, g.hidden); },
                          [&](const Recurrence& r) { return recurrenceWeights(r, in); },
                          [](const auto&) { return std::int64_t{0}; },
                      },
                      primitive);
}

std::int64_t macCount(const Primitive& primitive, const std::vector<Shape>& inputs, const Shape& output)
{
    if (inputs.empty())
        return 0;
    const Shape& in = inputs.front();
    return std::visit(Overloaded{
                          [&](const Conv& c) {
                              return product({output.elements(), window(c, in)});
                          },
                          [&](const Linear& l) {
                              return product({steps(in), l.outFeatures, in.channels()});
                          },
                          [&](const Attention&) {
                              return product({2, steps(in), steps(in), output.channels()});
                          },
                          [&](const Lstm& l) {
                              return product({steps(in), gateWeights(4, l.hidden, in)});
                          },
                          [&](const Gru& g) {
                              return product({steps(in), gateWeights(3, g.hidden, in)});
                          },
                          [&](const Recurrence& r) {
                              return product({steps(in), recurrenceWeights(r, in)});
                          },
                          [](const auto&) { return std::int64_t{0}; },
                      },
                      primitive);
}

bool isTrainable(const Primitive& primitive)
{
    return std::visit(Overloaded{
                          [](const Conv&) { return true; },
                          [](const Linear&) { return true; },
                          [](const BatchNorm& n) { return n.affine; },
                          [](const LayerNorm&) { return true; },
                          [](const GroupNorm&) { return true; },
                          [](const Embedding&) { return true; },
                          [](const Position& p) { return p.learned; },
                          [](const Lstm&) { return true; },
                          [](const Gru&) { return true; },
                          [](const Recurrence&) { return true; },
                          [](const auto&) { return false; },
                      },
                      primitive);
}

std::int64_t keptInside(const Primitive& primitive, const Shape& output)
{
    return std::visit(Overloaded{
                          [&](const Attention& a) {
                              return product({a.heads, steps(output), steps(output)}); // the softmax
                          },
                          [&](const Lstm&) {
                              return product({5, output.elements()});
                          }, // four gates and the cell
                          [&](const Gru&) {
                              return product({4, output.elements()});
                          },                         // gates and the candidate's part
                          [&](const Recurrence& r) { // of every state: gate, candidate and the state itself
                              return product({3, static_cast<std::int64_t>(r.nodes.size()) + 1, output.elements()});
                          },
                          [](const auto&) { return std::int64_t{0}; },
                      },
                      primitive);
}

} // namespace cw::space
