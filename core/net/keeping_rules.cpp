// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/keeping_rules.h"

#include <algorithm>
#include <limits>

namespace cw::net {

namespace {

using space::ActivationKind;
using space::PrimitiveNode;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A kernel grows without a change of the output when zeros go around it (in front of it where nothing later is seen).
bool canGrow(std::int64_t from, std::int64_t to, space::Padding padding)
{
    if (from == to)
        return true;
    if (to < from || padding == space::Padding::None)
        return false;
    return padding == space::Padding::Causal || (to - from) % 2 == 0;
}

} // namespace

struct KeepingRules::Pair {
    const PrimitiveNode& mine;
    const PrimitiveNode& theirs;
    const space::Shape& myInput;
    const space::Shape& theirInput;
    ChannelMap in;
    ChannelMap out;

    std::int64_t inChannels() const { return theirInput.channels(); }
    std::int64_t outChannels() const { return theirs.shape.channels(); }
    bool isOneToOne() const { return net::isOneToOne(in, inChannels()) && net::isOneToOne(out, outChannels()); }

    template <class Kind>
    const Kind& of(const PrimitiveNode& node) const
    {
        return std::get<Kind>(node.primitive);
    }
};

KeepingRules::KeepingRules(const Kinship& kinship, ChannelMaps& maps)
    : m_kinship(kinship)
    , m_maps(maps)
{
    for (int node = 0; node < int(kinship.parent->primitives.size()); ++node)
        m_bounds.push_back(bounds(node));
}

bool KeepingRules::keepsConv(const Pair& pair, const space::Conv& mine, const space::Conv& theirs)
{
    if (mine.stride != theirs.stride || mine.widthStride() != theirs.widthStride() ||
        mine.dilation != theirs.dilation || mine.padding != theirs.padding || (theirs.bias && !mine.bias))
        return false;
    // Over time the kernel lies along the width, and only there is a causal one padded in front.
    const bool image = pair.myInput.kind == space::ShapeKind::Image;
    if (!canGrow(theirs.kernelHeight, mine.kernelHeight, image ? mine.padding : space::Padding::None) ||
        !canGrow(theirs.kernelWidth, mine.kernelWidth, mine.padding))
        return false;
    if (isDepthwise(mine, pair.myInput) && isDepthwise(theirs, pair.theirInput))
        return pair.in == pair.out && std::find(pair.in.begin(), pair.in.end(), -1) == pair.in.end();
    if (mine.groups == 1 && theirs.groups == 1)
        return isComplete(pair.in, pair.inChannels());
    return mine.groups == theirs.groups && pair.isOneToOne();
}

bool KeepingRules::keepsNorm(const Pair& pair)
{
    if (const auto* mine = std::get_if<space::BatchNorm>(&pair.mine.primitive)) {
        const auto& theirs = pair.of<space::BatchNorm>(pair.theirs);
        return mine->epsilon == theirs.epsilon && (mine->affine || !theirs.affine);
    }
    if (const auto* mine = std::get_if<space::LayerNorm>(&pair.mine.primitive))
        return mine->epsilon == pair.of<space::LayerNorm>(pair.theirs).epsilon && isEven(pair.in, pair.inChannels());
    const auto& mine = pair.of<space::GroupNorm>(pair.mine);
    return mine == pair.of<space::GroupNorm>(pair.theirs) &&
           (pair.isOneToOne() || (mine.groups == 1 && isEven(pair.in, pair.inChannels())));
}

bool KeepingRules::keepsSequenceLayer(const Pair& pair)
{
    const bool whole = isComplete(pair.in, pair.inChannels()) && isComplete(pair.out, pair.outChannels());
    return std::visit(
        space::Overloaded{
            [&](const space::Embedding& e) {
                return e.vocabulary == pair.of<space::Embedding>(pair.theirs).vocabulary;
            },
            [&](const space::Position& p) {
                return p == pair.of<space::Position>(pair.theirs) &&
                       pair.mine.shape.dims[0] == pair.theirs.shape.dims[0] && (p.learned || pair.isOneToOne());
            },
            [&](const space::Attention& a) { return a == pair.of<space::Attention>(pair.theirs) && pair.isOneToOne(); },
            [&](const space::Recurrence& r) {
                const auto& theirs = pair.of<space::Recurrence>(pair.theirs);
                return whole && r.nodes == theirs.nodes && r.endsOnly == theirs.endsOnly;
            },
            [&](const auto&) { return whole; }, // LSTM and GRU
        },
        pair.mine.primitive);
}

/// The channels of a concatenation or a flattened image, put together from its inputs, are those that its group has.
bool KeepingRules::keepsOrder(int node) const
{
    const std::optional<ChannelMap> made = m_maps.composed(node);
    return made && *made == m_maps.map(node, m_kinship.same[std::size_t(node)]);
}

bool KeepingRules::keeps(int node) const
{
    const PrimitiveNode& mine = m_kinship.childNode(node);
    const int parent = m_kinship.same[std::size_t(node)];
    const PrimitiveNode& theirs = m_kinship.parentNode(parent);
    if (mine.inputs.empty())
        return mine.shape == theirs.shape;
    const space::Shape& myInput = m_kinship.childNode(mine.inputs.front()).shape;
    const space::Shape& theirInput = m_kinship.parentNode(theirs.inputs.front()).shape;
    const Pair pair{mine,
                    theirs,
                    myInput,
                    theirInput,
                    m_maps.map(mine.inputs.front(), theirs.inputs.front()),
                    m_maps.map(node, parent)};
    const bool sameSettings = mine.primitive == theirs.primitive;
    return std::visit(space::Overloaded{
                          [&](const space::Conv& conv) { return keepsConv(pair, conv, pair.of<space::Conv>(theirs)); },
                          [&](const space::Linear& linear) {
                              return isComplete(pair.in, pair.inChannels()) &&
                                     (linear.bias || !pair.of<space::Linear>(theirs).bias);
                          },
                          [&](const space::BatchNorm&) { return keepsNorm(pair); },
                          [&](const space::LayerNorm&) { return keepsNorm(pair); },
                          [&](const space::GroupNorm&) { return keepsNorm(pair); },
                          [&](const space::Flatten&) { return pair.in == pair.out || keepsOrder(node); },
                          [&](const space::Concat&) { return isPassing(mine) || keepsOrder(node); },
                          [&](const space::ToSequence&) { // of a vector every number becomes a step
                              return myInput.kind == space::ShapeKind::Image || isOneToOne(pair.in, pair.inChannels());
                          },
                          [&](const space::Embedding&) { return keepsSequenceLayer(pair); },
                          [&](const space::Position&) { return keepsSequenceLayer(pair); },
                          [&](const space::Attention&) { return keepsSequenceLayer(pair); },
                          [&](const space::Lstm&) { return keepsSequenceLayer(pair); },
                          [&](const space::Gru&) { return keepsSequenceLayer(pair); },
                          [&](const space::Recurrence&) { return keepsSequenceLayer(pair); },
                          [&](const space::Zero&) { return true; },
                          [&](const auto&) { return sameSettings; },
                      },
                      mine.primitive);
}

KeepingRules::Bounds KeepingRules::boundsOfInputs(const PrimitiveNode& node) const
{
    Bounds hull{kInfinity, -kInfinity};
    for (const int input : node.inputs) {
        hull.low = std::min(hull.low, m_bounds[std::size_t(input)].low);
        hull.high = std::max(hull.high, m_bounds[std::size_t(input)].high);
    }
    return hull;
}

KeepingRules::Bounds KeepingRules::bounds(int parent) const
{
    const PrimitiveNode& node = m_kinship.parentNode(parent);
    const Bounds unknown{-kInfinity, kInfinity};
    if (const auto* activation = std::get_if<space::Activation>(&node.primitive)) {
        switch (activation->kind) {
        case ActivationKind::Relu:
            return {0, kInfinity};
        case ActivationKind::Relu6:
            return {0, 6};
        case ActivationKind::Sigmoid:
        case ActivationKind::HardSigmoid:
            return {0, 1};
        default:
            return unknown;
        }
    }
    const auto withZero = [](Bounds b) { return Bounds{std::min(b.low, 0.0), std::max(b.high, 0.0)}; };
    return std::visit(
        space::Overloaded{
            [&](const space::Identity&) { return boundsOfInputs(node); },
            [&](const space::Drop&) { return boundsOfInputs(node); },
            [&](const space::GlobalPool&) { return boundsOfInputs(node); },
            [&](const space::Flatten&) { return boundsOfInputs(node); },
            [&](const space::ToSequence&) { return boundsOfInputs(node); },
            [&](const space::Concat&) { return boundsOfInputs(node); },
            [&](const space::Pool&) { return withZero(boundsOfInputs(node)); },
            [&](const space::Shift&) { return withZero(boundsOfInputs(node)); },
            [&](const space::Zero&) {
                return Bounds{0, 0};
            },
            [&](const space::Add&) {
                const Bounds hull = boundsOfInputs(node);
                const auto count = double(node.inputs.size());
                return Bounds{std::min(hull.low, hull.low * count), std::max(hull.high, hull.high * count)};
            },
            [&](const space::Multiply&) {
                return boundsOfInputs(node).low >= 0 ? Bounds{0, kInfinity} : unknown;
            },
            [&](const auto&) { return unknown; },
        },
        node.primitive);
}

bool KeepingRules::leavesAsIs(ActivationKind kind, int parentNode) const
{
    const Bounds& b = m_bounds[std::size_t(parentNode)];
    return b.low >= 0 && (kind == ActivationKind::Relu || (kind == ActivationKind::Relu6 && b.high <= 6));
}

} // namespace cw::net
