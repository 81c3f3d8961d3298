// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/transfer.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/net/moments.h"

namespace cw::net {

namespace {

using space::PrimitiveNode;

/// The plan of one way to align the two networks.
struct Attempt {
    Attempt(const space::Architecture& parent, const space::Architecture& child, const TransferOptions& options,
            AlignBy by)
        : kinship(parent, child, by)
        , maps(kinship, options.seed, options.trial)
        , plan(planTransfer(kinship, maps))
    {
    }

    Kinship kinship;
    ChannelMaps maps;
    TransferPlan plan;
};

std::string nameOf(const space::Architecture& network, int node)
{
    const int op = network.primitives[std::size_t(node)].op;
    return op >= 0 && std::size_t(op) < network.ops.size() ? network.ops[std::size_t(op)].name : std::string();
}

} // namespace

Transfer::Transfer(std::shared_ptr<const space::Architecture> parent, std::shared_ptr<const space::Architecture> child,
                   const TransferOptions& options)
    : m_parent(std::move(parent))
    , m_child(std::move(child))
    , m_options(options)
    , m_mine(*m_child)
    , m_theirs(*m_parent)
{
    auto attempt = std::make_unique<Attempt>(*m_parent, *m_child, m_options, AlignBy::Names);
    if (!attempt->plan.preserved) {
        auto other = std::make_unique<Attempt>(*m_parent, *m_child, m_options, AlignBy::Structure);
        if (other->plan.preserved)
            attempt = std::move(other);
    }
    m_same = attempt->kinship.same;
    m_report.preserved = attempt->plan.preserved;
    if (attempt->plan.firstChange >= 0)
        m_report.firstChange = nameOf(*m_child, attempt->plan.firstChange);
    for (int node = 0; node < int(m_mine.nodes.size()); ++node)
        addNode(attempt->kinship, attempt->maps, node, attempt->plan.nodes[std::size_t(node)].filling);
    m_report.inheritedPart /= double(std::max<std::int64_t>(1, m_mine.parameters));
}

void Transfer::count(Source source, int tensors)
{
    int* const counters[] = {&m_report.copied,   &m_report.widened, &m_report.partial,
                             &m_report.identity, &m_report.zero,    &m_report.fresh};
    *counters[std::size_t(source)] += tensors;
}

void Transfer::addNode(const Kinship& kinship, ChannelMaps& maps, int node, Filling filling)
{
    const WeightPlaces::Place& place = m_mine.nodes[std::size_t(node)];
    const int tensors = int(!place.layout.weight.empty()) + int(!place.layout.bias.empty()) +
                        int(!place.layout.recurrent.empty()) + int(!place.layout.recurrentBias.empty());
    if (tensors == 0 && place.layout.statistics == 0)
        return;
    NodeMap map{.node = node, .filling = filling};
    switch (filling) {
    case Filling::Copy: {
        const int same = kinship.same[std::size_t(node)];
        map.out = maps.map(node, same);
        map.tensors = tensorMaps(kinship, maps, node, place, m_theirs.nodes[std::size_t(same)]);
        for (const TensorMap& tensor : map.tensors) {
            count(tensor.source());
            m_report.inheritedPart += double(tensor.inherited());
        }
        break;
    }
    case Filling::Identity:
        map.meant = kinship.means[std::size_t(node)];
        map.in = maps.map(kinship.childNode(node).inputs.front(), map.meant);
        map.out = maps.map(node, map.meant);
        count(Source::Identity, tensors);
        break;
    case Filling::Zero:
        count(Source::Zero, tensors);
        break;
    case Filling::Fresh:
        count(Source::Fresh, tensors);
        break;
    }
    m_maps.push_back(std::move(map));
}

template <class Number>
void Transfer::fill(const WeightsOf<Number>& parent, WeightsOf<Number>& child) const
{
    checkWeights(*m_parent, parent).value();
    checkWeights(*m_child, child).value();
    for (const NodeMap& map : m_maps) {
        switch (map.filling) {
        case Filling::Copy: {
            Rng rng(m_options.seed, std::uint64_t(m_options.trial), "split", std::uint64_t(map.node));
            for (const TensorMap& tensor : map.tensors) {
                const bool weight = tensor.at == m_mine.nodes[std::size_t(map.node)].weight;
                if (tensor.theirs.count() > 0)
                    tensor.fill(std::span(parent.parameters), std::span(child.parameters), m_options.noise, rng);
                else if (!weight) // a bias that the parent lacks; a norm's scale is 1 already
                    std::fill_n(child.parameters.begin() + tensor.at, tensor.mine.count(), Number(0));
            }
            copyStatistics(map, parent, child);
            break;
        }
        case Filling::Identity:
            setIdentity(map, parent, child);
            break;
        case Filling::Zero:
            setZero(map, child);
            break;
        case Filling::Fresh:
            break;
        }
    }
}

template <class Number>
void Transfer::copyStatistics(const NodeMap& map, const WeightsOf<Number>& parent, WeightsOf<Number>& child) const
{
    const WeightPlaces::Place& mine = m_mine.nodes[std::size_t(map.node)];
    const WeightPlaces::Place& theirs = m_theirs.nodes[std::size_t(m_same[std::size_t(map.node)])];
    for (std::int64_t c = 0; c < mine.layout.statistics; ++c) {
        const int from = map.out[std::size_t(c)];
        if (from < 0)
            continue;
        for (const std::int64_t half : {0, 1}) // means, variances
            child.buffers[std::size_t(mine.mean + half * mine.layout.statistics + c)] =
                parent.buffers[std::size_t(theirs.mean + half * theirs.layout.statistics + from)];
    }
}

template <class Number>
void Transfer::setIdentity(const NodeMap& map, const WeightsOf<Number>& parent, WeightsOf<Number>& child) const
{
    const PrimitiveNode& node = m_child->primitives[std::size_t(map.node)];
    if (const auto* norm = std::get_if<space::BatchNorm>(&node.primitive)) {
        if (norm->affine)
            setIdentityNorm(map, norm->epsilon, parent, child);
        return;
    }
    const auto* conv = std::get_if<space::Conv>(&node.primitive);
    const WeightPlaces::Place& place = m_mine.nodes[std::size_t(map.node)];
    Number* weight = child.parameters.data() + place.weight;
    const Layout::Dims& dims = place.layout.weight;
    const std::int64_t columns = dims[1];
    const std::int64_t taps = conv != nullptr ? dims[2] * dims[3] : 1;
    std::int64_t centre = taps / 2;
    if (conv != nullptr && conv->padding == space::Padding::Causal && node.shape.kind == space::ShapeKind::Sequence)
        centre = taps - 1;
    std::fill_n(child.parameters.data() + place.bias, Layout::count(place.layout.bias), Number(0));
    const bool depthwise = conv != nullptr && conv->groups > 1;
    const std::vector<int> copies = copiesOf(map.in, m_parent->primitives[std::size_t(map.meant)].shape.channels());
    for (std::int64_t row = 0; row < dims[0]; ++row) {
        const int from = map.out[std::size_t(row)];
        if (!depthwise && (from < 0 || copies[std::size_t(from)] == 0))
            continue; // a channel that does not come in: as in a new network
        Number* ofRow = weight + row * columns * taps;
        std::fill_n(ofRow, columns * taps, Number(0));
        for (std::int64_t column = 0; column < columns; ++column) {
            if (depthwise)
                ofRow[centre] = 1;
            else if (map.in[std::size_t(column)] == from)
                ofRow[column * taps + centre] = Number(1) / Number(copies[std::size_t(from)]);
        }
    }
}

/// Scale and shift undo the statistics. Those are what the parent's norms tell of the value, so that in training, with
/// the statistics of a batch, little changes either.
template <class Number>
void Transfer::setIdentityNorm(const NodeMap& map, double epsilon, const WeightsOf<Number>& parent,
                               WeightsOf<Number>& child) const
{
    const WeightPlaces::Place& place = m_mine.nodes[std::size_t(map.node)];
    const std::optional<Moments> moments = momentsOf(*m_parent, m_theirs, parent, map.meant);
    for (std::int64_t c = 0; c < place.layout.statistics; ++c) {
        const int from = map.out[std::size_t(c)];
        const bool known = moments && from >= 0;
        const auto mean = known ? Number(moments->mean[std::size_t(from)]) : Number(0);
        const auto variance = known ? Number(moments->variance[std::size_t(from)]) : Number(1);
        child.parameters[std::size_t(place.weight + c)] = Number(std::sqrt(double(variance) + epsilon));
        child.parameters[std::size_t(place.bias + c)] = mean;
        child.buffers[std::size_t(place.mean + c)] = mean;
        child.buffers[std::size_t(place.mean + place.layout.statistics + c)] = variance;
    }
}

template <class Number>
void Transfer::setZero(const NodeMap& map, WeightsOf<Number>& child) const
{
    const WeightPlaces::Place& place = m_mine.nodes[std::size_t(map.node)];
    std::fill_n(child.parameters.begin() + place.weight, Layout::count(place.layout.weight), Number(0));
    std::fill_n(child.parameters.begin() + place.bias, Layout::count(place.layout.bias), Number(0));
}

template void Transfer::fill(const WeightsOf<float>&, WeightsOf<float>&) const;
template void Transfer::fill(const WeightsOf<double>&, WeightsOf<double>&) const;

} // namespace cw::net
