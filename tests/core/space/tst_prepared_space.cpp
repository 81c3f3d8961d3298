// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>
#include <thread>

#include <QTest>

#include "core/space/prepared_space.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

/// One preparation for many candidates gives what each would get alone.
class TestPreparedSpace : public QObject {
    Q_OBJECT

    /// Two inputs, an edge from each, their sum and, where `concatenate`, the second edge again behind it.
    static Graph cell()
    {
        Graph graph;
        const ParamValue filters{{}, {}, "filters"};
        graph.blocks = {block("before", BlockKind::Input), block("last", BlockKind::Input),
                        choice("first", {{"conv", op("op", "relu-conv-bn", {{"filters", filters}})},
                                         {"skip", op("op", "skip", {{"filters", filters}})}}),
                        op("second", "conv2d", {{"filters", filters}, {"kernel", {{}, Domain::integer(1, 5, 2), {}}}}),
                        block("output", BlockKind::Output)};
        graph.links = {{"before", "first"}, {"last", "second"}, {"first", "output"}, {"second", "output"}};
        return graph;
    }

    /// Stages of cells whose copies are alike (and so repeated from the first), different, or of other shapes.
    static SearchSpace stages()
    {
        SearchSpace space = spaceOf({});
        space.cells["cell"] = cell();
        const auto stage = [](std::string id, Json filters, bool tied) {
            Graph body;
            Block use = cellUse("use", "cell");
            use.params["filters"] = {std::move(filters), {}, {}};
            body.blocks = {block("before", BlockKind::Input), block("last", BlockKind::Input), use,
                           op("drop", "dropout", {{"probability", {{}, Domain::real(0, 0.5), {}}}}),
                           block("output", BlockKind::Output)};
            body.links = {{"before", "use"}, {"last", "use"}, {"use", "drop"}, {"drop", "output"}};
            Block result = repeat(std::move(id), 1, 4, tied, body);
            result.stage = true;
            return result;
        };
        Graph& graph = space.graph;
        graph.blocks.push_back(stage("one", 8, true));
        graph.blocks.push_back(stage("two", 6, false));
        graph.links = {{"input", "one"}, {"input", "one"},   {"one", "two"},      {"one", "two", true},
                       {"two", "pool"},  {"pool", "linear"}, {"linear", "output"}};
        return space;
    }

    static std::vector<Candidate> drawn(const DecisionTree& tree, int count)
    {
        const TreeCandidates set(tree);
        Rng rng(11);
        std::vector<Candidate> result;
        for (int i = 0; i < count; ++i)
            result.push_back(set.sample(rng));
        return result;
    }

private Q_SLOTS:
    void candidates_areRealisedAsEachAlone_data()
    {
        QTest::addColumn<int>("cells");
        QTest::addColumn<double>("width");
        QTest::newRow("as drawn") << 0 << 1.0;
        QTest::newRow("two copies, half as wide") << 2 << 0.5;
    }
    void candidates_areRealisedAsEachAlone()
    {
        QFETCH(int, cells);
        QFETCH(double, width);
        const RealiseOptions options{.width = width, .cells = cells};
        for (const SearchSpace& space :
             {stages(), openSpace("nas-bench-201").value(), openSpace("chain-cnn").value()}) {
            const DecisionTree tree = compileOrError(space).value();
            const PreparedSpace prepared(space, tree, options);
            for (const Candidate& candidate : drawn(tree, 60)) {
                const Realised alone = realise(space, tree, candidate, options);
                const Realised shared = prepared.realise(candidate);
                QVERIFY2(shared.architecture == alone.architecture, toText(tree, candidate).c_str());
                QVERIFY(shared.issues == alone.issues);
                const PreparedSpace::Costed costed = prepared.costs(candidate);
                QVERIFY(costed.costs == alone.architecture.costs);
                QVERIFY(costed.issues == alone.issues);
            }
        }
    }

    /// The file of a network says nothing of where it came from: what is read from it is built op by op.
    void repeatedCells_areThoseBuiltOpByOp()
    {
        const SearchSpace space = stages();
        const DecisionTree tree = compileOrError(space).value();
        const PreparedSpace prepared(space, tree);
        for (const Candidate& candidate : drawn(tree, 60)) {
            const Architecture architecture = prepared.realiseOrError(candidate).value();
            QVERIFY(architectureFromJson(toJson(architecture), "test").value() == architecture);
        }
    }

    void copies_haveNamesOfTheirOwn()
    {
        const SearchSpace space = stages();
        const DecisionTree tree = compileOrError(space).value();
        Candidate candidate = drawn(tree, 1).front();
        candidate.values[static_cast<std::size_t>(tree.find("one"))] = 4;
        const Architecture architecture = PreparedSpace(space, tree).realiseOrError(candidate).value();
        std::set<std::string> seen;
        for (const OpNode& node : architecture.ops)
            QVERIFY2(seen.insert(node.name).second, node.name.c_str());
        QVERIFY(seen.count("one[0]/use/second") == 1 && seen.count("one[3]/use/second") == 1);
    }

    void whatDoesNotFit_isToldEveryTime()
    {
        SearchSpace space = stages();
        space.graph.links.back() = {"pool", "output"}; // no linear: 6 numbers instead of 3
        const DecisionTree tree = compile(space).tree;
        const PreparedSpace prepared(space, tree);
        for (const Candidate& candidate : drawn(tree, 5)) {
            QVERIFY(lines(prepared.realise(candidate).issues).find("ends in") != std::string::npos);
            QVERIFY(lines(prepared.costs(candidate).issues).find("ends in") != std::string::npos);
            QVERIFY(!prepared.realiseOrError(candidate));
        }
    }

    void threads_shareOne()
    {
        const SearchSpace space = stages();
        const DecisionTree tree = compileOrError(space).value();
        const PreparedSpace prepared(space, tree);
        const std::vector<Candidate> candidates = drawn(tree, 100);
        std::vector<std::vector<Costs>> found(3);
        {
            std::vector<std::jthread> threads;
            for (std::vector<Costs>& mine : found) {
                threads.emplace_back([&] {
                    for (const Candidate& candidate : candidates)
                        mine.push_back(prepared.costs(candidate).costs);
                });
            }
        }
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            const Costs alone = realise(space, tree, candidates[i]).architecture.costs;
            for (const std::vector<Costs>& mine : found)
                QVERIFY(mine[i] == alone);
        }
    }
};

QTEST_APPLESS_MAIN(TestPreparedSpace)
#include "tst_prepared_space.moc"
