// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/fragment.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/space/edit/comments.h"
#include "core/space/edit/decision_names.h"
#include "core/space/edit/editing.h"
#include "core/space/edit/foreign_text.h"
#include "core/space/edit/references.h"
#include "core/space/edit/space_diff.h"
#include "core/space/limits.h"

namespace cw::space {

namespace {

constexpr const char* kFormat = "cellwright-fragment";
constexpr int kVersion = 1;
constexpr const char* kWhere = "pasted text";

Error badFragment(const std::string& what)
{
    return Error(ErrorCode::Format, what, kWhere);
}

/// Blocks with the links among them.
Graph partOf(const Graph& graph, const std::unordered_set<std::string>& ids)
{
    Graph part;
    std::unordered_set<std::string_view> seen; // of two blocks of one id, in a damaged file, links mean the first
    for (const Block& block : graph.blocks) {
        if (ids.count(block.id) > 0 && seen.insert(block.id).second)
            part.blocks.push_back(block);
    }
    for (const Link& link : graph.links) {
        if (ids.count(link.from) > 0 && ids.count(link.to) > 0)
            part.links.push_back(link);
    }
    return part;
}

std::vector<std::string> cellsUsedBy(const Graph& graph)
{
    std::vector<std::string> cells;
    forEachGraphIn(graph, [&](const Graph& each) {
        for (const Block& block : each.blocks) {
            if (block.kind == BlockKind::Cell)
                cells.push_back(block.cell);
        }
    });
    return cells;
}

/// The cells that a graph needs, those inside them first. Empty, with a sentence, where one uses itself.
std::vector<std::string> neededCells(const Graph& graph, const std::map<std::string, Graph>& cells,
                                     std::string& problem)
{
    enum class State { New, Open, Done };
    std::map<std::string, State> states;
    std::vector<std::string> order;
    std::vector<std::string> waiting = cellsUsedBy(graph);
    std::reverse(waiting.begin(), waiting.end());
    while (!waiting.empty()) {
        const std::string name = waiting.back();
        const auto cell = cells.find(name);
        State& state = states[name];
        if (cell == cells.end() || state == State::Done) {
            waiting.pop_back();
            continue;
        }
        if (state == State::Open) {
            state = State::Done;
            order.push_back(name);
            waiting.pop_back();
            continue;
        }
        state = State::Open;
        for (const std::string& inner : cellsUsedBy(cell->second)) {
            const State innerState = states[inner];
            if (innerState == State::Open) {
                problem = fmt::format("the cell '{}' uses itself", inner);
                return {};
            }
            if (innerState == State::New)
                waiting.push_back(inner);
        }
    }
    return order;
}

/// Without what stands in the drawing alone.
Graph withoutPlaces(Graph graph)
{
    forEachGraphIn(graph, [](Graph& each) {
        for (Block& block : each.blocks)
            block.x = block.y = 0;
        forgetComments(each);
    });
    return graph;
}

void useCells(Graph& graph, const Renamed& cells)
{
    forEachGraphIn(graph, [&](Graph& each) {
        for (Block& block : each.blocks) {
            const auto found = block.kind == BlockKind::Cell ? cells.find(block.cell) : cells.end();
            if (found != cells.end())
                block.cell = found->second;
        }
    });
}

/// Why links would not say which block they mean, or empty.
std::string idsProblem(const Graph& graph)
{
    std::unordered_set<std::string_view> ids;
    for (const Block& block : graph.blocks) {
        if (!ids.insert(block.id).second)
            return fmt::format("two blocks have the id '{}'", block.id);
    }
    return {};
}

std::string problemOf(const Fragment& fragment)
{
    std::size_t blocks = countBlocks(fragment.graph);
    for (const auto& [name, cell] : fragment.cells)
        blocks += countBlocks(cell);
    if (blocks > kMaxBlocks)
        return fmt::format("{} blocks, at most {} are possible", blocks, kMaxBlocks);
    std::string problem;
    Graph uses;
    for (const auto& [name, cell] : fragment.cells)
        uses.blocks.push_back({.id = name, .kind = BlockKind::Cell, .cell = name});
    neededCells(uses, fragment.cells, problem);
    return problem;
}

/// Without the ends of a network: what can stand in another one.
Result<Fragment> fromSpace(const Json& json, bool whole)
{
    Issue issue;
    auto space = spaceFromJson(json, kWhere, &issue);
    if (!space)
        return badFragment(issue.where.empty() ? issue.what : fmt::format("{}: {}", issue.where, issue.what));
    if (const std::string problem = idsProblem(space->graph); !problem.empty())
        return badFragment(problem);
    std::unordered_set<std::string> ids;
    for (const Block& block : space->graph.blocks) {
        if (!whole || (block.kind != BlockKind::Input && block.kind != BlockKind::Output))
            ids.insert(block.id);
    }
    Fragment fragment{partOf(space->graph, ids), std::move(space->cells)};
    giveComments(fragment.graph, commentsOf(space->graph));
    if (const std::string problem = problemOf(fragment); !problem.empty())
        return badFragment(problem);
    if (fragment.graph.blocks.empty() && commentsOf(fragment.graph).empty())
        return badFragment("there are no blocks in it");
    return fragment;
}

Result<Fragment> fromJson(const Json& json)
{
    const auto format = json.find("format");
    const std::string name = format != json.end() && format->is_string() ? format->get<std::string>() : std::string();
    if (name == "cwspace")
        return fromSpace(json, true);
    if (name == "cwarch") {
        const auto architecture = architectureFromJson(json, kWhere);
        return architecture ? fragmentOf(*architecture)
                            : Error(ErrorCode::Format, architecture.error().problem(), architecture.error().where());
    }
    if (const auto version = checkFormat(json, kFormat, kVersion, kWhere); !version)
        return version.error();
    Json space{{"format", "cwspace"}, {"version", kSpaceVersion}, {"name", "fragment"}};
    for (const char* key : {"graph", "cells"}) {
        if (json.contains(key))
            space[key] = json[key];
    }
    return fromSpace(space, false);
}

/// On its way into a graph.
class Paste {
public:
    Paste(SearchSpace& space, const GraphAddress& at, Graph& graph, const Fragment& fragment)
        : m_space(space)
        , m_at(at)
        , m_graph(graph)
        , m_fragment(fragment)
    {
    }

    /// What stands against it, or empty.
    std::string plan();
    Result<std::vector<std::string>> run(CanvasPoint place);

private:
    void choose();
    std::string planCells();
    std::string roomProblem() const;
    void move(CanvasPoint place);

    SearchSpace& m_space;
    const GraphAddress& m_at;
    Graph& m_graph;
    const Fragment& m_fragment;
    Graph m_part;
    std::vector<Comment> m_comments;
    Renamed m_cellNames;
    std::map<std::string, Graph> m_newCells;
};

/// A graph has its own ends, a network its own training.
void Paste::choose()
{
    const auto has = [&](BlockKind kind) {
        return std::any_of(m_graph.blocks.begin(), m_graph.blocks.end(),
                           [&](const Block& block) { return block.kind == kind; });
    };
    const bool ends = isBare(m_graph);
    const bool input = ends || has(BlockKind::Input);
    const bool output = ends || has(BlockKind::Output);
    const bool training = !(m_at == GraphAddress{}) || has(BlockKind::Training);
    std::unordered_set<std::string> ids;
    for (const Block& block : m_fragment.graph.blocks) {
        const bool stays = (block.kind == BlockKind::Input && input) || (block.kind == BlockKind::Output && output) ||
                           (block.kind == BlockKind::Training && training);
        if (!stays)
            ids.insert(block.id);
    }
    m_part = partOf(m_fragment.graph, ids);
    m_comments = commentsOf(m_fragment.graph);
}

std::string Paste::planCells()
{
    std::string problem;
    const auto needed = neededCells(m_part, m_fragment.cells, problem);
    UniqueNames names;
    for (const auto& [name, cell] : m_space.cells)
        names.add(name);
    for (const std::string& name : needed) {
        Graph cell = m_fragment.cells.at(name);
        useCells(cell, m_cellNames);
        const auto there = m_space.cells.find(name);
        if (there != m_space.cells.end() && isSame(withoutPlaces(there->second), withoutPlaces(cell)))
            continue;
        const std::string newName = names.make(name);
        if (newName != name)
            m_cellNames[name] = newName;
        m_newCells.emplace(newName, std::move(cell));
    }
    useCells(m_part, m_cellNames);
    return problem;
}

std::string Paste::roomProblem() const
{
    std::vector<const Block*> added;
    for (const Block& block : m_part.blocks)
        added.push_back(&block);
    if (std::string problem = recursionProblem(m_space, m_at.cell, added); !problem.empty())
        return problem;
    if (const auto fits = checkNesting(m_at, added); !fits)
        return fits.error().problem();
    for (const auto& [name, cell] : m_newCells) {
        for (const Block& block : cell.blocks)
            added.push_back(&block);
    }
    const auto room = checkCount(m_space, added);
    return room ? std::string() : room.error().problem();
}

std::string Paste::plan()
{
    choose();
    if (m_part.blocks.empty() && m_comments.empty())
        return "there is nothing to paste here";
    if (std::string problem = planCells(); !problem.empty())
        return problem;
    return roomProblem();
}

void Paste::move(CanvasPoint place)
{
    constexpr double far = std::numeric_limits<double>::infinity();
    CanvasPoint low{far, far};
    CanvasPoint high{-far, -far};
    const auto reach = [&](double x, double y) {
        low = {std::min(low.x, x), std::min(low.y, y)};
        high = {std::max(high.x, x), std::max(high.y, y)};
    };
    for (const Block& block : m_part.blocks)
        reach(block.x, block.y);
    for (const Comment& comment : m_comments) {
        reach(comment.box.x, comment.box.y);
        reach(comment.box.x + comment.box.width, comment.box.y + comment.box.height);
    }
    const auto put = [&](double& x, double& y) {
        x = std::clamp(x - (low.x + high.x) / 2 + place.x, -kMaxPosition, kMaxPosition);
        y = std::clamp(y - (low.y + high.y) / 2 + place.y, -kMaxPosition, kMaxPosition);
    };
    for (Block& block : m_part.blocks)
        put(block.x, block.y);
    for (Comment& comment : m_comments)
        put(comment.box.x, comment.box.y);
}

Result<std::vector<std::string>> Paste::run(CanvasPoint place)
{
    move(place);
    for (const Comment& comment : m_comments) {
        if (const auto added = addComment(m_space, m_at, comment); !added)
            return added.error();
    }
    if (m_part.blocks.empty())
        return std::vector<std::string>{};
    giveEnds(m_space, m_at, m_graph);
    UniqueNames names(m_graph);
    Renamed renamed;
    std::vector<std::string> ids;
    for (const Block& block : m_part.blocks) {
        ids.push_back(names.make(block.id));
        renamed.emplace(block.id, ids.back());
    }
    for (const Link& link : m_part.links)
        m_graph.links.push_back({renamed.at(link.from), renamed.at(link.to), link.previous});
    renameBlocks(m_part.blocks, renamed);
    insertBlocks(m_graph, std::move(m_part.blocks));
    m_space.cells.merge(m_newCells);
    return ids;
}

} // namespace

Fragment copyBlocks(const SearchSpace& space, const GraphAddress& at, const std::vector<std::string>& ids,
                    const std::vector<int>& comments)
{
    Fragment fragment;
    const Graph* graph = graphAt(space, at);
    if (graph == nullptr)
        return fragment;
    fragment.graph = partOf(*graph, {ids.begin(), ids.end()});
    std::string problem;
    for (const std::string& name : neededCells(fragment.graph, space.cells, problem))
        fragment.cells.emplace(name, space.cells.at(name));
    const std::vector<Comment> all = commentsOf(*graph);
    std::vector<Comment> copied;
    for (const int comment : comments) {
        if (comment >= 0 && static_cast<std::size_t>(comment) < all.size())
            copied.push_back(all[static_cast<std::size_t>(comment)]);
    }
    giveComments(fragment.graph, copied);
    return fragment;
}

std::string toText(const Fragment& fragment)
{
    SearchSpace space;
    space.graph = fragment.graph;
    space.cells = fragment.cells;
    const Json json = toJson(space);
    Json result{{"format", kFormat}, {"version", kVersion}};
    for (const char* key : {"graph", "cells"}) {
        if (json.contains(key))
            result[key] = json[key];
    }
    return result.dump(2) + '\n';
}

Result<Fragment> fragmentFromText(const std::string& text)
{
    if (text.size() > kMaxSpaceBytes)
        return badFragment(fmt::format("larger than {} bytes", kMaxSpaceBytes));
    if (!isUtf8(text))
        return badFragment("it is not text");
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string::npos || text[start] != '{')
        return fragmentFromPrinted(text);
    const auto json = parseJson(text, kWhere);
    return json ? fromJson(*json) : json.error();
}

Result<std::vector<std::string>> pasteFragment(SearchSpace& space, const GraphAddress& at, const Fragment& fragment,
                                               CanvasPoint place)
{
    const auto graph = graphToEdit(space, at);
    if (!graph)
        return graph.error();
    if (!(std::abs(place.x) <= kMaxPosition && std::abs(place.y) <= kMaxPosition))
        return refusal(fmt::format("the canvas ends {} units from its middle", kMaxPosition));
    Paste paste(space, at, **graph, fragment);
    if (const std::string problem = paste.plan(); !problem.empty())
        return refusal(problem);
    DecisionNames names(space);
    auto ids = paste.run(place);
    const auto followed = ids ? names.follow() : Done{};
    return followed ? std::move(ids) : followed.error();
}

} // namespace cw::space
