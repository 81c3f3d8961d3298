// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/tensor_map.h"

#include <algorithm>

namespace cw::net {

namespace {

using space::PrimitiveNode;

TensorMap::Sizes sizesOf(const Layout::Dims& dims)
{
    TensorMap::Sizes sizes{0, 1, 1, 1};
    const std::vector<std::int64_t*> places{&sizes.rows, &sizes.columns, &sizes.height, &sizes.width};
    for (std::size_t k = 0; k < dims.size(); ++k)
        *places[k] = dims[k];
    return sizes;
}

/// The same map in each of several blocks of rows: the gates of a recurrent layer.
ChannelMap repeated(const ChannelMap& map, std::int64_t parentChannels, std::int64_t mine, std::int64_t theirs)
{
    ChannelMap whole;
    for (std::int64_t block = 0; block < mine; ++block) {
        for (const int channel : map)
            whole.push_back(channel < 0 || block >= theirs ? -1 : int(block * parentChannels) + channel);
    }
    return whole;
}

/// How far a kernel lies inside a larger one: in the middle, or at its end where only the past is seen.
std::int64_t inset(std::int64_t mine, std::int64_t theirs, bool causal)
{
    const std::int64_t more = mine - theirs;
    return causal ? more : more >= 0 ? more / 2 : -(-more / 2);
}

/// Makes the maps of one node.
class NodeMaps {
public:
    NodeMaps(const Kinship& kinship, ChannelMaps& maps, int node)
        : m_mine(kinship.childNode(node))
        , m_theirs(kinship.parentNode(kinship.same[std::size_t(node)]))
        , m_out(maps.map(node, kinship.same[std::size_t(node)]))
        , m_outChannels(m_theirs.shape.channels())
        , m_in(maps.map(m_mine.inputs.front(), m_theirs.inputs.front()))
        , m_sequence(kinship.childNode(m_mine.inputs.front()).shape.kind == space::ShapeKind::Sequence)
    {
    }

    void set(TensorMap& map, bool weight, bool recurrent) const
    {
        if (const auto* conv = std::get_if<space::Conv>(&m_mine.primitive); conv != nullptr && weight)
            setKernel(map, *conv, std::get<space::Conv>(m_theirs.primitive));
        else if (std::holds_alternative<space::Embedding>(m_mine.primitive) ||
                 std::holds_alternative<space::Position>(m_mine.primitive))
            setTable(map);
        else
            setRows(map, weight, recurrent);
    }

private:
    void setKernel(TensorMap& map, const space::Conv& mine, const space::Conv& theirs) const
    {
        map.rows = m_out;
        map.divided = mine.groups == 1 && theirs.groups == 1;
        map.columns = map.divided ? m_in : overlap(map.mine.columns, map.theirs.columns);
        const bool causal = mine.padding == space::Padding::Causal;
        map.down = inset(map.mine.height, map.theirs.height, false);
        map.right = inset(map.mine.width, map.theirs.width, causal && m_sequence);
    }

    void setTable(TensorMap& map) const
    {
        map.rows = overlap(map.mine.rows, map.theirs.rows);
        map.columns = m_out;
    }

    /// Norms, linear layers, biases, and recurrent layers, whose rows are those of their gates.
    void setRows(TensorMap& map, bool weight, bool recurrent) const
    {
        const std::int64_t mine = map.mine.rows / std::max<std::int64_t>(1, std::int64_t(m_out.size()));
        const std::int64_t theirs = map.theirs.rows / std::max<std::int64_t>(1, m_outChannels);
        map.rows = repeated(m_out, m_outChannels, mine, theirs);
        map.divided = weight && !isNorm();
        map.columns = overlap(map.mine.columns, map.theirs.columns);
        const ChannelMap& inputs = recurrent ? m_out : m_in;
        if (weight && std::int64_t(inputs.size()) == map.mine.columns)
            map.columns = inputs;
    }

    bool isNorm() const
    {
        return std::holds_alternative<space::BatchNorm>(m_mine.primitive) ||
               std::holds_alternative<space::LayerNorm>(m_mine.primitive) ||
               std::holds_alternative<space::GroupNorm>(m_mine.primitive);
    }

    const PrimitiveNode& m_mine;
    const PrimitiveNode& m_theirs;
    ChannelMap m_out;
    std::int64_t m_outChannels;
    ChannelMap m_in;
    bool m_sequence;
};

bool hasGap(const ChannelMap& map)
{
    return std::find(map.begin(), map.end(), -1) != map.end();
}

std::int64_t known(const ChannelMap& map)
{
    return std::int64_t(map.size()) - std::count(map.begin(), map.end(), -1);
}

/// How many taps of a child's kernel lie on those of the parent's.
std::int64_t shared(std::int64_t mine, std::int64_t theirs, std::int64_t inset)
{
    return std::max<std::int64_t>(0, std::min(mine, theirs + inset) - std::max<std::int64_t>(0, inset));
}

} // namespace

Source TensorMap::source() const
{
    if (theirs.count() == 0)
        return Source::Identity; // made such that it changes nothing
    const bool cropped = theirs.height > mine.height || theirs.width > mine.width;
    if (inherited() == 0)
        return Source::Fresh;
    if (hasGap(rows) || hasGap(columns) || cropped || !isComplete(rows, theirs.rows) ||
        !isComplete(columns, theirs.columns))
        return Source::Partial;
    return mine == theirs ? Source::Copied : Source::Widened;
}

std::int64_t TensorMap::inherited() const
{
    if (theirs.count() == 0)
        return 0;
    return known(rows) * known(columns) * shared(mine.height, theirs.height, down) *
           shared(mine.width, theirs.width, right);
}

/// For each column the part of its parent's weight: 1 / copies, or around it such that the sum is 1.
std::vector<double> TensorMap::shares(double noise, Rng& rng) const
{
    const std::vector<int> copies = copiesOf(columns, theirs.columns);
    std::vector<double> drawn(columns.size(), 0);
    std::vector<double> sums(copies.size(), 0);
    for (std::size_t c = 0; noise > 0 && c < columns.size(); ++c) {
        if (columns[c] < 0 || copies[std::size_t(columns[c])] < 2)
            continue;
        drawn[c] = rng.normal();
        sums[std::size_t(columns[c])] += drawn[c];
    }
    std::vector<double> result(columns.size(), 0);
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (columns[c] < 0)
            continue;
        const auto count = double(copies[std::size_t(columns[c])]);
        result[c] = (1 + noise * (drawn[c] - sums[std::size_t(columns[c])] / count)) / count;
    }
    return result;
}

template <class Number>
void TensorMap::fill(std::span<const Number> parent, std::span<Number> child, double noise, Rng& rng) const
{
    std::vector<double> part(columns.size(), 1.0);
    for (std::int64_t row = 0; row < mine.rows; ++row) {
        const int fromRow = rows[std::size_t(row)];
        if (fromRow < 0)
            continue;
        if (divided && (row == 0 || noise > 0))
            part = shares(noise, rng);
        for (std::int64_t column = 0; column < mine.columns; ++column) {
            const int fromColumn = columns[std::size_t(column)];
            if (fromColumn < 0)
                continue;
            Number* to = child.data() + at + (row * mine.columns + column) * mine.height * mine.width;
            const Number* from =
                parent.data() + fromAt + (fromRow * theirs.columns + fromColumn) * theirs.height * theirs.width;
            for (std::int64_t y = 0; y < mine.height; ++y) {
                for (std::int64_t x = 0; x < mine.width; ++x) {
                    const std::int64_t fromY = y - down;
                    const std::int64_t fromX = x - right;
                    const bool inside = fromY >= 0 && fromY < theirs.height && fromX >= 0 && fromX < theirs.width;
                    to[y * mine.width + x] =
                        inside ? Number(part[std::size_t(column)] * double(from[fromY * theirs.width + fromX]))
                               : Number(0);
                }
            }
        }
    }
}

template void TensorMap::fill(std::span<const float>, std::span<float>, double, Rng&) const;
template void TensorMap::fill(std::span<const double>, std::span<double>, double, Rng&) const;

std::vector<TensorMap> tensorMaps(const Kinship& kinship, ChannelMaps& maps, int node, const WeightPlaces::Place& mine,
                                  const WeightPlaces::Place& theirs)
{
    struct Part {
        const Layout::Dims& mine;
        const Layout::Dims& theirs;
        std::int64_t at;
        std::int64_t fromAt;
        bool weight;
        bool recurrent;
    };
    const std::vector<Part> parts{
        {mine.layout.weight, theirs.layout.weight, mine.weight, theirs.weight, true, false},
        {mine.layout.bias, theirs.layout.bias, mine.bias, theirs.bias, false, false},
        {mine.layout.recurrent, theirs.layout.recurrent, mine.recurrent, theirs.recurrent, true, true},
        {mine.layout.recurrentBias, theirs.layout.recurrentBias, mine.recurrentBias, theirs.recurrentBias, false,
         false}};
    std::vector<TensorMap> result;
    for (const Part& part : parts) {
        if (part.mine.empty())
            continue;
        TensorMap map{.mine = sizesOf(part.mine), .theirs = sizesOf(part.theirs), .at = part.at, .fromAt = part.fromAt};
        if (!part.theirs.empty())
            NodeMaps(kinship, maps, node).set(map, part.weight, part.recurrent);
        result.push_back(std::move(map));
    }
    return result;
}

} // namespace cw::net
