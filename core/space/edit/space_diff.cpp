// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/space_diff.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "core/base/assert.h"
#include "core/space/edit/editing.h"

namespace cw::space {

namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>; ///< places before and after of what stayed

std::string_view keyOf(const Block& block)
{
    return block.id;
}
std::string keyOf(const Link& link)
{
    return link.from + '\0' + link.to + '\0' + (link.previous ? 'p' : 'l');
}

bool sameKey(const Block& a, const Block& b)
{
    return a.id == b.id;
}
bool sameKey(const Link& a, const Link& b)
{
    return a == b;
}

/// What stayed in its order, by key. Members whose order changed count as gone and come.
template <class Item>
Pairs pairUp(const std::vector<Item>& before, const std::vector<Item>& after)
{
    Pairs pairs;
    std::size_t start = 0;
    std::size_t endBefore = before.size();
    std::size_t endAfter = after.size();
    while (start < std::min(endBefore, endAfter) && sameKey(before[start], after[start])) {
        pairs.emplace_back(start, start);
        ++start;
    }
    Pairs tail;
    while (endBefore > start && endAfter > start && sameKey(before[endBefore - 1], after[endAfter - 1]))
        tail.emplace_back(--endBefore, --endAfter);
    using Key = decltype(keyOf(before.front()));
    std::unordered_map<Key, std::vector<std::size_t>> places; // in the list before, the last one first
    for (std::size_t i = endBefore; i > start; --i)
        places[keyOf(before[i - 1])].push_back(i - 1);
    std::size_t next = start;
    for (std::size_t j = start; j < endAfter; ++j) {
        const auto found = places.find(keyOf(after[j]));
        if (found == places.end())
            continue;
        auto& at = found->second;
        while (!at.empty() && at.back() < next)
            at.pop_back();
        if (at.empty())
            continue;
        // One that jumped far ahead must not make all between it look gone.
        const std::size_t jump = at.back();
        if (jump > next && j + 1 < endAfter) {
            const auto after2 = places.find(keyOf(after[j + 1]));
            const bool follows =
                after2 != places.end() && std::any_of(after2->second.begin(), after2->second.end(),
                                                      [&](std::size_t k) { return k >= next && k < jump; });
            if (follows)
                continue;
        }
        pairs.emplace_back(jump, j);
        next = jump + 1;
    }
    pairs.insert(pairs.end(), tail.rbegin(), tail.rend());
    return pairs;
}

template <class Item>
ListDiff<Item> diffOf(const std::vector<Item>& before, const std::vector<Item>& after, const Pairs& pairs)
{
    ListDiff<Item> diff;
    std::size_t i = 0;
    std::size_t j = 0;
    const auto upTo = [&](std::size_t endBefore, std::size_t endAfter) {
        for (; i < endBefore; ++i)
            diff.removed.emplace_back(i, before[i]);
        for (; j < endAfter; ++j)
            diff.added.emplace_back(j, after[j]);
    };
    for (const auto& [b, a] : pairs) {
        upTo(b, a);
        ++i;
        ++j;
    }
    upTo(before.size(), after.size());
    return diff;
}

/// Takes `gone` out of a list and puts `come` into it, each at its place.
template <class Item>
void exchange(std::vector<Item>& list, const std::vector<std::pair<std::size_t, Item>>& gone,
              const std::vector<std::pair<std::size_t, Item>>& come)
{
    if (gone.empty() && come.empty())
        return;
    CW_ASSERT(gone.size() <= list.size());
    std::vector<Item> result;
    result.reserve(list.size() - gone.size() + come.size());
    auto out = gone.begin();
    auto in = come.begin();
    const auto addCome = [&] {
        for (; in != come.end() && in->first == result.size(); ++in)
            result.push_back(in->second);
    };
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (out != gone.end() && out->first == i) {
            ++out;
            continue;
        }
        addCome();
        result.push_back(std::move(list[i]));
    }
    addCome();
    CW_ASSERT(in == come.end() && out == gone.end());
    list = std::move(result);
}

Block faceOf(const Block& block)
{
    Block face{.id = block.id,
               .kind = block.kind,
               .title = block.title,
               .op = block.op,
               .params = block.params,
               .low = block.low,
               .high = block.high,
               .tied = block.tied,
               .stage = block.stage,
               .gives = block.gives,
               .cell = block.cell,
               .merge = block.merge,
               .looseEnds = block.looseEnds,
               .x = block.x,
               .y = block.y,
               .extra = block.extra};
    for (const Alternative& alternative : block.alternatives)
        face.alternatives.push_back({alternative.name, {}, alternative.extra});
    return face;
}

bool hasOneForm(const Block& a, const Block& b)
{
    return a.body.size() == b.body.size() && a.body.size() <= 1 && a.alternatives.size() == b.alternatives.size() &&
           (a.body.empty() || a.alternatives.empty()) &&
           std::equal(a.alternatives.begin(), a.alternatives.end(), b.alternatives.begin(),
                      [](const Alternative& x, const Alternative& y) {
                          return x.name == y.name && x.body.size() == 1 && y.body.size() == 1;
                      });
}

GraphDiff diffOf(const Graph& before, const Graph& after);

BlockDiff diffOf(const Block& before, const Block& after)
{
    BlockDiff diff;
    if (isSame(before, after))
        return diff;
    if (!hasOneForm(before, after)) {
        diff.whole = {before, after};
        return diff;
    }
    if (Block a = faceOf(before), b = faceOf(after); !isSame(a, b))
        diff.face = {std::move(a), std::move(b)};
    const auto compare = [&](std::size_t place, const Graph& a, const Graph& b) {
        if (GraphDiff found = diffOf(a, b); !found.isEmpty())
            diff.bodies.push_back({place, std::move(found)});
    };
    if (!before.body.empty())
        compare(0, before.body.front(), after.body.front());
    for (std::size_t i = 0; i < before.alternatives.size(); ++i)
        compare(i, before.alternatives[i].body.front(), after.alternatives[i].body.front());
    return diff;
}

GraphDiff diffOf(const Graph& before, const Graph& after)
{
    GraphDiff diff;
    const Pairs blocks = pairUp(before.blocks, after.blocks);
    diff.blocks = diffOf(before.blocks, after.blocks, blocks);
    for (const auto& [i, j] : blocks) {
        if (BlockDiff changed = diffOf(before.blocks[i], after.blocks[j]); !changed.isEmpty())
            diff.changed.push_back({j, std::move(changed)});
    }
    if (before.links != after.links)
        diff.links = diffOf(before.links, after.links, pairUp(before.links, after.links));
    if (!isSame(before.extra, after.extra))
        diff.extra = {before.extra, after.extra};
    return diff;
}

SearchSpace headOf(const SearchSpace& space)
{
    SearchSpace head;
    head.name = space.name;
    head.title = space.title;
    head.paper = space.paper;
    head.task = space.task;
    head.decisions = space.decisions;
    head.constraints = space.constraints;
    head.textForm = space.textForm;
    head.extra = space.extra;
    head.taskExtra = space.taskExtra;
    head.decisionExtra = space.decisionExtra;
    return head;
}

template <class Value>
const Value& target(const std::pair<Value, Value>& change, bool forward)
{
    return forward ? change.second : change.first;
}

void apply(const GraphDiff& diff, Graph& graph, bool forward);

void apply(const BlockDiff& diff, Block& block, bool forward)
{
    if (diff.whole) {
        block = target(*diff.whole, forward);
        return;
    }
    if (diff.face) {
        Block face = target(*diff.face, forward);
        CW_ASSERT(face.alternatives.size() == block.alternatives.size());
        face.body = std::move(block.body);
        for (std::size_t i = 0; i < face.alternatives.size(); ++i)
            face.alternatives[i].body = std::move(block.alternatives[i].body);
        block = std::move(face);
    }
    for (const auto& [place, change] : diff.bodies) {
        CW_ASSERT(place < (block.body.empty() ? block.alternatives.size() : block.body.size()));
        apply(change, block.body.empty() ? block.alternatives[place].body.front() : block.body[place], forward);
    }
}

void apply(const GraphDiff& diff, Graph& graph, bool forward)
{
    const auto change = [&] {
        for (const auto& [place, block] : diff.changed) {
            CW_ASSERT(place < graph.blocks.size());
            apply(block, graph.blocks[place], forward);
        }
    };
    if (forward) {
        exchange(graph.blocks, diff.blocks.removed, diff.blocks.added);
        change();
        exchange(graph.links, diff.links.removed, diff.links.added);
    } else {
        change();
        exchange(graph.blocks, diff.blocks.added, diff.blocks.removed);
        exchange(graph.links, diff.links.added, diff.links.removed);
    }
    if (diff.extra)
        graph.extra = target(*diff.extra, forward);
}

std::size_t sizeOf(const std::vector<std::pair<std::size_t, Block>>& blocks)
{
    std::size_t size = blocks.size();
    for (const auto& [place, block] : blocks)
        size += insideOf(block);
    return size;
}

} // namespace

bool BlockDiff::isEmpty() const
{
    return !whole && !face && bodies.empty();
}

std::size_t BlockDiff::size() const
{
    std::size_t size = (face ? 2 : 0) + (whole ? 2 + insideOf(whole->first) + insideOf(whole->second) : 0);
    for (const auto& [place, body] : bodies)
        size += body.size();
    return size;
}

bool GraphDiff::isEmpty() const
{
    return blocks.isEmpty() && changed.empty() && links.isEmpty() && !extra;
}

std::size_t GraphDiff::size() const
{
    std::size_t size =
        sizeOf(blocks.removed) + sizeOf(blocks.added) + links.removed.size() + links.added.size() + (extra ? 1 : 0);
    for (const auto& [place, block] : changed)
        size += block.size();
    return size;
}

bool SpaceDiff::isEmpty() const
{
    return !head && graph.isEmpty() && cells.empty() && changedCells.empty();
}

std::size_t SpaceDiff::size() const
{
    std::size_t size = graph.size() + (head ? 1 : 0);
    for (const auto& [name, cell] : cells) {
        for (const auto& each : {&cell.first, &cell.second})
            size += *each ? countBlocks(**each) + (*each)->links.size() : 0;
    }
    for (const auto& [name, cell] : changedCells)
        size += cell.size();
    return size;
}

SpaceDiff diffOf(const SearchSpace& before, const SearchSpace& after)
{
    SpaceDiff diff;
    if (SearchSpace a = headOf(before), b = headOf(after); !isSame(a, b))
        diff.head = {std::move(a), std::move(b)};
    diff.graph = diffOf(before.graph, after.graph);
    for (const auto& [name, cell] : before.cells) {
        const auto other = after.cells.find(name);
        if (other == after.cells.end())
            diff.cells[name] = {cell, std::nullopt};
        else if (GraphDiff found = diffOf(cell, other->second); !found.isEmpty())
            diff.changedCells[name] = std::move(found);
    }
    for (const auto& [name, cell] : after.cells) {
        if (before.cells.count(name) == 0)
            diff.cells[name] = {std::nullopt, cell};
    }
    return diff;
}

void apply(const SpaceDiff& diff, SearchSpace& space, bool forward)
{
    if (diff.head) {
        SearchSpace head = target(*diff.head, forward);
        head.graph = std::move(space.graph);
        head.cells = std::move(space.cells);
        space = std::move(head);
    }
    apply(diff.graph, space.graph, forward);
    for (const auto& [name, cell] : diff.changedCells) {
        CW_ASSERT(space.cells.count(name) > 0);
        apply(cell, space.cells[name], forward);
    }
    for (const auto& [name, cell] : diff.cells) {
        CW_ASSERT((space.cells.count(name) > 0) == target(cell, !forward).has_value());
        if (const auto& there = target(cell, forward))
            space.cells[name] = *there;
        else
            space.cells.erase(name);
    }
}

} // namespace cw::space
