// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/place.h"

#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

namespace cw::space {

namespace {

/// Finds blocks by their ids for thousands of issues of one state, in graphs of thousands of blocks.
class BlockFinder {
public:
    const Block* find(const Graph& graph, const std::string& id)
    {
        constexpr std::size_t few = 32; // are found faster by looking through them
        if (graph.blocks.size() <= few)
            return graph.find(id);
        auto [index, isNew] = m_indices.try_emplace(&graph);
        for (std::size_t i = 0; isNew && i < graph.blocks.size(); ++i)
            index->second.emplace(graph.blocks[i].id, &graph.blocks[i]); // of two of one id the first
        const auto found = index->second.find(id);
        return found == index->second.end() ? nullptr : found->second;
    }

private:
    std::unordered_map<const Graph*, std::unordered_map<std::string_view, const Block*>> m_indices;
};

/// One part of a path between slashes: "conv[2].kernel".
struct Part {
    std::string id;
    std::string copies; ///< "[2]"
    std::string param;
};

/// Follows a path through the drawing, part by part.
class Walk {
public:
    Walk(const SearchSpace& space, const Graph& start, BlockFinder& finder)
        : m_space(space)
        , m_finder(finder)
        , m_graphs{&start}
    {
    }
    void startInCell(const std::string& name) { m_text = fmt::format("cell '{}'", name); }

    /// Whether the drawing has this part; it is named either way.
    bool follow(const std::string& text);
    std::string text() const { return m_use.empty() ? m_text : fmt::format("{} (in {})", m_text, m_use); }

private:
    static Part partOf(const std::string& text, std::size_t dot);
    const Block* find(const std::string& id) const;
    bool step(const Part& part);
    bool alternative(const Part& part);
    void enter(const Block& block, const Part& part);
    void add(const std::string& word, const Part& part)
    {
        m_text = insidePlace(m_text, word + part.copies);
        if (!part.param.empty())
            m_text += " > parameter " + part.param;
    }

    const SearchSpace& m_space;
    BlockFinder& m_finder;
    std::vector<const Graph*> m_graphs; ///< in which the next part is looked for
    const Block* m_choice = nullptr;    ///< whose alternatives it may name
    std::string m_text;
    std::string m_use; ///< of the cell that the walk is in
};

Part Walk::partOf(const std::string& text, std::size_t dot)
{
    Part part{text.substr(0, dot), {}, dot == std::string::npos ? std::string() : text.substr(dot + 1)};
    const std::size_t bracket = part.id.find('[');
    if (bracket != std::string::npos) {
        part.copies = part.id.substr(bracket);
        part.id.erase(bracket);
    }
    return part;
}

const Block* Walk::find(const std::string& id) const
{
    for (const Graph* graph : m_graphs) {
        if (const Block* block = m_finder.find(*graph, id))
            return block;
    }
    return nullptr;
}

void Walk::enter(const Block& block, const Part& part)
{
    add(placeWord(block.kind, block.id), part);
    m_choice = block.kind == BlockKind::Choice ? &block : nullptr;
    m_graphs.clear();
    for (const Graph& body : block.body)
        m_graphs.push_back(&body);
    for (const Alternative& each : block.alternatives) {
        for (const Graph& body : each.body)
            m_graphs.push_back(&body);
    }
    const auto cell = m_space.cells.find(block.cell);
    if (block.kind == BlockKind::Cell && cell != m_space.cells.end())
        m_graphs.push_back(&cell->second);
}

bool Walk::alternative(const Part& part)
{
    if (m_choice == nullptr)
        return false;
    for (const Alternative& each : m_choice->alternatives) {
        if (each.name != part.id)
            continue;
        add("alternative " + each.name, part);
        m_choice = nullptr;
        m_graphs.clear();
        for (const Graph& body : each.body)
            m_graphs.push_back(&body);
        return true;
    }
    return false;
}

bool Walk::step(const Part& part)
{
    if (alternative(part))
        return true;
    const Block* block = find(part.id);
    if (block == nullptr)
        return false;
    enter(*block, part);
    return true;
}

bool Walk::follow(const std::string& text)
{
    if (m_graphs.size() == 1) { // what stands inside a cell is the cell's, wherever that is used
        for (const auto& [name, cell] : m_space.cells) {
            if (m_graphs.front() == &cell && !m_text.empty() && !m_text.starts_with(fmt::format("cell '{}'", name))) {
                m_use = m_use.empty() ? m_text : fmt::format("{}, in {}", m_text, m_use);
                m_text = fmt::format("cell '{}'", name);
            }
        }
    }
    // A dot may be part of an id, or lead to a parameter.
    for (std::size_t dot = text.size(); dot != std::string::npos && dot > 0; dot = text.rfind('.', dot - 1)) {
        if (step(partOf(text, dot == text.size() ? std::string::npos : dot)))
            return true;
    }
    const Part last = partOf(text, text.rfind('.'));
    add(fmt::format("block {}", last.id), last);
    m_graphs.clear();
    m_choice = nullptr;
    return false;
}

} // namespace

std::vector<std::string> pathParts(const std::string& path)
{
    std::vector<std::string> parts;
    std::size_t start = 0;
    for (std::size_t end = path.find('/'); end != std::string::npos; end = path.find('/', start)) {
        parts.push_back(path.substr(start, end - start));
        start = end + 1;
    }
    parts.push_back(path.substr(start));
    return parts;
}

std::string_view placeNoun(BlockKind kind)
{
    switch (kind) {
    case BlockKind::Merge:
    case BlockKind::Inputs:
        return "node";
    case BlockKind::Cell:
        return "block";
    default:
        return toText(kind);
    }
}

std::string placeWord(BlockKind kind, const std::string& id)
{
    return placeNoun(kind) == id ? id : fmt::format("{} {}", placeNoun(kind), id);
}

std::string insidePlace(const std::string& around, const std::string& part)
{
    return around.empty() ? part : around + " > " + part;
}

namespace {

std::string placeIn(const SearchSpace& space, const std::string& path, BlockFinder& finder)
{
    if (path.empty())
        return "the network";
    const std::vector<std::string> parts = pathParts(path);
    const auto follow = [&](Walk& walk, std::size_t first) {
        bool known = true;
        for (std::size_t i = first; i < parts.size(); ++i)
            known = walk.follow(parts[i]) && known;
        return known;
    };
    Walk network(space, space.graph, finder);
    const bool known = follow(network, 0);
    const std::string name = parts.front().substr(0, parts.front().find('.'));
    const auto cell = space.cells.find(space.cells.count(parts.front()) > 0 ? parts.front() : name);
    if (known || cell == space.cells.end())
        return network.text();
    Walk inCell(space, cell->second, finder);
    inCell.startInCell(cell->first);
    if (cell->first != parts.front() && parts.size() == 1) // a cell of one op: "normal.kernel"
        return fmt::format("cell '{}' > parameter {}", cell->first, parts.front().substr(name.size() + 1));
    follow(inCell, 1);
    return inCell.text();
}

} // namespace

std::string placeOf(const SearchSpace& space, const std::string& path)
{
    BlockFinder finder;
    return placeIn(space, path, finder);
}

void namePlaces(const SearchSpace& space, Issues& issues)
{
    BlockFinder finder;
    for (Issue& issue : issues) {
        if (issue.where.empty())
            issue.where = placeIn(space, issue.path, finder);
    }
}

} // namespace cw::space
