// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/rng.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

class TestCompile : public QObject {
    Q_OBJECT

    static ParamValue fixed(Json value) { return {std::move(value), {}}; }
    static ParamValue open(Domain domain) { return {{}, std::move(domain)}; }
    static SearchSpace simple() { return spaceOf({op("conv", "conv2d", {{"filters", fixed(8)}})}); }
    static QString issuesOf(const SearchSpace& space) { return QString::fromStdString(lines(compile(space).issues)); }

private Q_SLOTS:
    void decisions_ofNasBench201AreThoseOfTheTable()
    {
        const Compiled compiled = compile(openSpace("nas-bench-201").value());
        QCOMPARE(names(compiled.tree), std::string("0-1 0-2 1-2 0-3 1-3 2-3"));
        for (const Decision& decision : compiled.tree.decisions) {
            QCOMPARE(decision.domain.choices, (std::vector<std::string>{"none", "skip_connect", "nor_conv_1x1",
                                                                        "nor_conv_3x3", "avg_pool_3x3"}));
            QCOMPARE(decision.condition.parent, -1);
            QCOMPARE(decision.where, "cell/" + decision.name);
        }
    }

    void params_withADomainAreDecisions()
    {
        const Compiled compiled = compile(
            spaceOf({op("conv", "conv2d",
                        {{"kernel", open(Domain::integer(1, 5, 2))}, {"filters", open(Domain::categorical({"8"}))}})}));
        QCOMPARE(lines(compiled.issues), std::string());
        QCOMPARE(names(compiled.tree), std::string("conv.filters conv.kernel"));
    }

    void decisions_ofAnAlternativeAreConditional()
    {
        const Block conv = op("op", "conv2d", {{"kernel", open(Domain::integer(1, 5, 2))}});
        const Compiled compiled = compile(
            spaceOf({choice("a", {{"none", op("op", "identity")}, {"conv", conv}}), choice("b", {{"conv", conv}})}));
        QCOMPARE(lines(compiled.issues), std::string());
        QCOMPARE(names(compiled.tree), std::string("a a/conv.kernel b b/conv.kernel"));
        QVERIFY(compiled.tree.decisions[1].condition == (Condition{0, {1}}));
        QVERIFY(compiled.tree.decisions[3].condition == (Condition{2, {0}}));
    }

    void tiedCopies_shareTheirDecisions()
    {
        const Graph body{{op("conv", "conv2d", {{"kernel", open(Domain::integer(1, 5, 2))}})}, {}};
        const Compiled compiled = compile(spaceOf({repeat("layers", 1, 4, true, body)}));
        QCOMPARE(names(compiled.tree), std::string("layers layers.kernel"));
        QVERIFY(compiled.tree.decisions[0].domain == Domain::integer(1, 4));
        QCOMPARE(compiled.tree.decisions[1].condition.parent, -1);
    }

    void untiedCopies_haveTheirOwnWhereTheyExist()
    {
        const Graph body{{op("conv", "conv2d", {{"kernel", open(Domain::integer(1, 5, 2))}})}, {}};
        const Compiled compiled = compile(spaceOf({repeat("layers", 1, 3, false, body)}));
        QCOMPARE(names(compiled.tree), std::string("layers layers[0].kernel layers[1].kernel layers[2].kernel"));
        QCOMPARE(compiled.tree.decisions[1].condition.parent, -1);
        QVERIFY(compiled.tree.decisions[2].condition == (Condition{0, {2, 3}}));
        QVERIFY(compiled.tree.decisions[3].condition == (Condition{0, {3}}));
    }

    void cells_shareTheirDecisionsInAllUses()
    {
        SearchSpace space = spaceOf({cellUse("one", "c"), cellUse("two", "c")});
        space.cells["c"] = {{op("conv", "conv2d", {{"kernel", open(Domain::integer(1, 5, 2))}})}, {}};
        const Compiled compiled = compile(space);
        QCOMPARE(lines(compiled.issues), std::string());
        QCOMPARE(names(compiled.tree), std::string("c.kernel"));
    }

    void cells_areActiveWhereAnyUseIs()
    {
        SearchSpace space =
            spaceOf({choice("a", {{"x", cellUse("u", "c")}, {"y", cellUse("u", "c")}, {"z", op("o", "identity")}})});
        space.cells["c"] = {{op("conv", "conv2d", {{"kernel", open(Domain::integer(1, 5, 2))}})}, {}};
        QVERIFY(compile(space).tree.decisions[1].condition == (Condition{0, {0, 1}}));
        space.graph.blocks.insert(space.graph.blocks.end() - 3, choice("b", {{"x", cellUse("u", "c")}}));
        space.graph = chain(space.graph.blocks);
        const Compiled compiled = compile(space);
        QCOMPARE(names(compiled.tree), std::string("a c.kernel b"));
        QCOMPARE(compiled.tree.decisions[1].condition.parent, -1);
    }

    void candidates_ofATemplateRealise()
    {
        const SearchSpace space = openSpace("chain-cnn").value();
        const TreeCandidates set(compile(space).tree);
        Rng rng(6);
        for (int i = 0; i < 100; ++i) {
            const Candidate candidate = set.sample(rng);
            const Realised realised = realise(space, set.tree(), candidate);
            QVERIFY2(realised.issues.empty(), lines(realised.issues).c_str());
        }
    }

    void issues_nameTheBlock_data()
    {
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* wrong, const char* message) { QTest::newRow(wrong) << wrong << message; };
        row("unknown op", "conv: unknown op 'conv3d', expected one of conv2d");
        row("unknown param", "conv: conv2d: unknown setting 'filtres', expected one of kernel, filters");
        row("negative",
            "op conv > parameter filters: setting 'filters': expected a whole number from 0 to 65536, found -8");
        row("illegal domain",
            "op conv > parameter filters: setting 'filters': expected a whole number from 0 to 65536, found '70000'");
        row("cycle", "the blocks conv -> pool -> conv form a cycle");
        row("two ids", "conv: two blocks have the id 'conv'");
        row("nowhere", "zz: the link from 'conv' to 'zz' names the block 'zz', which does not exist");
        row("no input", "lost: 'lost' has no input");
        row("two inputs", "pool: 'pool' takes 1 input, 2 links lead to it");
        row("no output", "the network: expected one output block, found 0");
        row("no cell", "use: there is no cell 'c'");
        row("own cell", "cell 'a': the cell 'a' uses itself: a -> b -> a");
        row("no alternatives", "choice: the choice 'choice' has no alternatives");
        row("two alternatives", "choice > alternative x: two alternatives of 'choice' are called 'x'");
        row("too large", "the largest network has 1000000004 ops, more than the limit of 20000");
        row("copies", "r: expected a number of copies from 0 or more to at most 1000, found 1 to 1000000000");
        row("too deep", "blocks are nested deeper than 16 levels");
        row("constraint", "constraint 'weights < 5': ");
        row("text form", "unknown text form 'nb', expected nas-bench-201 or none");
        row("shape", "linear: linear expects a vector [F] (flatten or pool it first), found an image [8,8,8]");
        row("classes", "output: the network ends in a vector [8], expected a vector [3]");
        row("empty", "the network: there are no blocks");
    }
    void issues_nameTheBlock()
    {
        QFETCH(QString, wrong);
        QFETCH(QString, message);
        const QString issues = issuesOf(broken(wrong));
        QVERIFY2(issues.contains(message), qPrintable(issues));
        QVERIFY2(!issues.contains("THE ISSUE HAS NO"), qPrintable(issues)); // see lines()
        const auto error = compileOrError(broken(wrong));
        QVERIFY(!error);
        QCOMPARE(error.error().code(), ErrorCode::Config);
    }

    void poolsOnTooFewPixels_nameThePlaceAndWhatHelps()
    {
        SearchSpace space = spaceOf(
            {op("pool1", "max-pool"), op("pool2", "max-pool"), op("pool3", "max-pool"), op("pool4", "max-pool")});
        space.task.input = Shape::image(4, 4, 4); // 4 -> 2 -> 1 px
        const Issues issues = compile(space).issues;
        QCOMPARE(issues.size(), std::size_t(1));
        QCOMPARE(issues[0].path, std::string("pool3"));
        QCOMPARE(issues[0].where, std::string("op pool3"));
        QVERIFY2(issues[0].what.find("window of 2") != std::string::npos, issues[0].what.c_str());
        QCOMPARE(issues[0].fix, std::string("make the window smaller, or take out a stride or a pool before it"));
    }

    void places_areWrittenForPeople()
    {
        SearchSpace space = spaceOf({cellUse("use", "normal")});
        space.cells["normal"] = chain({block("input", BlockKind::Input), op("3", "conv2d", {{"kernel", fixed(-1)}}),
                                       choice("way", {{"x", op("o", "conv2d", {{"kernel", fixed(-1)}})}}),
                                       block("node", BlockKind::Merge), block("output", BlockKind::Output)});
        const Issues issues = compile(space).issues;
        QCOMPARE(issues.size(), std::size_t(2));
        QCOMPARE(issues[0].path, std::string("normal/3.kernel"));
        QCOMPARE(issues[0].where, std::string("cell 'normal' > op 3 > parameter kernel"));
        QCOMPARE(issues[1].where, std::string("cell 'normal' > choice way > alternative x > parameter kernel"));
        // What only the whole network shows names the block of the cell, and where the cell is used.
        space.cells["normal"].blocks[1] = op("3", "linear");
        space.cells["normal"].blocks[2] = choice("way", {{"x", op("o", "identity")}});
        const Issues shapes = compile(space).issues;
        QCOMPARE(shapes.size(), std::size_t(1));
        QCOMPARE(shapes[0].path, std::string("use/3"));
        QCOMPARE(shapes[0].where, std::string("cell 'normal' > op 3 (in block use)"));
    }

private:
    static SearchSpace broken(const QString& wrong)
    {
        SearchSpace space = simple();
        Block& conv = space.graph.blocks[1];
        const Graph one{{op("o", "identity")}, {}};
        if (wrong == "unknown op")
            conv.op = "conv3d";
        else if (wrong == "unknown param")
            conv.params["filtres"] = fixed(8);
        else if (wrong == "negative")
            conv.params["filters"] = fixed(-8);
        else if (wrong == "illegal domain")
            conv.params["filters"] = open(Domain::categorical({"8", "70000"}));
        else if (wrong == "cycle")
            space.graph.links.push_back({"pool", "conv"});
        else if (wrong == "two ids")
            space.graph.blocks.push_back(conv);
        else if (wrong == "nowhere")
            space.graph.links.push_back({"conv", "zz"});
        else if (wrong == "no input")
            space.graph.blocks.push_back(op("lost", "identity"));
        else if (wrong == "two inputs")
            space.graph.links.push_back({"input", "pool"});
        else if (wrong == "no output")
            space.graph.blocks.pop_back();
        else if (wrong == "no cell")
            space = spaceOf({cellUse("use", "c")});
        else if (wrong == "own cell")
            space.cells = {{"a", {{cellUse("u", "b")}, {}}}, {"b", {{cellUse("u", "a")}, {}}}};
        else if (wrong == "no alternatives")
            space = spaceOf({choice("choice", {})});
        else if (wrong == "two alternatives")
            space = spaceOf({choice("choice", {{"x", op("o", "identity")}, {"x", op("o", "zero")}})});
        else if (wrong == "too large")
            space = spaceOf(
                {repeat("a", 1, 1000, true,
                        Graph{{repeat("b", 1, 1000, false, Graph{{repeat("c", 1, 1000, false, one)}, {}})}, {}})});
        else if (wrong == "copies")
            space = spaceOf({repeat("r", 1, 1'000'000'000, false, one)});
        else
            return brokenWhole(wrong);
        return space;
    }
    static SearchSpace brokenWhole(const QString& wrong)
    {
        SearchSpace space = simple();
        if (wrong == "too deep") {
            Graph deep{{op("o", "identity")}, {}};
            for (int i = 0; i < 200; ++i)
                deep = Graph{{repeat("r", 1, 1, true, std::move(deep))}, {}};
            space = spaceOf({repeat("r", 1, 1, true, std::move(deep))});
        } else if (wrong == "constraint") {
            space.constraints = {"weights < 5"};
        } else if (wrong == "text form") {
            space.textForm = "nb";
        } else if (wrong == "shape") {
            space.graph.blocks.erase(space.graph.blocks.begin() + 2);
            space.graph = chain(space.graph.blocks);
        } else if (wrong == "classes") {
            space.graph.blocks.erase(space.graph.blocks.begin() + 3);
            space.graph = chain(space.graph.blocks);
        } else if (wrong == "empty") {
            space.graph = {};
        }
        return space;
    }
};

QTEST_APPLESS_MAIN(TestCompile)
#include "tst_compile.moc"
