// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/space/edit/edit.h"
#include "core/space/limits.h"
#include "tests/core/space/space_fixture.h"

namespace cw::space::test {

using Change = std::function<void(SearchSpace&)>;

inline SearchSpace soundSpace()
{
    return spaceOf({op("a", "conv2d", {{"kernel", {3, {}, {}}}}),
                    repeat("r", 1, 2, true, Graph{{op("op", "identity")}, {}}),
                    choice("c", {{"x", op("op", "identity")}, {"y", op("op", "activation")}})});
}

inline Block& find(SearchSpace& space, const std::string& id)
{
    return const_cast<Block&>(*space.graph.find(id));
}

inline ParamValue domain(Domain value)
{
    return {{}, std::move(value), {}};
}

inline Block recurrentLayer()
{
    Graph body = chain({block("0", BlockKind::Input),
                        op("n1", "activation"),
                        op("n2", "activation"),
                        {.id = "out", .kind = BlockKind::Output, .merge = "mean"}});
    return {.id = "layer", .kind = BlockKind::Recurrent, .body = {std::move(body)}};
}

/// A way to break soundSpace(): what is then said, and what mends it.
struct BrokenSpace {
    const char* says;  ///< part of the issue's sentence; blanks at the ends only make it unique
    const char* title; ///< of the fix; empty: a person must decide
    Change change;
};

/// One for every sentence of the space language.
inline std::vector<BrokenSpace> brokenSpaces()
{
    std::vector<BrokenSpace> broken;
    const auto row = [&](const char* says, const char* title, Change change) {
        broken.push_back({says, title, std::move(change)});
    };
    // The graph.
    row("there are no blocks", "", [](SearchSpace& s) { find(s, "r").body.front() = {}; });
    row("two blocks have the id 'a'", "Rename the second to 'a-2'",
        [](SearchSpace& s) { s.graph.blocks.push_back(op("a", "identity")); });
    row("names the block 'ghost', which does not exist", "Remove the link", [](SearchSpace& s) {
        s.graph.links.push_back({"a", "ghost"});
    });
    row("form a cycle", "", [](SearchSpace& s) { s.graph.links.push_back({"c", "a"}); });
    row("a link leads into the input block", "Remove the link", [](SearchSpace& s) {
        s.graph.links.push_back({"a", "input"});
    });
    row("a link leads out of the output block", "Remove the link", [](SearchSpace& s) {
        s.graph.blocks.push_back(block("m", BlockKind::Merge));
        s.graph.links.push_back({"output", "m"});
    });
    row("'output' has no input", "Link 'linear' to the output", [](SearchSpace& s) { s.graph.links.pop_back(); });
    row("'output' has no input ", "", [](SearchSpace& s) { // two ends
        s.graph.links.pop_back();
        s.graph.links.pop_back();
    });
    row("'b' has no input", "", [](SearchSpace& s) { s.graph.blocks.push_back(op("b", "identity")); });
    row("gave before its last copy", "Take its result", [](SearchSpace& s) { s.graph.links[2].previous = true; });
    row("expected an input block, found none", "Add an input",
        [](SearchSpace& s) { s.graph.blocks.erase(s.graph.blocks.begin()); });
    row("expected one output block, found 0", "Add an output", [](SearchSpace& s) {
        s.graph.blocks.pop_back();
        s.graph.links.pop_back();
    });
    row("expected one output block, found 2", "Remove the outputs that nothing leads to",
        [](SearchSpace& s) { s.graph.blocks.push_back(block("end", BlockKind::Output)); });
    row("expected one output block, found 2 ", "", [](SearchSpace& s) {
        s.graph.blocks.push_back(block("end", BlockKind::Output));
        s.graph.links.push_back({"a", "end"});
    });
    row("a network has one input block, found 2", "Remove the inputs that lead nowhere",
        [](SearchSpace& s) { s.graph.blocks.push_back(block("in", BlockKind::Input)); });
    row("it has 2 input blocks, 1 links lead to it", "", [](SearchSpace& s) {
        find(s, "r").body.front() = chain({block("i", BlockKind::Input), block("o", BlockKind::Output)});
        find(s, "r").body.front().blocks.push_back(block("k", BlockKind::Input));
    });
    row("nested deeper than 16 levels", "", [](SearchSpace& s) {
        Block nest = op("op", "identity");
        for (int i = 0; i < 18; ++i)
            nest = repeat("r", 1, 1, true, Graph{{nest}, {}});
        find(s, "r") = nest;
    });
    row("more than the limit of 20000", "", [](SearchSpace& s) {
        find(s, "r") =
            repeat("r", 1, 1000, true, Graph{{repeat("q", 1, 1000, true, Graph{{op("op", "identity")}, {}})}, {}});
    });
    // Names.
    row("a name has from 1 to 128 characters, found 0", "Rename it to 'identity'",
        [](SearchSpace& s) { find(s, "r").body.front().blocks.front().id = ""; });
    row("the name 'a/b' may not hold", "Rename it to 'ab'", [](SearchSpace& s) {
        find(s, "a").id = "a/b";
        s.graph.links[0].to = s.graph.links[1].from = "a/b";
    });
    row("two alternatives of 'c' are called 'x'", "Rename the second to 'x-2'",
        [](SearchSpace& s) { find(s, "c").alternatives[1].name = "x"; });
    row("the name 'x=' may not hold", "Rename it to 'x'",
        [](SearchSpace& s) { find(s, "c").alternatives[0].name = "x="; });
    row("two decisions are called", "", [](SearchSpace& s) {
        s.graph.blocks.push_back(op("x", "conv2d", {{"kernel", domain(Domain::categorical({"1", "3"}))}}));
        s.graph.blocks.push_back(choice("x.kernel", {{"p", op("op", "identity")}}));
        s.graph.links.push_back({"input", "x"});
        s.graph.links.push_back({"input", "x.kernel"});
    });
    // Blocks.
    row("can give values", "Remove what it gives", [](SearchSpace& s) { find(s, "a").gives["stride"] = {1}; });
    row("it gives no value for 'stride'", "", [](SearchSpace& s) { find(s, "r").gives["stride"] = {}; });
    row("expected to merge by sum or concat, found 'mean'", "Let it merge by sum",
        [](SearchSpace& s) { find(s, "output").merge = "mean"; });
    row("'i' takes 2 to 3 of 1 inputs", "Let it take 1 to 1 of them", [](SearchSpace& s) {
        s.graph.blocks.push_back({.id = "i", .kind = BlockKind::Inputs, .low = 2, .high = 3});
        s.graph.links.push_back({"a", "i"});
    });
    row("chooses from 60 inputs, at most 52", "", [](SearchSpace& s) {
        s.graph.blocks.push_back({.id = "i", .kind = BlockKind::Inputs});
        for (int i = 0; i < 60; ++i)
            s.graph.links.push_back({"a", "i"});
    });
    row("a repeat block has one graph inside, found 0", "", [](SearchSpace& s) { find(s, "r").body.clear(); });
    row("an alternative stands for one graph, found 0", "",
        [](SearchSpace& s) { find(s, "c").alternatives[0].body.clear(); });
    row("found 5 to 2", "Set it to 2 to 5 copies", [](SearchSpace& s) {
        find(s, "r").low = 5;
        find(s, "r").high = 2;
    });
    row("found 0 to 0", "Set it to 0 to 1 copies", [](SearchSpace& s) { find(s, "r").low = find(s, "r").high = 0; });
    row("the choice 'c' has no alternatives", "", [](SearchSpace& s) { find(s, "c").alternatives.clear(); });
    row("a training block stands in the network's own graph", "Remove this block", [](SearchSpace& s) {
        s.graph.blocks.push_back(block("t1", BlockKind::Training));
        s.graph.blocks.push_back(block("t2", BlockKind::Training));
    });
    row("'a' takes 1 input, 2 links lead to it", "Put a merge block before it", [](SearchSpace& s) {
        s.graph.links.push_back({"input", "a"});
    });
    row("'opt' takes 1 input, 2 links lead to it", "Put a merge block before it", [](SearchSpace& s) {
        s.graph.blocks.push_back({.id = "opt", .kind = BlockKind::Optional, .body = {Graph{{op("op", "sum")}, {}}}});
        s.graph.links.push_back({"input", "opt"});
        s.graph.links.push_back({"a", "opt"});
    });
    row("no loose end is left", "Let it merge all of its inputs", [](SearchSpace& s) {
        s.graph.blocks.insert(s.graph.blocks.end() - 1, {.id = "m", .kind = BlockKind::Merge, .looseEnds = true});
        s.graph.links.push_back({"a", "m"});
        s.graph.links[0] = {"input", "a"};
    });
    // Cells.
    row("there is no cell 'gone'", "", [](SearchSpace& s) {
        find(s, "r").body.front() = {{cellUse("u", "gone")}, {}};
    });
    row("the cell 'k' has 1 inputs, 2 links lead to 'u'", "", [](SearchSpace& s) {
        s.cells["k"] = chain({block("i", BlockKind::Input), op("o", "identity"), block("e", BlockKind::Output)});
        s.graph.blocks.push_back(cellUse("u", "k"));
        s.graph.links.push_back({"a", "u"});
        s.graph.links.push_back({"input", "u"});
    });
    row("the cell 'k' uses itself", "", [](SearchSpace& s) { s.cells["k"] = {{cellUse("u", "k")}, {}}; });
    row("the cell 'k' needs a value for its parameter 'size'", "", [](SearchSpace& s) {
        s.cells["k"] = {{op("o", "conv2d", {{"kernel", ParamValue{{}, {}, "size"}}})}, {}};
        find(s, "r").body.front() = {{cellUse("u", "k")}, {}};
    });
    row("the cell 'k' has no parameter 'size'", "Remove the parameter", [](SearchSpace& s) {
        s.cells["k"] = {{op("o", "conv2d")}, {}};
        find(s, "r").body.front() = {{cellUse("u", "k")}, {}};
        find(s, "r").body.front().blocks[0].params["size"].fixed = 3;
    });
    row("the parameter 'size' of a cell, but stands in none", "Take the default value", [](SearchSpace& s) {
        find(s, "a").params["kernel"] = ParamValue{{}, {}, "size"};
    });
    // Parameters.
    const auto kernel = [](ParamValue value) {
        return [value](SearchSpace& s) { find(s, "a").params["kernel"] = value; };
    };
    row("unknown setting 'kernal'", "Remove the parameter",
        [](SearchSpace& s) { find(s, "a").params["kernal"].fixed = 3; });
    row("found 0", "Set it to 1", kernel({0, {}, {}}));
    row("found 2.6", "Set it to 3", kernel({2.6, {}, {}}));
    row("found \"big\"", "Take the default value", kernel({"big", {}, {}}));
    row("the lower bound 5 is not below the upper bound 2", "Swap its bounds", kernel(domain(Domain::integer(5, 2))));
    row("a value is listed twice", "List each value once", kernel(domain(Domain::categorical({"1", "3", "1"}))));
    row("there is nothing to choose from", "Take the default value", kernel(domain(Domain::categorical({}))));
    row("found 'many'", "Keep the values that are possible", kernel(domain(Domain::categorical({"1", "many", "3"}))));
    row("expected a whole number from 1", "Keep to the range that is possible",
        kernel(domain(Domain::integer(-1, 5, 2))));
    row("cannot be a subset", "Choose one of its values",
        kernel(domain({.kind = DomainKind::Subset, .choices = {"1", "3"}, .maxSize = 2})));
    row("expected whole bounds", "", kernel(domain(Domain::integer(1, 3.5))));
    row("'bomb'", "", [](SearchSpace& s) { find(s, "a").op = "bomb"; });
    row("inside the body", "Remove the parameter",
        [](SearchSpace& s) { find(s, "r").body.front().blocks.front().params["inside the body"].fixed = 1; });
    row("inside an alternative", "Remove the parameter", [](SearchSpace& s) {
        find(s, "c").alternatives[1].body.front().blocks.front().params["inside an alternative"].fixed = 1;
    });
    // The whole.
    row("unknown text form 'morse'", "Remove the text form", [](SearchSpace& s) { s.textForm = "morse"; });
    row("Unexpected end of expression", "", [](SearchSpace& s) { s.constraints = {"params <="}; });
    row("a logarithmic range starts above 0", "", [](SearchSpace& s) {
        s.decisions.push_back({"d", Domain::logReal(0, 1), {}, {}});
    });
    row("the network ends in", "", [](SearchSpace& s) {
        s.graph.links.back().from = "a";
        std::erase_if(s.graph.blocks, [](const Block& b) { return b.id == "linear" || b.id == "pool"; });
        std::erase_if(s.graph.links, [](const Link& l) { return l.to == "linear" || l.to == "pool"; });
    });
    row("expects an image [C,H,W]", "", [](SearchSpace& s) { s.task.input = Shape::vector(7); });
    row("hears every node once", "Link each node to its output", [](SearchSpace& s) {
        s = spaceOf({recurrentLayer()});
        s.task = {.input = Shape::sequence(4, 5), .classes = 3};
    });
    row("cannot stand inside a recurrent cell", "", [](SearchSpace& s) {
        s = spaceOf({recurrentLayer()});
        find(s, "layer").body.front().blocks[1].op = "conv2d";
    });
    return broken;
}

} // namespace cw::space::test
