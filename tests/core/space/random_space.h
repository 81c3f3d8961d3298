// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fmt/format.h>

#include "core/base/rng.h"
#include "tests/core/space/space_fixture.h"

namespace cw::space::test {

/// Draws search spaces in which everything keeps the shape of its input, so that every candidate fits.
class RandomSpace {
public:
    explicit RandomSpace(std::uint64_t seed, bool continuous)
        : m_rng(seed, 0, "random space")
        , m_continuous(continuous)
    {
    }

    SearchSpace draw()
    {
        SearchSpace space = spaceOf({});
        space.cells["cell"] = chain({block("in", BlockKind::Input), any(1), any(1), block("out", BlockKind::Output)});
        std::string last = "input";
        Graph& graph = space.graph;
        graph.links = {{"pool", "linear"}, {"linear", "output"}};
        const auto append = [&](Block next) {
            graph.links.push_back({last, next.id});
            last = next.id;
            graph.blocks.push_back(std::move(next));
        };
        append(any(2));
        append(cellUse("first", "cell"));
        append(any(2));
        append(cellUse("again", "cell"));
        const Block node = inputs(3);
        for (int i = 0; i < 3; ++i) {
            Block edge = any(1);
            graph.links.push_back({last, edge.id});
            graph.links.push_back({edge.id, node.id});
            graph.blocks.push_back(std::move(edge));
        }
        graph.blocks.push_back(node);
        graph.links.push_back({node.id, "pool"});
        return space;
    }

private:
    std::string name() { return fmt::format("b{}", m_names++); }
    bool coin() { return m_rng.chance(0.5); }

    Block conv()
    {
        const Domain domain = coin() ? Domain::integer(1, 5, 2) : Domain::categorical({"1", "3"});
        return op(name(), "conv2d", {{"kernel", {{}, domain, {}}}});
    }
    Block drop()
    {
        if (!m_continuous)
            return op(name(), "identity");
        const Domain domain = coin() ? Domain::real(0, 0.5) : Domain::logReal(0.01, 0.5);
        return op(name(), "dropout", {{"probability", {{}, domain, {}}}});
    }
    Block inputs(int sources)
    {
        const int low = static_cast<int>(m_rng.range(1, sources));
        return {
            .id = name(), .kind = BlockKind::Inputs, .low = low, .high = static_cast<int>(m_rng.range(low, sources))};
    }
    Block any(int depth)
    {
        switch (depth == 0 ? m_rng.below(2) : m_rng.below(5)) {
        case 0:
            return conv();
        case 1:
            return drop();
        case 2:
            return choice(name(), {{"a", any(depth - 1)}, {"b", any(depth - 1)}});
        case 3: {
            Block result{.id = name(), .kind = BlockKind::Optional};
            result.body = {Graph{{any(depth - 1)}, {}}};
            return result;
        }
        default: {
            const int low = static_cast<int>(m_rng.range(1, 2));
            return repeat(name(), low, low + static_cast<int>(m_rng.below(2)), coin(), Graph{{any(depth - 1)}, {}});
        }
        }
    }

    Rng m_rng;
    bool m_continuous;
    int m_names = 0;
};

} // namespace cw::space::test
