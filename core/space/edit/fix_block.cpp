// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"
#include "core/space/edit/fix.h"
#include "core/space/edit/references.h"
#include "core/space/graph_plan.h"
#include "core/space/limits.h"

namespace cw::space {

namespace {

/// A change of one block, which is found by its place: its id may be what is wrong with it.
class BlockFix {
public:
    BlockFix(const FixPlace& place, std::size_t index)
        : m_at(place.at)
        , m_index(index)
    {
    }
    Fix change(std::string title, std::function<void(Block&)> change) const
    {
        return onGraph(std::move(title),
                       [index = m_index, change = std::move(change)](Graph& graph) { change(graph.blocks[index]); });
    }
    Fix onGraph(std::string title, std::function<void(Graph&)> change) const
    {
        return {std::move(title),
                [at = m_at, change = std::move(change)](SearchSpace& space) { change(*graphAt(space, at)); }};
    }
    Fix removeLinks(std::string title, std::function<bool(const Link&)> goes) const
    {
        return onGraph(std::move(title), [goes = std::move(goes)](Graph& graph) { std::erase_if(graph.links, goes); });
    }

private:
    GraphAddress m_at;
    std::size_t m_index;
};

/// A name without the characters that names cannot have.
std::string legalName(const std::string& name, const std::string& byDefault)
{
    std::string legal;
    for (const char c : name) {
        if (static_cast<unsigned char>(c) >= 0x20 && std::string_view("=;/[]").find(c) == std::string_view::npos)
            legal += c;
    }
    while (legal.size() > 128 || (!legal.empty() && !isUtf8(legal)))
        legal.pop_back();
    return idRefusal(legal).empty() ? legal : byDefault;
}

std::optional<Fix> linkFix(const BlockFix& fix, const FixPlace& place, const Block& block, const Issue& issue)
{
    const std::string& id = block.id;
    if (issue.what == fmt::format("a link leads into the {} block", toText(block.kind)))
        return fix.removeLinks("Remove the link", [id](const Link& link) { return link.to == id; });
    if (issue.what == fmt::format("a link leads out of the {} block", toText(block.kind)))
        return fix.removeLinks("Remove the link", [id](const Link& link) { return link.from == id; });
    if (issue.what.starts_with(fmt::format("a link takes what '{}' gave before its last copy", id)))
        return fix.onGraph("Take its result", [id](Graph& graph) {
            for (Link& link : graph.links)
                link.previous = link.previous && link.from != id;
        });
    if (block.kind == BlockKind::Output && issue.what == fmt::format("'{}' has no input", id)) {
        // Only where one block alone waits to be the last.
        const FixPlace& here = place;
        return fixOfGraph({here.space, here.graph, here.at, here.path, here.recurrent},
                          {here.path, "nothing leads to the output", {}});
    }
    const bool tooMany = (says(issue, " takes 1 input, ") || says(issue, " may be left out, but ")) &&
                         issue.what.starts_with(fmt::format("'{}'", id)) && says(issue, " links lead to it");
    if (!tooMany || place.recurrent)
        return {};
    return fix.onGraph("Put a merge block before it", [id](Graph& graph) {
        const std::string merge = UniqueNames(graph).make("merge");
        const auto at =
            std::find_if(graph.blocks.begin(), graph.blocks.end(), [&](const Block& each) { return each.id == id; });
        Block merging{
            .id = merge, .kind = BlockKind::Merge, .x = std::max(at->x - kColumnWidth / 2, -kMaxPosition), .y = at->y};
        graph.blocks.insert(at, std::move(merging));
        for (Link& link : graph.links) {
            if (link.to == id)
                link.to = merge;
        }
        graph.links.push_back({merge, id});
    });
}

std::optional<Fix> rangeFix(const BlockFix& fix, const FixPlace& place, const Block& block, const Issue& issue)
{
    int low = block.low;
    int high = block.high;
    if (block.kind == BlockKind::Repeat && says(issue, "expected a number of copies from 0 or more")) {
        if (low > high)
            std::swap(low, high);
        high = std::clamp(high, 1, kMaxCopies);
        low = std::clamp(low, 0, high);
        return fix.change(fmt::format("Set it to {} to {} copies", low, high), [low, high](Block& each) {
            each.low = low;
            each.high = high;
        });
    }
    if (block.kind != BlockKind::Inputs || !says(issue, " inputs, expected from 1 to "))
        return {};
    const auto count = static_cast<int>(std::count_if(place.graph.links.begin(), place.graph.links.end(),
                                                      [&](const Link& link) { return link.to == block.id; }));
    if (low > high)
        std::swap(low, high);
    high = std::clamp(high, 1, std::max(1, count));
    low = std::clamp(low, 1, high);
    return fix.change(fmt::format("Let it take {} to {} of them", low, high), [low, high](Block& each) {
        each.low = low;
        each.high = high;
    });
}

std::optional<Fix> nameFix(const BlockFix& fix, const FixPlace& place, std::size_t index, const Issue& issue)
{
    const Block& block = place.graph.blocks[index];
    if (issue.what == fmt::format("two blocks have the id '{}'", block.id)) {
        // Links mean the first of the two.
        const auto first = indexOf(place.graph).at(block.id);
        if (first == index)
            return {};
        const std::string name = UniqueNames(place.graph).make(block.id);
        return fix.change(fmt::format("Rename the second to '{}'", name), [name](Block& each) {
            renameGiven(each, each.id, name);
            each.id = name;
        });
    }
    if (idRefusal(block.id) != issue.what)
        return {};
    const std::string name = UniqueNames(place.graph).make(legalName(block.id, plainId(block)));
    return fix.onGraph(fmt::format("Rename it to '{}'", name), [index, name](Graph& graph) {
        Block& each = graph.blocks[index];
        const std::string old = each.id;
        renameGivenIn(graph, each, old, name);
        each.id = name;
        for (Link& link : graph.links) {
            link.from = link.from == old ? name : link.from;
            link.to = link.to == old ? name : link.to;
        }
    });
}

std::optional<Fix> mergeFix(const BlockFix& fix, const FixPlace& place, const Block& block, const Issue& issue)
{
    if (issue.what.starts_with("expected to merge by ")) {
        const std::string way = place.recurrent ? "mean" : "sum";
        return fix.change(fmt::format("Let it merge by {}", way), [way](Block& each) { each.merge = way; });
    }
    if (block.looseEnds && says(issue, ", no loose end is left"))
        return fix.change("Let it merge all of its inputs", [](Block& each) { each.looseEnds = false; });
    return {};
}

/// The output of a recurrent cell hears every node once.
std::optional<Fix> hearingFix(const BlockFix& fix, const Block& block, const Issue& issue)
{
    if (block.kind != BlockKind::Recurrent || block.body.empty() || !says(issue, "hears every node once"))
        return {};
    return fix.change("Link each node to its output", [](Block& each) {
        Graph& body = each.body.front();
        const auto output = std::find_if(body.blocks.begin(), body.blocks.end(),
                                         [](const Block& inner) { return inner.kind == BlockKind::Output; });
        if (output == body.blocks.end())
            return;
        std::erase_if(body.links, [&](const Link& link) { return link.to == output->id; });
        for (const Block& inner : body.blocks) {
            if (inner.kind == BlockKind::Op || inner.kind == BlockKind::Choice)
                body.links.push_back({inner.id, output->id});
        }
    });
}

std::optional<Fix> alternativeFix(const BlockFix& fix, const FixPlace& place, const Block& block, const Issue& issue)
{
    const std::string path = blockPath(place.graph, block, place.path);
    for (std::size_t i = 0; i < block.alternatives.size(); ++i) {
        const std::string& name = block.alternatives[i].name;
        if (issue.path != joinPath(path, name))
            continue;
        UniqueNames names;
        bool again = false;
        for (std::size_t k = 0; k < block.alternatives.size(); ++k) {
            again = again || (k < i && block.alternatives[k].name == name);
            names.add(block.alternatives[k].name);
        }
        const bool twice = issue.what == fmt::format("two alternatives of '{}' are called '{}'", block.id, name);
        if ((!twice || !again) && idRefusal(name) != issue.what)
            continue;
        const std::string newName = names.make(legalName(name, "alternative"));
        return fix.change(fmt::format("Rename {} to '{}'", twice ? "the second" : "it", newName),
                          [i, newName](Block& each) { each.alternatives[i].name = newName; });
    }
    return {};
}

} // namespace

std::optional<Fix> fixOfBlock(const FixPlace& place, std::size_t index, const Issue& issue)
{
    const Block& block = place.graph.blocks[index];
    const BlockFix fix(place, index);
    if (issue.path.starts_with(blockPath(place.graph, block, place.path))) {
        if (auto found = alternativeFix(fix, place, block, issue))
            return found;
    }
    const bool here =
        issue.path == blockPath(place.graph, block, place.path) || issue.path == joinPath(place.path, block.id);
    if (!here)
        return {};
    if (auto found = nameFix(fix, place, index, issue))
        return found;
    if (auto found = linkFix(fix, place, block, issue))
        return found;
    if (auto found = rangeFix(fix, place, block, issue))
        return found;
    if (auto found = mergeFix(fix, place, block, issue))
        return found;
    if (says(issue, "can give values"))
        return fix.change("Remove what it gives", [](Block& each) { each.gives.clear(); });
    if (block.kind == BlockKind::Training && says(issue, "a training block stands in the network's own graph"))
        return fix.onGraph("Remove this block", [index](Graph& graph) {
            const std::string id = graph.blocks[index].id;
            graph.blocks.erase(graph.blocks.begin() + static_cast<std::ptrdiff_t>(index));
            std::erase_if(graph.links, [&](const Link& link) { return link.from == id || link.to == id; });
        });
    return hearingFix(fix, block, issue);
}

} // namespace cw::space
