// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <QTest>

#include "core/base/rng.h"
#include "core/space/canonical_graph.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

class TestCanonicalHash : public QObject {
    Q_OBJECT

    /// A network from blocks "a b c" and links "a-b": the input is i, the output m sums what arrives.
    static Hash128 hashOf(std::vector<Block> blocks, const std::vector<std::pair<std::string, std::string>>& links)
    {
        SearchSpace space = spaceOf({});
        Graph graph{{block("i", BlockKind::Input)}, {}};
        for (Block& inner : blocks)
            graph.blocks.push_back(std::move(inner));
        graph.blocks.push_back(block("m", BlockKind::Output));
        for (const auto& [from, to] : links)
            graph.links.push_back({from, to});
        space.cells["net"] = std::move(graph);
        space.graph.blocks.insert(space.graph.blocks.begin() + 1, cellUse("net", "net"));
        space.graph = chain(space.graph.blocks);
        return canonicalHash(realiseOrError(space, DecisionTree{}, Candidate{}).value());
    }
    static Block conv(const char* id, int kernel = 3) { return op(id, "conv2d", {{"kernel", ParamValue{kernel, {}}}}); }

    static CanonicalGraph shuffled(const CanonicalGraph& graph, Rng& rng)
    {
        // Any other topological order: nodes are taken at random among those whose inputs are there.
        const std::size_t n = graph.nodes.size();
        std::vector<int> place(n, -1);
        CanonicalGraph result;
        while (result.nodes.size() < n) {
            const std::size_t at = rng.below(n);
            const auto ready = [&](const CanonicalGraph::Edge& edge) { return place[std::size_t(edge.from)] >= 0; };
            const auto& inputs = graph.nodes[at].inputs;
            if (place[at] >= 0 || !std::all_of(inputs.begin(), inputs.end(), ready))
                continue;
            place[at] = static_cast<int>(result.nodes.size());
            result.nodes.push_back(graph.nodes[at]);
            for (auto& edge : result.nodes.back().inputs)
                edge.from = place[std::size_t(edge.from)];
            rng.shuffle(result.nodes.back().inputs);
        }
        return result;
    }
    /// Source, `layers` layers of `width` nodes with few labels and random edges, sink.
    static CanonicalGraph randomGraph(Rng& rng, int layers, int width)
    {
        CanonicalGraph graph;
        graph.nodes.push_back({7, {}});
        for (int layer = 0; layer < layers; ++layer) {
            for (int i = 0; i < width; ++i) {
                CanonicalGraph::Node node{1 + rng.below(2), {}};
                for (int j = 0; j < width; ++j) {
                    if (layer > 0 && rng.chance(0.5))
                        node.inputs.push_back({1 + (layer - 1) * width + j, 1});
                }
                if (node.inputs.empty())
                    node.inputs.push_back({0, 1});
                graph.nodes.push_back(std::move(node));
            }
        }
        std::vector<char> used(graph.nodes.size(), 0);
        for (const auto& node : graph.nodes) {
            for (const auto& edge : node.inputs)
                used[std::size_t(edge.from)] = 1;
        }
        CanonicalGraph::Node sink{9, {}};
        for (std::size_t i = 0; i < used.size(); ++i) {
            if (used[i] == 0)
                sink.inputs.push_back({static_cast<int>(i), 1});
        }
        graph.nodes.push_back(std::move(sink));
        return graph;
    }
    /// Two 3-cycles or one 6-cycle between six nodes and six others: colour refinement alone cannot tell them apart.
    static CanonicalGraph rings(const std::vector<int>& next)
    {
        CanonicalGraph graph;
        graph.nodes.push_back({7, {}});
        for (int i = 0; i < 6; ++i)
            graph.nodes.push_back({1, {{0, 0}}});
        CanonicalGraph::Node sink{9, {}};
        for (int i = 0; i < 6; ++i) {
            graph.nodes.push_back({2, {{1 + i, 1}, {1 + next[std::size_t(i)], 1}}});
            sink.inputs.push_back({7 + i, 1});
        }
        graph.nodes.push_back(std::move(sink));
        return graph;
    }

private Q_SLOTS:
    void namesAndOrder_doNotMatter()
    {
        const auto one = hashOf({conv("a"), conv("b", 1), op("p", "avg-pool")},
                                {{"i", "a"}, {"i", "b"}, {"b", "p"}, {"a", "m"}, {"p", "m"}});
        const auto two = hashOf({op("z", "avg-pool"), conv("y", 1), conv("x")},
                                {{"y", "z"}, {"i", "y"}, {"i", "x"}, {"z", "m"}, {"x", "m"}});
        QVERIFY(one == two);
    }

    void identitiesZerosAndDeadNodes_goAway()
    {
        const auto plain = hashOf({conv("a")}, {{"i", "a"}, {"a", "m"}});
        QVERIFY(plain == hashOf({conv("a"), op("s", "identity")}, {{"i", "s"}, {"s", "a"}, {"a", "m"}}));
        QVERIFY(plain == hashOf({conv("a"), op("z", "zero")}, {{"i", "a"}, {"i", "z"}, {"a", "m"}, {"z", "m"}}));
        QVERIFY(plain == hashOf({conv("a"), op("z", "zero"), conv("b")},
                                {{"i", "a"}, {"i", "z"}, {"z", "b"}, {"a", "m"}, {"b", "m"}}));
        QVERIFY(plain == hashOf({conv("a"), conv("dead")}, {{"i", "a"}, {"i", "dead"}, {"a", "m"}}));
    }

    void sums_areFlattened()
    {
        const std::vector<Block> convs{conv("a"), conv("b", 1), conv("c", 5)};
        const auto flat = hashOf(convs, {{"i", "a"}, {"i", "b"}, {"i", "c"}, {"a", "m"}, {"b", "m"}, {"c", "m"}});
        std::vector<Block> nested = convs;
        nested.push_back(block("s", BlockKind::Merge));
        QVERIFY(flat ==
                hashOf(nested, {{"i", "a"}, {"i", "b"}, {"i", "c"}, {"a", "s"}, {"b", "s"}, {"s", "m"}, {"c", "m"}}));
    }

    void multiplicity_isKept()
    {
        const auto once = hashOf({}, {{"i", "m"}});
        const auto twice = hashOf({op("s", "identity")}, {{"i", "m"}, {"i", "s"}, {"s", "m"}});
        QVERIFY(once != twice);
        const auto thrice = hashOf({op("s", "identity"), op("t", "identity")},
                                   {{"i", "m"}, {"i", "s"}, {"i", "t"}, {"s", "m"}, {"t", "m"}});
        QVERIFY(thrice != twice && thrice != once);
    }

    void twoConvs_areNotOneConvUsedTwice()
    {
        const auto two = hashOf({conv("a"), conv("b")}, {{"i", "a"}, {"i", "b"}, {"a", "m"}, {"b", "m"}});
        const auto one = hashOf({conv("a"), op("s", "identity")}, {{"i", "a"}, {"a", "m"}, {"a", "s"}, {"s", "m"}});
        const auto three = hashOf({conv("a"), conv("b"), conv("c")},
                                  {{"i", "a"}, {"i", "b"}, {"i", "c"}, {"a", "m"}, {"b", "m"}, {"c", "m"}});
        QVERIFY(two != one && two != three && one != three);
    }

    void parameters_matter()
    {
        const auto of = [](std::map<std::string, ParamValue> params) {
            return hashOf({op("a", "conv2d", std::move(params))}, {{"i", "a"}, {"a", "m"}});
        };
        std::set<Hash128> hashes{of({}),
                                 of({{"kernel", {5, {}}}}),
                                 of({{"filters", {8, {}}}}),
                                 of({{"dilation", {2, {}}}}),
                                 of({{"bias", {false, {}}}}),
                                 of({{"groups", {2, {}}}}),
                                 of({{"activation", {"relu", {}}}}),
                                 of({{"activation", {"tanh", {}}}}),
                                 of({{"norm", {"batch-norm", {}}}})};
        QCOMPARE(hashes.size(), std::size_t(9));
    }

    void opsThatExpandAlike_areTheSameNetwork()
    {
        const auto fused = hashOf({op("a", "relu-conv-bn")}, {{"i", "a"}, {"a", "m"}});
        const auto apart =
            hashOf({op("r", "activation"), op("c", "conv2d", {{"bias", {false, {}}}}), op("n", "batch-norm")},
                   {{"i", "r"}, {"r", "c"}, {"c", "n"}, {"n", "m"}});
        QVERIFY(fused == apart);
    }

    void concatenations_areOrdered()
    {
        const std::vector<Block> blocks{conv("a"), conv("b", 1), op("c", "concat"), conv("d")};
        const auto ab = hashOf(blocks, {{"i", "a"}, {"i", "b"}, {"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "m"}});
        const auto ba = hashOf(blocks, {{"i", "a"}, {"i", "b"}, {"b", "c"}, {"a", "c"}, {"c", "d"}, {"d", "m"}});
        QVERIFY(ab != ba);
    }

    void anyOrderOfTheNodes_givesTheSameHash()
    {
        Rng rng(17);
        for (int i = 0; i < 200; ++i) {
            const CanonicalGraph graph =
                randomGraph(rng, 1 + static_cast<int>(rng.below(4)), 2 + static_cast<int>(rng.below(4)));
            const std::uint64_t hash = hashGraph(graph, 1);
            for (int k = 0; k < 5; ++k)
                QCOMPARE(hashGraph(shuffled(graph, rng), 1), hash);
        }
    }

    void graphsThatColoursCannotTell_differ()
    {
        Rng rng(18);
        const CanonicalGraph six = rings({1, 2, 3, 4, 5, 0});
        const CanonicalGraph threes = rings({1, 2, 0, 4, 5, 3});
        QVERIFY(hashGraph(six, 1) != hashGraph(threes, 1));
        for (int k = 0; k < 20; ++k) {
            QCOMPARE(hashGraph(shuffled(six, rng), 1), hashGraph(six, 1));
            QCOMPARE(hashGraph(shuffled(threes, rng), 1), hashGraph(threes, 1));
        }
    }
};

QTEST_APPLESS_MAIN(TestCanonicalHash)
#include "tst_canonical_hash.moc"
