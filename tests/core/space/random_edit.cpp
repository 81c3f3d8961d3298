// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/space/random_edit.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "core/space/block_schema.h"
#include "core/space/edit/fragment.h"
#include "core/space/op.h"
#include "core/space/validate.h"

namespace cw::space::test {

namespace {

class Person {
public:
    Person(SearchSpace& space, Rng& rng)
        : m_space(space)
        , m_rng(rng)
    {
        // Most graphs are the bodies of alternatives; a person works in the others as often.
        auto graphs = allGraphs(space);
        if (rng.chance(0.5))
            std::erase_if(graphs, [](const GraphAddress& at) { return !at.steps.empty(); });
        m_at = graphs[rng.below(graphs.size())];
        m_graph = graphAt(space, m_at);
    }

    RandomEdit act();

private:
    template <class T>
    static std::string said(const Result<T>& result)
    {
        return result ? std::string() : "refused: " + result.error().problem();
    }
    template <class T>
    const T& any(const std::vector<T>& list)
    {
        return list[m_rng.below(list.size())];
    }
    std::string id()
    {
        if (m_graph->blocks.empty() || m_rng.chance(0.03))
            return "nobody";
        return any(m_graph->blocks).id;
    }
    std::string idOf(BlockKind kind)
    {
        std::vector<std::string> ids;
        for (const Block& block : m_graph->blocks) {
            if (block.kind == kind)
                ids.push_back(block.id);
        }
        return ids.empty() || m_rng.chance(0.1) ? id() : any(ids);
    }
    std::vector<std::string> ids()
    {
        std::vector<std::string> list;
        for (std::uint64_t i = 0; i <= m_rng.below(4); ++i)
            list.push_back(id());
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        return list;
    }
    std::string name()
    {
        static const std::vector<std::string> names{"conv", "0-1",   "a.b", "🎉 party", "שלום",   "x=y",
                                                    "a/b",  "input", "",    "0_1",     "params", "node"};
        if (m_rng.chance(0.05))
            return std::string(10'000, 'n');
        return m_rng.chance(0.4) ? any(names) : fmt::format("n{}", m_rng.below(1000));
    }
    int small() { return static_cast<int>(m_rng.range(-1, 4)); }
    double coordinate() { return m_rng.chance(0.02) ? 1e9 : std::round(m_rng.uniform() * 4000) / 2 - 500; }
    Link link()
    {
        if (!m_graph->links.empty() && m_rng.chance(0.8))
            return any(m_graph->links);
        return {id(), id(), m_rng.chance(0.1)};
    }
    std::string cell()
    {
        std::vector<std::string> names{"nowhere"};
        for (const auto& [each, graph] : m_space.cells)
            names.push_back(each);
        return any(names);
    }
    Block op()
    {
        const auto& entries = opCatalogue().entries();
        return {.kind = BlockKind::Op, .op = m_rng.chance(0.05) ? "no-op" : entries[m_rng.below(entries.size())].id};
    }
    Block block();
    ParamValue value(const Block& of, const std::string& name);

    SearchSpace& m_space;
    Rng& m_rng;
    GraphAddress m_at;
    const Graph* m_graph;
};

Block Person::block()
{
    Block made = op();
    if (m_rng.chance(0.5)) {
        made = {.kind = static_cast<BlockKind>(m_rng.below(11))};
        if (made.kind == BlockKind::Op)
            made = op();
        if (made.kind == BlockKind::Cell)
            made.cell = cell();
        if (made.kind == BlockKind::Choice && m_rng.chance(0.7))
            made.alternatives.push_back({"one", {Graph{{op()}, {}}}});
        if (made.kind == BlockKind::Choice && !made.alternatives.empty())
            made.alternatives.front().body.front().blocks.front().id = "op";
        if (made.kind == BlockKind::Inputs || made.kind == BlockKind::Repeat)
            made.high = 1 + static_cast<int>(m_rng.below(3));
    }
    if (m_rng.chance(0.3))
        made.id = name();
    made.x = coordinate();
    made.y = coordinate();
    return made;
}

ParamValue Person::value(const Block& of, const std::string& name)
{
    ParamValue made;
    const ParamSchema* schema = schemaOf(of);
    const ParamSpec* spec = schema == nullptr ? nullptr : schema->find(name);
    switch (m_rng.below(6)) {
    case 0:
        made.fixed = spec == nullptr ? Json(3) : spec->defaultValue;
        break;
    case 1:
        made.fixed = static_cast<int>(m_rng.below(9));
        break;
    case 2:
        made.domain = Domain::categorical({"1", "3", "5"});
        if (spec != nullptr && !spec->choices.empty())
            made.domain = Domain::categorical(spec->choices);
        break;
    case 3:
        made.domain = Domain::integer(1, 4);
        break;
    case 4:
        made.domain = Domain::real(m_rng.chance(0.5) ? -0.0 : 0.1, 0.5);
        break;
    default:
        made.of = m_rng.chance(0.5) ? "size" : name;
    }
    return made;
}

RandomEdit Person::act()
{
    SearchSpace& space = m_space;
    const auto param = [&] {
        const std::string on = m_rng.chance(0.7) ? idOf(BlockKind::Op) : id();
        const Block* of = m_graph->find(on);
        std::string parameter = "kernel";
        const ParamSchema* schema = of == nullptr ? nullptr : schemaOf(*of);
        if (schema != nullptr && !schema->specs().empty() && m_rng.chance(0.9))
            parameter = any(schema->specs()).name;
        if (of == nullptr || m_rng.chance(0.2))
            return said(setParam(space, m_at, on, parameter, std::nullopt));
        return said(setParam(space, m_at, on, parameter, value(*of, parameter)));
    };
    const auto paste = [&] {
        const auto graphs = allGraphs(space);
        const Fragment fragment = copyBlocks(space, m_at, ids());
        const auto read = fragmentFromText(toText(fragment));
        return read ? said(pasteFragment(space, any(graphs), *read, {coordinate(), coordinate()})) : said(read);
    };
    const auto mend = [&] {
        const Issues issues = validateStructure(space);
        return issues.empty() ? std::string("refused: no issue") : said(applyFix(space, any(issues)));
    };
    const auto constrain = [&] {
        std::vector<std::string> constraints = space.constraints;
        if (constraints.empty() || m_rng.chance(0.5))
            constraints.push_back("depth <= " + std::to_string(m_rng.below(100)));
        else
            constraints.pop_back();
        return said(setConstraints(space, constraints));
    };
    struct Action {
        const char* name;
        std::function<std::string()> run;
    };
    const std::vector<Action> actions{
        {"addBlock", [&] { return said(addBlock(space, m_at, block())); }},
        {"addBlock", [&] { return said(addBlock(space, m_at, op())); }},
        {"insertBlock", [&] { return said(insertBlock(space, m_at, link(), block())); }},
        {"removeBlocks", [&] { return said(removeBlocks(space, m_at, ids(), m_rng.chance(0.5))); }},
        {"removeBlocks", [&] { return said(removeBlocks(space, m_at, {id()}, m_rng.chance(0.5))); }},
        {"detachBlock", [&] { return said(detachBlock(space, m_at, id())); }},
        {"moveBlocks",
         [&] {
             return said(moveBlocks(space, m_at, {{id(), {coordinate(), coordinate()}}}));
         }},
        {"duplicateBlocks",
         [&] {
             return said(duplicateBlocks(space, m_at, ids(), {16, 16}));
         }},
        {"renameBlock", [&] { return said(renameBlock(space, m_at, id(), name())); }},
        {"renameBlock", [&] { return said(renameBlock(space, m_at, id(), name())); }},
        {"setTitle", [&] { return said(setTitle(space, m_at, id(), name())); }},
        {"addLink",
         [&] {
             return said(addLink(space, m_at, {id(), id(), m_rng.chance(0.1)}));
         }},
        {"addLink",
         [&] {
             return said(addLink(space, m_at, {id(), id()}));
         }},
        {"removeLinks", [&] { return said(removeLinks(space, m_at, {link()})); }},
        {"setParam", param},
        {"setParam", param},
        {"setRange", [&] { return said(setRange(space, m_at, idOf(BlockKind::Repeat), small(), small())); }},
        {"setRange", [&] { return said(setRange(space, m_at, idOf(BlockKind::Inputs), small(), small())); }},
        {"setTied", [&] { return said(setTied(space, m_at, idOf(BlockKind::Repeat), m_rng.chance(0.5))); }},
        {"setStage", [&] { return said(setStage(space, m_at, idOf(BlockKind::Repeat), m_rng.chance(0.5))); }},
        {"setMerge", [&] { return said(setMerge(space, m_at, idOf(BlockKind::Merge), any(mergeNames()))); }},
        {"setMerge", [&] { return said(setMerge(space, m_at, idOf(BlockKind::Inputs), any(mergeNames()))); }},
        {"setLooseEnds", [&] { return said(setLooseEnds(space, m_at, idOf(BlockKind::Output), m_rng.chance(0.5))); }},
        {"setGives",
         [&] {
             return said(setGives(space, m_at, idOf(BlockKind::Repeat), {{"stride", {2, 1}}}));
         }},
        {"setCell", [&] { return said(setCell(space, m_at, idOf(BlockKind::Cell), cell())); }},
        {"addAlternative", [&] { return said(addAlternative(space, m_at, idOf(BlockKind::Choice), op(), {})); }},
        {"removeAlternative", [&] { return said(removeAlternative(space, m_at, idOf(BlockKind::Choice), small())); }},
        {"moveAlternative",
         [&] { return said(moveAlternative(space, m_at, idOf(BlockKind::Choice), small(), small())); }},
        {"renameAlternative",
         [&] { return said(renameAlternative(space, m_at, idOf(BlockKind::Choice), small(), name())); }},
        {"wrapBlock",
         [&] {
             return said(wrapBlock(
                 space, m_at, id(),
                 any(std::vector{BlockKind::Choice, BlockKind::Optional, BlockKind::Repeat, BlockKind::Merge})));
         }},
        {"unwrapBlock", [&] { return said(unwrapBlock(space, m_at, id(), std::max(0, small()))); }},
        {"groupBlocks", [&] { return said(groupBlocks(space, m_at, ids(), m_rng.chance(0.5) ? "" : name())); }},
        {"ungroupCell", [&] { return said(ungroupCell(space, m_at, idOf(BlockKind::Cell))); }},
        {"addCell", [&] { return said(addCell(space, name())); }},
        {"renameCell", [&] { return said(renameCell(space, cell(), name())); }},
        {"removeCell", [&] { return said(removeCell(space, cell())); }},
        {"setConstraints", constrain},
        {"setNames", [&] { return said(setNames(space, name(), name())); }},
        {"setTask", [&] { return said(setTask(space, {.input = Shape::image(3, 16, small())})); }},
        {"pasteFragment", paste},
        {"applyFix", mend},
        {"applyFix", mend},
    };
    const Action& action = any(actions);
    const std::string refused = action.run();
    return {action.name, refused.empty(), refused};
}

void addGraphs(const Graph& graph, const GraphAddress& at, std::vector<GraphAddress>& into)
{
    into.push_back(at);
    for (const Block& block : graph.blocks) {
        const auto inside = [&](const std::vector<Graph>& body, int alternative) {
            GraphAddress inner = at;
            inner.steps.push_back({block.id, alternative});
            for (const Graph& each : body)
                addGraphs(each, inner, into);
        };
        inside(block.body, -1);
        for (std::size_t i = 0; i < block.alternatives.size(); ++i)
            inside(block.alternatives[i].body, static_cast<int>(i));
    }
}

} // namespace

std::vector<GraphAddress> allGraphs(const SearchSpace& space)
{
    std::vector<GraphAddress> graphs;
    addGraphs(space.graph, {}, graphs);
    for (const auto& [name, cell] : space.cells)
        addGraphs(cell, {.cell = name}, graphs);
    return graphs;
}

RandomEdit editAtRandom(SearchSpace& space, Rng& rng)
{
    return Person(space, rng).act();
}

} // namespace cw::space::test
