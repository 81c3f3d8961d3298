// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include <QTest>

#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

/// Optional blocks, blocks that take some of their inputs, cells with several inputs and with parameters.
class TestConstructs : public QObject {
    Q_OBJECT

    static Block inputsOf(std::string id, int low, int high, std::string merge = "sum")
    {
        return {.id = std::move(id), .kind = BlockKind::Inputs, .low = low, .high = high, .merge = std::move(merge)};
    }
    static Block optional(std::string id, Block inside)
    {
        return {.id = std::move(id), .kind = BlockKind::Optional, .body = {Graph{{std::move(inside)}, {}}}};
    }
    static ParamValue fixed(Json value) { return {std::move(value), {}, {}}; }
    static Block edge(std::string id)
    {
        return choice(std::move(id), {{"conv", op("op", "relu-conv-bn")},
                                      {"pool", op("op", "max-pool", {{"kernel", fixed(3)}, {"stride", fixed(1)}})},
                                      {"skip", op("op", "identity")}});
    }

    /// A DARTS node: it takes 2 of 3 edges, each with one of 3 ops.
    static SearchSpace node(int low, int high)
    {
        SearchSpace space = spaceOf({});
        Graph& graph = space.graph;
        graph.links = {{"pool", "linear"}, {"linear", "output"}, {"node", "pool"}};
        for (const char* id : {"a", "b", "c"}) {
            graph.blocks.push_back(edge(id));
            graph.links.push_back({"input", id});
            graph.links.push_back({id, "node"});
        }
        graph.blocks.push_back(inputsOf("node", low, high));
        return space;
    }

    static Compiled compiled(const SearchSpace& space)
    {
        Compiled result = compile(space);
        if (!result.issues.empty())
            qWarning("%s", lines(result.issues).c_str());
        return result;
    }
    static Architecture built(const SearchSpace& space, const std::string& candidate)
    {
        const DecisionTree tree = compile(space).tree;
        const Realised realised = realise(space, tree, candidateFromText(tree, candidate, "test").value());
        if (!realised.issues.empty())
            qWarning("%s", lines(realised.issues).c_str());
        return realised.architecture;
    }
    static int countOps(const Architecture& architecture, const std::string& id)
    {
        return static_cast<int>(std::count_if(architecture.ops.begin(), architecture.ops.end(),
                                              [&](const OpNode& node) { return node.op == id; }));
    }
    /// Two cells in a row, each with the two results before it, as in NASNet and DARTS; the second has twice the width.
    static SearchSpace twoInputCells(int copies)
    {
        SearchSpace space = spaceOf({});
        Graph cell;
        cell.blocks = {block("s0", BlockKind::Input), block("s1", BlockKind::Input),
                       op("left", "relu-conv-bn", {{"filters", ParamValue{{}, {}, "width"}}, {"kernel", fixed(1)}}),
                       op("right", "relu-conv-bn", {{"filters", ParamValue{{}, {}, "width"}}, {"kernel", fixed(1)}}),
                       block("out", BlockKind::Output)};
        cell.links = {{"s0", "left"}, {"s1", "right"}, {"left", "out"}, {"right", "out"}};
        space.cells["normal"] = cell;
        Block use = cellUse("cell", "normal");
        use.params["width"] = fixed(8);
        Block last = cellUse("last", "normal");
        last.params["width"] = fixed(16);
        Graph& graph = space.graph;
        graph.blocks.push_back(repeat("stage", copies, copies, true, Graph{{use}, {}}));
        graph.blocks.push_back(last);
        graph.links = {{"input", "stage"}, {"input", "stage"}, {"stage", "last", true}, {"stage", "last"},
                       {"last", "pool"},   {"pool", "linear"}, {"linear", "output"}};
        return space;
    }

private Q_SLOTS:
    void optionalBlock_isADecisionAndItsInsideHangsOnIt()
    {
        const SearchSpace space = spaceOf(
            {optional("extra", op("conv", "relu-conv-bn", {{"kernel", {{}, Domain::categorical({"1", "3"}), {}}}}))});
        const Compiled result = compiled(space);
        QVERIFY(result.issues.empty());
        QCOMPARE(names(result.tree), std::string("extra extra.kernel"));
        QCOMPARE(countCandidates(result.tree), 3u); // off, on with 1, on with 3
        QCOMPARE(countOps(built(space, "extra=off"), "relu-conv-bn"), 0);
        QCOMPARE(countOps(built(space, "extra=on;extra.kernel=3"), "relu-conv-bn"), 1);
        // 4 x 4 channels x 9, two numbers per channel in the norm; the head 4 x 3 + 3.
        QCOMPARE(built(space, "extra=on;extra.kernel=3").costs.parameters, 4 * 4 * 9 + 8 + 15);
    }

    void inputs_takeTwoOfThree_andOnlyTheseAreBuilt()
    {
        const SearchSpace space = node(2, 2);
        const Compiled result = compiled(space);
        QVERIFY(result.issues.empty());
        QCOMPARE(countCandidates(result.tree), 27u); // C(3,2) pairs x 3 x 3 ops
        const Architecture architecture = built(space, "node=a+c;a=conv;c=conv");
        QCOMPARE(countOps(architecture, "relu-conv-bn"), 2);
        QCOMPARE(countOps(architecture, "sum"), 1);
        QVERIFY(!candidateFromText(result.tree, "node=a+c;a=conv;b=conv;c=conv", "test").has_value());
        QVERIFY(!candidateFromText(result.tree, "node=a;a=conv", "test").has_value());
    }

    void inputs_enumerationEqualsTheCount()
    {
        for (const auto& [low, high, expected] :
             {std::tuple{1, 1, 9u}, {2, 2, 27u}, {1, 3, 9u + 27u + 27u}, {3, 3, 27u}}) {
            const TreeCandidates set(compiled(node(low, high)).tree);
            QCOMPARE(set.count(), std::uint64_t{expected});
            std::set<std::string> texts;
            set.enumerate(1000, [&](const Candidate& candidate) {
                texts.insert(toText(set.tree(), candidate));
                return checkCandidate(set.tree(), candidate, "test").has_value();
            });
            QCOMPARE(texts.size(), std::size_t{expected});
        }
    }

    void inputs_everySampleIsBuiltAsItSays()
    {
        const SearchSpace space = node(1, 3);
        const DecisionTree tree = compiled(space).tree;
        const TreeCandidates set(tree);
        Rng rng(7);
        for (int i = 0; i < 300; ++i) {
            const Candidate candidate = i % 2 == 0 ? set.sample(rng) : set.mutate(set.sample(rng), rng);
            QVERIFY(checkCandidate(tree, candidate, "test").has_value());
            const std::string text = toText(tree, candidate);
            QVERIFY(candidateFromText(tree, text, "test").value() == candidate);
            int convs = 0;
            for (std::size_t at = text.find("=conv"); at != std::string::npos; at = text.find("=conv", at + 1))
                ++convs;
            const Realised realised = realise(space, tree, candidate);
            QVERIFY(realised.issues.empty());
            QCOMPARE(countOps(realised.architecture, "relu-conv-bn"), convs);
        }
    }

    void inputsOfManySources_areCountedAndListedAtOnce()
    {
        // Two of 52: 1,326 pairs among 2^52 masks.
        const Domain pairs{.kind = DomainKind::Subset,
                           .choices =
                               [] {
                                   std::vector<std::string> members;
                                   for (int i = 0; i < 52; ++i)
                                       members.push_back(fmt::format("m{}", i));
                                   return members;
                               }(),
                           .minSize = 2,
                           .maxSize = 2};
        DecisionTree tree;
        tree.decisions.resize(1);
        tree.decisions[0].name = "pairs";
        tree.decisions[0].domain = pairs;
        const TreeCandidates set(tree);
        QCOMPARE(set.count(), 1326u);
        std::uint64_t visited = 0;
        set.enumerate(100'000, [&](const Candidate&) { return ++visited > 0; });
        QCOMPARE(visited, 1326u);
    }

    void emptySubset_isTheOnlyOne()
    {
        DecisionTree tree;
        tree.decisions.resize(1);
        tree.decisions[0].name = "none";
        tree.decisions[0].domain = {.kind = DomainKind::Subset, .choices = {"a", "b"}};
        const TreeCandidates set(tree);
        QCOMPARE(set.count(), 1u);
        std::uint64_t visited = 0;
        set.enumerate(100, [&](const Candidate&) { return ++visited > 0; });
        QCOMPARE(visited, 1u);
    }

    void searchedMerge_isADecisionOfItsOwn()
    {
        SearchSpace space = node(2, 2);
        space.graph.blocks.back().merge = "searched";
        const Compiled result = compiled(space);
        QVERIFY(result.issues.empty());
        QCOMPARE(countCandidates(result.tree), 54u);
        const Architecture joined = built(space, "node=a+b;node.merge=concat;a=skip;b=skip");
        QCOMPARE(countOps(joined, "concat"), 1);
        QCOMPARE(joined.costs.parameters, 8 * 3 + 3); // 4 + 4 channels into 3 classes
    }

    void looseEnds_areWhatNothingElseTakes()
    {
        // second takes the input or first; the output joins what is left over.
        SearchSpace space = spaceOf({});
        Block join = block("join", BlockKind::Merge);
        join.merge = "concat";
        join.looseEnds = true;
        Graph& graph = space.graph;
        graph.blocks.push_back(op("first", "relu-conv-bn"));
        graph.blocks.push_back(inputsOf("from", 1, 1));
        graph.blocks.push_back(op("second", "relu-conv-bn"));
        graph.blocks.push_back(join);
        graph.links = {{"input", "first"}, {"input", "from"},  {"first", "from"},
                       {"from", "second"}, {"first", "join"},  {"second", "join"},
                       {"join", "pool"},   {"pool", "linear"}, {"linear", "output"}};
        QVERIFY(compiled(space).issues.empty());
        QCOMPARE(countOps(built(space, "from=input"), "concat"), 1);
        QCOMPARE(countOps(built(space, "from=first"), "concat"), 0);
    }

    void cellsWithTwoInputs_takeTheTwoResultsBeforeThem()
    {
        const SearchSpace space = twoInputCells(2);
        QVERIFY(compiled(space).issues.empty());
        const Architecture network = built(space, "");
        // Cell 1: 2 x (4x8 + 16); cell 2: (4x8 + 16) + (8x8 + 16); last: 2 x (8x16 + 32); head 16x3 + 3.
        QCOMPARE(network.costs.parameters, 2 * 48 + 48 + 80 + 2 * 160 + 51);
        // With one copy, what came before it is the input itself: the last cell's left op reads 4 channels.
        QCOMPARE(built(twoInputCells(1), "").costs.parameters, 2 * 48 + (4 * 16 + 32) + 160 + 51);
    }

    void cellsInsideCells_shareTheirDecisionsAndPassParametersOn()
    {
        SearchSpace space = spaceOf({cellUse("one", "outer"), cellUse("two", "outer")});
        space.graph.blocks[1].params["width"] = fixed(8);
        space.graph.blocks[2].params["width"] = fixed(16);
        const ParamValue width{{}, {}, "width"};
        space.cells["inner"] = Graph{{op("conv", "conv2d",
                                         {{"filters", width},
                                          {"kernel", ParamValue{{}, Domain::categorical({"1", "3"}), {}}},
                                          {"bias", fixed(false)}})},
                                     {}};
        Block use = cellUse("use", "inner");
        use.params["width"] = width;
        Block again = cellUse("again", "inner");
        again.params["width"] = fixed(4);
        space.cells["outer"] = chain({block("in", BlockKind::Input), use, again, block("out", BlockKind::Output)});
        const Compiled result = compiled(space);
        QCOMPARE(names(result.tree), std::string("inner.kernel"));
        // [4,8,8] -> 8 -> 4 -> 16 -> 4 channels, all with one kernel; linear 4 x 3 + 3.
        QCOMPARE(built(space, "inner.kernel=1").costs.parameters, 4 * 8 + 8 * 4 + 4 * 16 + 16 * 4 + 15);
        const Architecture large = built(space, "inner.kernel=3");
        QCOMPARE(large.costs.parameters, 9 * (4 * 8 + 8 * 4 + 4 * 16 + 16 * 4) + 15);
        QCOMPARE(large.costs.macs, 64 * 9 * (4 * 8 + 8 * 4 + 4 * 16 + 16 * 4) + 12);
    }

    void documents_roundTripByteForByte()
    {
        SearchSpace space = twoInputCells(2);
        space.graph.blocks.push_back(optional("o", op("conv", "relu-conv-bn")));
        space.graph.blocks.push_back(inputsOf("i", 1, 2, "searched"));
        space.graph.blocks.back().looseEnds = true;
        const std::string text = toJson(space).dump(2);
        const auto again = spaceFromJson(Json::parse(text), "test");
        QVERIFY(again.has_value());
        QVERIFY(*again == space);
        QCOMPARE(toJson(*again).dump(2), text);
    }

    void mistakes_nameTheBlock()
    {
        const auto issues = [](const SearchSpace& space) {
            QString text = QString::fromStdString(lines(compile(space).issues));
            return text.contains("THE ISSUE HAS NO") ? QString() : text;
        };
        QVERIFY(issues(node(2, 4)).contains("node: 'node' takes 2 to 4 of 3 inputs, expected from 1 to 3"));
        QVERIFY(issues(node(0, 1)).contains("node: 'node' takes 0 to 1 of 3 inputs"));
        SearchSpace space = twoInputCells(2);
        space.graph.links.erase(space.graph.links.begin());
        QVERIFY(issues(space).contains("stage: the cell 'normal' has 2 inputs, 1 links lead to 'cell'"));
        space = twoInputCells(2);
        space.graph.blocks.back().params.clear();
        QVERIFY(issues(space).contains("last: the cell 'normal' needs a value for its parameter 'width'"));
        space = twoInputCells(2);
        space.graph.blocks.back().params["depth"] = fixed(3);
        QVERIFY(issues(space).contains("last: the cell 'normal' has no parameter 'depth'"));
        space = twoInputCells(2);
        space.graph.blocks.back().params["width"] = fixed("wide");
        QVERIFY(issues(space).contains("cell 'normal' > op left (in block last)"));
        space = spaceOf({op("conv", "relu-conv-bn", {{"filters", ParamValue{{}, {}, "width"}}})});
        QVERIFY(issues(space).contains(
            "op conv > parameter filters: it is to be the parameter 'width' of a cell, but stands in none"));
        space = node(2, 2);
        space.graph.links.push_back({"a", "pool", true});
        QVERIFY(issues(space).contains("only a repeat with several inputs has"));
        space = spaceOf({repeat("stage", 2, 2, true, Graph{{op("conv", "relu-conv-bn")}, {}})});
        for (Link& link : space.graph.links)
            link.previous = link.from == "stage";
        QVERIFY(issues(space).contains("stage: a link takes what 'stage' gave before its last copy"));
    }

    void cyclesOfChosenInputs_areIssues()
    {
        // "a" leads into the cycle without being part of it.
        SearchSpace space = node(1, 2);
        space.graph.blocks.push_back(op("back", "identity"));
        space.graph.links.push_back({"node", "back"});
        space.graph.links.push_back({"back", "node"});
        const Compiled result = compile(space);
        QVERIFY(lines(result.issues).find("form a cycle") != std::string::npos);
        // The window draws what there is of a half-drawn space.
        Rng rng(3);
        const Realised realised = realise(space, result.tree, TreeCandidates(result.tree).sample(rng));
        QVERIFY(lines(realised.issues).find("form a cycle") != std::string::npos);
    }

    void hugeDrawings_endInTime()
    {
        // A chain of blocks that each take 1 of 2 inputs: decisions hang on one another over the whole length.
        SearchSpace space = spaceOf({});
        Graph& graph = space.graph;
        graph.links = {{"pool", "linear"}, {"linear", "output"}};
        std::string before = "input";
        for (int i = 0; i < 5000; ++i) {
            const std::string id = fmt::format("n{}", i);
            graph.blocks.push_back(inputsOf(id, 1, 1));
            graph.links.push_back({before, id});
            graph.links.push_back({"input", id});
            before = id;
        }
        graph.links.push_back({before, "pool"});
        const DecisionTree tree = compiled(space).tree;
        QCOMPARE(tree.size(), 5000u);
        QCOMPARE(tree.decisions.front().name, std::string("n4999"));
        QCOMPARE(tree.decisions.back().condition.parent, 4998);
    }
};

QTEST_APPLESS_MAIN(TestConstructs)
#include "tst_constructs.moc"
