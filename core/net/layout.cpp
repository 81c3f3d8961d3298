// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/layout.h"

#include <cmath>

namespace cw::net {

namespace {

double inverseRoot(std::int64_t fanIn)
{
    return 1.0 / std::sqrt(double(fanIn));
}

Layout normLayout(bool affine, std::int64_t channels)
{
    Layout layout;
    layout.start = Start::Norm;
    if (affine)
        layout.weight = layout.bias = {channels};
    return layout;
}

Layout convLayout(const space::Conv& conv, std::int64_t channels)
{
    Layout layout;
    layout.weight = {conv.outChannels, channels / conv.groups, conv.kernelHeight, conv.kernelWidth};
    if (conv.bias)
        layout.bias = {conv.outChannels};
    layout.bound = inverseRoot(layout.weight[1] * layout.weight[2] * layout.weight[3]);
    return layout;
}

Layout linearLayout(const space::Linear& linear, std::int64_t features)
{
    Layout layout;
    layout.weight = {linear.outFeatures, features};
    if (linear.bias)
        layout.bias = {linear.outFeatures};
    layout.bound = inverseRoot(features);
    return layout;
}

Layout gatedLayout(std::int64_t gates, std::int64_t hidden, std::int64_t features)
{
    Layout layout;
    layout.weight = {gates * hidden, features};
    layout.recurrent = {gates * hidden, hidden};
    layout.bias = layout.recurrentBias = {gates * hidden};
    layout.bound = inverseRoot(hidden);
    return layout;
}

Layout recurrenceLayout(const space::Recurrence& cell, std::int64_t features)
{
    Layout layout;
    layout.weight = {2 * cell.hidden, features};
    layout.recurrent = {2 * cell.hidden * (std::int64_t(cell.nodes.size()) + 1), cell.hidden};
    layout.bound = inverseRoot(cell.hidden);
    return layout;
}

Layout tableLayout(const Layout::Dims& dims, double deviation)
{
    Layout layout;
    layout.weight = dims;
    layout.start = Start::Normal;
    layout.bound = deviation;
    return layout;
}

} // namespace

std::int64_t Layout::count(const Dims& dims)
{
    std::int64_t product = dims.empty() ? 0 : 1;
    for (const std::int64_t dim : dims)
        product *= dim;
    return product;
}

Layout layoutOf(const std::vector<space::PrimitiveNode>& nodes, const space::PrimitiveNode& node)
{
    if (node.inputs.empty())
        return {};
    const space::Shape& in = nodes[std::size_t(node.inputs.front())].shape;
    const std::int64_t channels = in.channels();
    return std::visit(space::Overloaded{
                          [&](const space::Conv& conv) { return convLayout(conv, channels); },
                          [&](const space::Linear& linear) { return linearLayout(linear, channels); },
                          [&](const space::BatchNorm& norm) {
                              Layout layout = normLayout(norm.affine, channels);
                              layout.statistics = channels;
                              return layout;
                          },
                          [&](const space::LayerNorm&) { return normLayout(true, channels); },
                          [&](const space::GroupNorm&) { return normLayout(true, channels); },
                          [&](const space::Embedding& e) {
                              return tableLayout({e.vocabulary, e.size}, 1);
                          },
                          [&](const space::Position& p) { return p.learned ? tableLayout(in.dims, 0.02) : Layout{}; },
                          [&](const space::Lstm& l) { return gatedLayout(4, l.hidden, channels); },
                          [&](const space::Gru& g) { return gatedLayout(3, g.hidden, channels); },
                          [&](const space::Recurrence& r) { return recurrenceLayout(r, channels); },
                          [](const auto&) { return Layout{}; },
                      },
                      node.primitive);
}

} // namespace cw::net
