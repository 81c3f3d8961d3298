// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/rng.h"
#include "core/net/channel_maps.h"
#include "core/net/weights.h"

namespace cw::net {

/// Where a tensor's numbers come from, as a whole.
enum class Source { Copied, Widened, Partial, Identity, Zero, Fresh };

/// How one parameter tensor of a child, [rows, columns, height, width], is filled from one of its parent's.
struct TensorMap {
    struct Sizes {
        std::int64_t rows = 1;
        std::int64_t columns = 1;
        std::int64_t height = 1;
        std::int64_t width = 1;

        std::int64_t count() const { return rows * columns * height * width; }
        bool operator==(const Sizes&) const = default;
    };

    Sizes mine;
    Sizes theirs;
    std::int64_t at = 0;     ///< offset in the child's parameters
    std::int64_t fromAt = 0; ///< offset in the parent's
    ChannelMap rows;         ///< onto the parent's rows
    ChannelMap columns;      ///< onto the parent's columns
    bool divided = false;    ///< copies of a column share its weight: it is an input that comes several times
    std::int64_t down = 0;   ///< how far the parent's kernel lies inside the child's
    std::int64_t right = 0;

    Source source() const;
    /// Numbers that come from the parent.
    std::int64_t inherited() const;
    /// Taps around the parent's kernel become zero; where a row or column has no counterpart the numbers stay.
    /// `noise`: how unequally copies of a column share its weight; their sum stays. Random numbers are drawn only where
    /// there are copies and noise.
    template <class Number>
    void fill(std::span<const Number> parent, std::span<Number> child, double noise, Rng& rng) const;

private:
    std::vector<double> shares(double noise, Rng& rng) const;
};

/// The maps of all parameter tensors that a node has; `theirs` has none where the parent lacks it.
std::vector<TensorMap> tensorMaps(const Kinship& kinship, ChannelMaps& maps, int childNode,
                                  const WeightPlaces::Place& mine, const WeightPlaces::Place& theirs);

} // namespace cw::net
