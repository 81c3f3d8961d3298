// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/net/kinship.h"

namespace cw::net {

/// For each channel of a child's value the parent's channel of which it is a copy, or -1.
using ChannelMap = std::vector<int>;

/// The channel maps of all values of a child: those that meet in a sum, or are one through norms, activations, pooling
/// and depthwise convolutions, have one map in common; that of a concatenation or a flattened image is put together
/// from its parts. Where a layer is wider than its parent's, the first channels are the parent's, and the others copies
/// of channels drawn at random.
/// Determinism: Rng(seed, trial, "widen", both numbers of channels)
/// Paper: Chen et al., "Net2Net", ICLR 2016, Algorithm 1.   Differs: drawn without replacement until each channel has
/// been, so that doubling doubles every channel, which layer norm then does not notice
class ChannelMaps {
public:
    ChannelMaps(const Kinship& kinship, std::uint64_t seed, std::int64_t trial);

    /// The map of a child's value onto the channels of a parent's. When the value stands for one with another number
    /// of channels: channel onto channel, as far as both go.
    ChannelMap map(int childNode, int parentNode);
    /// The map that a concatenation, a flattening or another node of fixed order makes from those of its inputs; none:
    /// it does not continue such a node of the parent.
    std::optional<ChannelMap> composed(int childNode);

private:
    struct Group {
        int parentChannels = -1; ///< -1: its values stand for nothing
        bool resolved = false;
        bool resolving = false;
        ChannelMap map;
        std::vector<int> members;
        std::vector<int> attentions; ///< those that read it
    };

    int find(int node);
    void tie(int a, int b);
    void tieNode(int node);
    void resolve(int root);
    ChannelMap widened(std::int64_t from, std::int64_t to) const;
    ChannelMap flattened(int childNode, int parentNode);
    ChannelMap projected(int attention);

    const Kinship& m_kinship;
    std::uint64_t m_seed;
    std::int64_t m_trial;
    std::vector<int> m_up; ///< union-find
    std::vector<Group> m_groups;
};

bool isOneToOne(const ChannelMap& map, std::int64_t parentChannels); ///< channel c is channel c, on both sides
/// Every channel is a copy, and of every parent's channel there is one.
bool isComplete(const ChannelMap& map, std::int64_t parentChannels);
/// Complete, with equally many copies of each.
bool isEven(const ChannelMap& map, std::int64_t parentChannels);
ChannelMap overlap(std::int64_t childChannels, std::int64_t parentChannels);
std::vector<int> copiesOf(const ChannelMap& map, std::int64_t parentChannels);

} // namespace cw::net
