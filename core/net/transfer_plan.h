// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/net/channel_maps.h"
#include "core/net/keeping_rules.h"
#include "core/net/kinship.h"

namespace cw::net {

/// Where the weights of a node come from.
enum class Filling {
    Fresh,    ///< as they are in a new network
    Copy,     ///< from the parent's node, along the channel maps
    Identity, ///< such that the node hands its input on
    Zero,     ///< such that its output is zero: an inserted branch of a sum adds nothing at first
};

struct NodePlan {
    Filling filling = Filling::Fresh;
    bool keeps = false; ///< its value is that of Kinship::means, when nothing is trained
    bool idle = false;  ///< it only leads to a zero
};

struct TransferPlan {
    std::vector<NodePlan> nodes; ///< for each primitive of the child
    bool preserved = false;      ///< so the outputs are equal
    int firstChange = -1;        ///< the first node of the child that is not what it was in the parent
};

/// Decides for every node. Widened layers, larger kernels and inserted layers that can be identities keep what the
/// network computes; what else changed does not, and what lies behind still gets the parent's weights.
/// Paper: Chen et al., "Net2Net", ICLR 2016, sections 2.2 and 2.3; Wei et al., "Network Morphism", ICML 2016; Elsken et
/// al., "LEMONADE", ICLR 2019, section 4.   Differs: a branch inserted into a sum starts with a last norm of 0
TransferPlan planTransfer(const Kinship& kinship, ChannelMaps& maps);

} // namespace cw::net
