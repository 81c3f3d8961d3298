// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/net/channel_maps.h"
#include "core/net/kinship.h"
#include "core/net/tensor_map.h"
#include "core/net/transfer_plan.h"
#include "core/net/weights.h"

namespace cw::net {

struct TransferOptions {
    std::uint64_t seed = 0; ///< of the run
    std::int64_t trial = 0;
    /// How unequally the copies of a widened channel share their outgoing weights, as a part of an equal share: with 0
    /// they would have equal gradients for ever. The shares still add up, so that the function stays.
    double noise = 0;
};

/// What a child gets from its parent, in parameter tensors.
struct TransferReport {
    int copied = 0;           ///< the parent's tensor as it is
    int widened = 0;          ///< all of the parent's, with channels copied or zeros around a kernel
    int partial = 0;          ///< a part of the parent's, or beside numbers that are fresh
    int identity = 0;         ///< such that an inserted layer changes nothing
    int zero = 0;             ///< such that an inserted branch adds nothing
    int fresh = 0;            ///< as in a new network
    double inheritedPart = 0; ///< numbers from the parent, as a part of the child's parameters
    bool preserved = false;   ///< the child computes what its parent does, when neither is trained
    std::string firstChange;  ///< the op from which on it does not; empty: preserved
};

/// The weights of a trained network as the start of another one: function-preserving where that is possible (wider
/// layers, larger kernels, inserted layers that can be identities), the overlapping part of matched layers elsewhere.
/// Preserved is what the network computes when it infers. In training it is not, exactly: a batch norm sees the same
/// values, but one that was inserted normalises its batch; it is set from what the parent's norms tell about its input.
/// Thread: may be used by several at once once it is made      Determinism: Rng(seed, trial, "widen", sizes), Rng(seed,
/// trial, "split", node) Paper: Chen, Goodfellow and Shlens, "Net2Net", ICLR 2016; see also transfer_plan.h and
/// channel_maps.h.   Differs: noise does not change the function
class Transfer {
public:
    Transfer(std::shared_ptr<const space::Architecture> parent, std::shared_ptr<const space::Architecture> child,
             const TransferOptions& options);

    const TransferReport& report() const { return m_report; }
    /// `child` holds the start of a new network and keeps it where nothing is transferred.
    /// Errors: throws Error(Format, Data) when the weights are not those of the parent, or `child` not those of the
    /// child. Of doubles too, in which outputs can be compared without rounding
    template <class Number>
    void fill(const WeightsOf<Number>& parent, WeightsOf<Number>& child) const;

private:
    struct NodeMap {
        int node = 0;
        Filling filling = Filling::Fresh;
        std::vector<TensorMap> tensors; ///< Copy
        ChannelMap in;                  ///< Identity: onto the channels of the value that is handed on
        ChannelMap out;                 ///< also of Copy: for the statistics
        int meant = -1;                 ///< Identity: that value
    };

    void addNode(const Kinship& kinship, ChannelMaps& maps, int node, Filling filling);
    void count(Source source, int tensors = 1);
    template <class Number>
    void copyStatistics(const NodeMap& map, const WeightsOf<Number>& parent, WeightsOf<Number>& child) const;
    template <class Number>
    void setIdentity(const NodeMap& map, const WeightsOf<Number>& parent, WeightsOf<Number>& child) const;
    template <class Number>
    void setIdentityNorm(const NodeMap& map, double epsilon, const WeightsOf<Number>& parent,
                         WeightsOf<Number>& child) const;
    template <class Number>
    void setZero(const NodeMap& map, WeightsOf<Number>& child) const;

    std::shared_ptr<const space::Architecture> m_parent;
    std::shared_ptr<const space::Architecture> m_child;
    TransferOptions m_options;
    WeightPlaces m_mine;
    WeightPlaces m_theirs;
    std::vector<int> m_same;
    std::vector<NodeMap> m_maps;
    TransferReport m_report;
};

} // namespace cw::net
