// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/channel_maps.h"
#include "core/net/kinship.h"

namespace cw::net {

/// Whether a node computes what its parent's node does, once the parent's weights are laid into it along the channel
/// maps, given that its inputs do.
class KeepingRules {
public:
    KeepingRules(const Kinship& kinship, ChannelMaps& maps);

    bool keeps(int childNode) const;
    /// Whether an activation that was put behind a parent's value leaves it as it is, as ReLU does to what is never
    /// negative.
    bool leavesAsIs(space::ActivationKind kind, int parentNode) const;

private:
    struct Pair; ///< a node, its counterpart, and the maps of their first inputs and outputs
    struct Bounds {
        double low;
        double high;
    };

    static bool keepsConv(const Pair& pair, const space::Conv& mine, const space::Conv& theirs);
    static bool keepsNorm(const Pair& pair);
    static bool keepsSequenceLayer(const Pair& pair);
    bool keepsOrder(int childNode) const;
    Bounds bounds(int parentNode) const;
    Bounds boundsOfInputs(const space::PrimitiveNode& node) const;

    const Kinship& m_kinship;
    ChannelMaps& m_maps;
    std::vector<Bounds> m_bounds; ///< of each of the parent's values
};

} // namespace cw::net
