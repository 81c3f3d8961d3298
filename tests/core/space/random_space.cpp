// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/space/random_space.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "core/base/rng.h"
#include "tests/core/space/space_fixture.h"

namespace cw::space::test {

namespace {

constexpr int kChannels = 4;
constexpr int kDeepest = 2;

/// Every block keeps the shape of an image, so that they can follow each other in any order.
class Maker {
public:
    Maker(std::uint64_t seed, bool continuous)
        : m_rng(seed, 0, "random space")
        , m_continuous(continuous)
    {
    }

    SearchSpace make()
    {
        SearchSpace space;
        space.name = "random";
        space.task.input = Shape::image(kChannels, 8, 8);
        space.task.classes = 3;
        space.cells.emplace("b100000", chain({block(id(), BlockKind::Input), cellOp(), any(1), end()}));
        space.cells.emplace("b200000", outer());
        space.cells.emplace("b300000", twoInputs());
        std::vector<Block> blocks{block(id(), BlockKind::Input)};
        const std::uint64_t count = 1 + m_rng.below(3);
        for (std::uint64_t i = 0; i < count; ++i)
            blocks.push_back(any(0));
        blocks.push_back(op(id(), "head"));
        blocks.push_back(end());
        space.graph = chain(std::move(blocks));
        if (m_rng.chance(0.4))
            space.graph.blocks.push_back(training());
        if (m_rng.chance(0.3))
            space.constraints.push_back("depth <= 60");
        return space;
    }

private:
    std::string id() { return fmt::format("b{}", ++m_ids); }
    Block end() { return block(id(), BlockKind::Output); }
    static ParamValue fixed(Json value) { return {std::move(value), {}, {}}; }
    static ParamValue open(Domain domain) { return {{}, std::move(domain), {}}; }

    Block conv()
    {
        Block result = op(id(), "conv2d", {{"filters", fixed(kChannels)}});
        if (m_rng.chance(0.6))
            result.params["kernel"] = open(Domain::categorical({"1", "3", "5"}));
        if (m_rng.chance(0.3))
            result.params["dilation"] = open(Domain::integer(1, 2));
        return result;
    }
    Block simple()
    {
        switch (m_rng.below(m_continuous ? 5 : 4)) {
        case 0:
            return op(id(), "activation", {{"kind", open(Domain::categorical({"relu", "tanh"}))}});
        case 1:
            return op(id(), "max-pool", {{"kernel", fixed(3)}, {"stride", fixed(1)}});
        case 4:
            return op(id(), "dropout",
                      {{"probability", open(m_rng.chance(0.5) ? Domain::real(0.1, 0.5) : Domain::logReal(0.01, 0.5))}});
        default:
            return conv();
        }
    }
    Block cellOp()
    {
        return op(id(), "conv2d", {{"filters", fixed(kChannels)}, {"kernel", ParamValue{{}, {}, "size"}}});
    }
    /// A use of a cell whose parameter `size` is given, searched or, in a cell, that of this cell.
    Block use(const std::string& cell, ParamValue size)
    {
        Block block = cellUse(id(), cell);
        block.params["size"] = std::move(size);
        return block;
    }
    ParamValue size() { return m_rng.chance(0.5) ? fixed(3) : open(Domain::categorical({"1", "3"})); }
    /// A cell that uses another, with its own parameter or one of its own choosing.
    Graph outer()
    {
        const ParamValue inner = m_rng.chance(0.5) ? ParamValue{{}, {}, "size"} : size();
        return chain({block(id(), BlockKind::Input), cellOp(), use("b100000", inner), simple(), end()});
    }
    /// The sum of what two ops make of the two inputs.
    Graph twoInputs()
    {
        const Block last = end();
        const Block left = cellOp();
        const Block right = simple();
        Graph graph{{block(id(), BlockKind::Input), block(id(), BlockKind::Input), left, right, last}, {}};
        graph.links = {
            {graph.blocks[0].id, left.id}, {graph.blocks[1].id, right.id}, {left.id, last.id}, {right.id, last.id}};
        return graph;
    }
    /// Copies of the cell with two inputs, each with the two results before it.
    Block pairs()
    {
        const std::string input = id();
        Block stage = repeat(id(), 1, 2, true, Graph{{use("b300000", size())}, {}});
        const Block other = simple();
        const Block last = end();
        Graph graph{{block(input, BlockKind::Input), other, stage, last}, {}};
        graph.links = {{input, other.id}, {input, stage.id}, {other.id, stage.id}, {stage.id, last.id}};
        return {.id = id(), .kind = BlockKind::Repeat, .body = {std::move(graph)}, .low = 1, .high = 1};
    }
    Block training()
    {
        Block block{.id = id(), .kind = BlockKind::Training};
        block.params["batch"] = open(Domain::categorical({"32", "64"}));
        block.params["momentum"] = fixed(0.5);
        if (m_continuous)
            block.params["learning_rate"] = open(Domain::logReal(0.001, 0.1));
        return block;
    }
    /// A graph of its own, or one block alone.
    Graph body(int depth)
    {
        if (m_rng.chance(0.5))
            return Graph{{any(depth)}, {}};
        return chain({block(id(), BlockKind::Input), any(depth), simple(), end()});
    }
    Block choiceOf(int depth)
    {
        Block result{.id = id(), .kind = BlockKind::Choice};
        const std::uint64_t count = 2 + m_rng.below(2);
        for (std::uint64_t i = 0; i < count; ++i)
            result.alternatives.push_back({fmt::format("alternative_{}", i), {body(depth)}});
        return result;
    }
    /// Branches of which some are taken, and a convolution after them that brings the channels back.
    Block branches(int depth)
    {
        Graph graph;
        const std::string input = id();
        Block taker{.id = id(), .kind = BlockKind::Inputs};
        graph.blocks.push_back(block(input, BlockKind::Input));
        const int count = 2 + static_cast<int>(m_rng.below(2));
        for (int i = 0; i < count; ++i) {
            graph.blocks.push_back(any(depth));
            graph.links.push_back({input, graph.blocks.back().id});
            graph.links.push_back({graph.blocks.back().id, taker.id});
        }
        taker.low = 1 + static_cast<int>(m_rng.below(2));
        taker.high = std::max(taker.low, 1 + static_cast<int>(m_rng.below(static_cast<std::uint64_t>(count))));
        const char* merges[] = {"sum", "concat", "searched"};
        taker.merge = merges[m_rng.below(3)];
        const Block after = conv();
        const Block last = end();
        graph.links.push_back({taker.id, after.id});
        graph.links.push_back({after.id, last.id});
        graph.blocks.insert(graph.blocks.end(), {taker, after, last});
        return {.id = id(), .kind = BlockKind::Repeat, .body = {std::move(graph)}, .low = 1, .high = 1};
    }
    Block any(int depth)
    {
        if (depth >= kDeepest)
            return simple();
        switch (m_rng.below(7)) {
        case 0:
            return choiceOf(depth + 1);
        case 1:
            return {.id = id(), .kind = BlockKind::Optional, .body = {body(depth + 1)}};
        case 2:
        case 3: {
            const int low = static_cast<int>(m_rng.below(2));
            return repeat(id(), low, low + 1 + static_cast<int>(m_rng.below(2)), m_rng.chance(0.5), body(depth + 1));
        }
        case 4:
            return branches(depth + 1);
        case 5: {
            if (depth > 0)
                return simple();
            const std::uint64_t which = m_rng.below(3);
            return which == 0 ? use("b100000", size()) : which == 1 ? use("b200000", size()) : pairs();
        }
        default:
            return simple();
        }
    }

    Rng m_rng;
    bool m_continuous;
    int m_ids = 0;
};

} // namespace

SearchSpace randomSpace(std::uint64_t seed, bool continuous)
{
    return Maker(seed, continuous).make();
}

} // namespace cw::space::test
