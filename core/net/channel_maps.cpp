// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/channel_maps.h"

#include <algorithm>
#include <numeric>

#include "core/base/rng.h"

namespace cw::net {

namespace {

using space::PrimitiveNode;
using space::ShapeKind;

template <class... Kinds>
bool isAny(const PrimitiveNode& node)
{
    return (std::holds_alternative<Kinds>(node.primitive) || ...);
}

/// Values at each position of an image or sequence.
std::int64_t positions(const space::Shape& shape)
{
    return shape.elements() / std::max<std::int64_t>(1, shape.channels());
}

} // namespace

ChannelMap overlap(std::int64_t childChannels, std::int64_t parentChannels)
{
    ChannelMap map(std::size_t(childChannels), -1);
    for (std::int64_t c = 0; c < std::min(childChannels, parentChannels); ++c)
        map[std::size_t(c)] = int(c);
    return map;
}

std::vector<int> copiesOf(const ChannelMap& map, std::int64_t parentChannels)
{
    std::vector<int> copies(std::size_t(parentChannels), 0);
    for (const int channel : map) {
        if (channel >= 0)
            ++copies[std::size_t(channel)];
    }
    return copies;
}

bool isOneToOne(const ChannelMap& map, std::int64_t parentChannels)
{
    return std::int64_t(map.size()) == parentChannels && map == overlap(parentChannels, parentChannels);
}

bool isComplete(const ChannelMap& map, std::int64_t parentChannels)
{
    const std::vector<int> copies = copiesOf(map, parentChannels);
    return std::find(map.begin(), map.end(), -1) == map.end() &&
           std::find(copies.begin(), copies.end(), 0) == copies.end();
}

bool isEven(const ChannelMap& map, std::int64_t parentChannels)
{
    const std::vector<int> copies = copiesOf(map, parentChannels);
    return isComplete(map, parentChannels) &&
           std::all_of(copies.begin(), copies.end(), [&](int count) { return count == copies.front(); });
}

ChannelMaps::ChannelMaps(const Kinship& kinship, std::uint64_t seed, std::int64_t trial)
    : m_kinship(kinship)
    , m_seed(seed)
    , m_trial(trial)
    , m_up(kinship.child->primitives.size())
    , m_groups(kinship.child->primitives.size())
{
    std::iota(m_up.begin(), m_up.end(), 0);
    const int count = int(m_up.size());
    for (int node = 0; node < count; ++node)
        tieNode(node);
    for (int node = 0; node < count; ++node) {
        Group& group = m_groups[std::size_t(find(node))];
        group.members.push_back(node);
        const int meant = m_kinship.means[std::size_t(node)];
        if (group.parentChannels < 0 && meant >= 0)
            group.parentChannels = int(m_kinship.parentNode(meant).shape.channels());
        const PrimitiveNode& child = m_kinship.childNode(node);
        if (isAny<space::Attention>(child))
            m_groups[std::size_t(find(child.inputs.front()))].attentions.push_back(node);
    }
}

int ChannelMaps::find(int node)
{
    while (m_up[std::size_t(node)] != node)
        node = m_up[std::size_t(node)] = m_up[std::size_t(m_up[std::size_t(node)])];
    return node;
}

/// The earlier node becomes the root, so that a group's number does not depend on the order of ties.
void ChannelMaps::tie(int a, int b)
{
    const int one = find(a);
    const int other = find(b);
    m_up[std::size_t(std::max(one, other))] = std::min(one, other);
}

void ChannelMaps::tieNode(int node)
{
    const PrimitiveNode& child = m_kinship.childNode(node);
    if (child.inputs.empty())
        return;
    const space::Shape& in = m_kinship.childNode(child.inputs.front()).shape;
    const auto* conv = std::get_if<space::Conv>(&child.primitive);
    const bool keepsOrder =
        isPassing(child) ||
        isAny<space::BatchNorm, space::LayerNorm, space::GroupNorm, space::Activation, space::Pool, space::GlobalPool,
              space::Shift, space::Position, space::Add, space::Multiply>(child) ||
        (isAny<space::ToSequence>(child) && in.kind == ShapeKind::Image) ||
        (isAny<space::Flatten>(child) && positions(in) == 1) || (conv != nullptr && isDepthwise(*conv, in));
    if (!keepsOrder)
        return;
    for (const int input : child.inputs) {
        if (m_kinship.childNode(input).shape.channels() == child.shape.channels())
            tie(node, input);
    }
}

ChannelMap ChannelMaps::map(int childNode, int parentNode)
{
    const std::int64_t own = m_kinship.childNode(childNode).shape.channels();
    const std::int64_t wanted = m_kinship.parentNode(parentNode).shape.channels();
    const int root = find(childNode);
    if (m_groups[std::size_t(root)].parentChannels != wanted)
        return overlap(own, wanted);
    resolve(root);
    const ChannelMap& found = m_groups[std::size_t(root)].map;
    return std::int64_t(found.size()) == own ? found : overlap(own, wanted);
}

void ChannelMaps::resolve(int root)
{
    Group& group = m_groups[std::size_t(root)];
    if (group.resolved || group.resolving)
        return;
    group.resolving = true;
    const auto channels = std::size_t(m_kinship.childNode(root).shape.channels());
    std::optional<ChannelMap> fixed;
    const auto offer = [&](std::optional<ChannelMap> map) {
        if (!fixed && map && map->size() == channels &&
            std::all_of(map->begin(), map->end(), [&](int c) { return c < group.parentChannels; }))
            fixed = std::move(map);
    };
    for (const int member : group.members)
        offer(composed(member));
    for (const int attention : group.attentions)
        offer(projected(attention));
    group.map = fixed ? std::move(*fixed) : widened(group.parentChannels, std::int64_t(channels));
    group.resolved = true;
}

/// Depends on the sizes alone, so that concatenations of equal parts are alike and may be added.
ChannelMap ChannelMaps::widened(std::int64_t from, std::int64_t to) const
{
    ChannelMap map = overlap(to, from);
    Rng rng(m_seed, std::uint64_t(m_trial), "widen", (std::uint64_t(from) << 32) + std::uint64_t(to));
    std::vector<int> order(std::size_t(from), 0);
    std::iota(order.begin(), order.end(), 0);
    for (std::int64_t c = from; from > 0 && c < to; ++c) {
        if ((c - from) % from == 0)
            rng.shuffle(order);
        map[std::size_t(c)] = order[std::size_t((c - from) % from)];
    }
    return map;
}

std::optional<ChannelMap> ChannelMaps::composed(int node)
{
    const int parent = m_kinship.same[std::size_t(node)];
    if (parent < 0)
        return std::nullopt;
    const PrimitiveNode& mine = m_kinship.childNode(node);
    const PrimitiveNode& theirs = m_kinship.parentNode(parent);
    const bool oneEach = mine.shape.channels() == 1 && theirs.shape.channels() == 1;
    if (isAny<space::Input>(mine) || (isAny<space::ToSequence>(mine) && oneEach))
        return overlap(mine.shape.channels(), theirs.shape.channels());
    if (isAny<space::Flatten>(mine)) {
        const bool changes = positions(m_kinship.childNode(mine.inputs.front()).shape) > 1; // else tied to its input
        return changes ? std::optional(flattened(node, parent)) : std::nullopt;
    }
    if (!isAny<space::Concat>(mine) || mine.inputs.size() != theirs.inputs.size() || mine.inputs.size() < 2)
        return std::nullopt;
    ChannelMap whole;
    int before = 0;
    for (std::size_t k = 0; k < mine.inputs.size(); ++k) {
        for (const int channel : map(mine.inputs[k], theirs.inputs[k]))
            whole.push_back(channel < 0 ? -1 : before + channel);
        before += int(m_kinship.parentNode(theirs.inputs[k]).shape.channels());
    }
    return whole;
}

ChannelMap ChannelMaps::flattened(int node, int parent)
{
    const int childInput = m_kinship.childNode(node).inputs.front();
    const int parentInput = m_kinship.parentNode(parent).inputs.front();
    const space::Shape& mine = m_kinship.childNode(childInput).shape;
    const space::Shape& theirs = m_kinship.parentNode(parentInput).shape;
    const ChannelMap channels = map(childInput, parentInput);
    const std::int64_t places = positions(theirs);
    const bool image = mine.kind == ShapeKind::Image; // channels first; a sequence has its steps first
    ChannelMap flat(std::size_t(mine.elements()), -1);
    for (std::int64_t c = 0; c < mine.channels(); ++c) {
        const int from = channels[std::size_t(c)];
        for (std::int64_t at = 0; from >= 0 && mine.kind == theirs.kind && at < std::min(places, positions(mine)); ++at)
            flat[std::size_t(image ? c * positions(mine) + at : at * mine.channels() + c)] =
                int(image ? from * places + at : at * theirs.channels() + from);
    }
    return flat;
}

/// Queries, keys and values side by side, each in the order of what attention gives.
ChannelMap ChannelMaps::projected(int attention)
{
    const int parent = m_kinship.same[std::size_t(attention)];
    if (parent < 0)
        return {};
    const std::int64_t theirs = m_kinship.parentNode(parent).shape.channels();
    const ChannelMap given = map(attention, parent);
    ChannelMap whole;
    for (int part = 0; part < 3; ++part) {
        for (const int channel : given)
            whole.push_back(channel < 0 ? -1 : int(part * theirs) + channel);
    }
    return whole;
}

} // namespace cw::net
