// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/genotype.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace cw::space {

namespace {

constexpr int kFirstNode = 2; ///< 0 and 1 are the inputs of a cell

Error bad(const Genotype& genotype, const std::string& what)
{
    return Error(ErrorCode::Config, what,
                 genotype.name.empty() ? std::string("genotype") : fmt::format("genotype '{}'", genotype.name));
}

/// Pairs "decision=value" of one cell as a tree names them: with the cell's name where both cells have such a block.
class Pairs {
public:
    Pairs(const DecisionTree& tree, std::string cell)
        : m_tree(tree)
        , m_cell(std::move(cell))
    {
    }
    bool has(const std::string& id) const { return !nameOf(id).empty(); }
    void add(const std::string& id, const std::string& value)
    {
        const std::string name = nameOf(id);
        m_text += fmt::format("{}{}={}", m_text.empty() ? "" : ";", name.empty() ? id : name, value);
    }
    const std::string& text() const { return m_text; }

private:
    std::string nameOf(const std::string& id) const
    {
        std::string full = m_cell + '/' + id;
        if (m_tree.find(full) >= 0)
            return full;
        return m_tree.find(id) >= 0 ? id : std::string();
    }

    const DecisionTree& m_tree;
    std::string m_cell;
    std::string m_text;
};

/// Two edges for each node, from nodes before it.
void checkEdges(const Genotype& genotype, const Genotype::Edges& edges, const char* cell)
{
    if (edges.empty() || edges.size() % 2 != 0)
        throw bad(genotype, fmt::format("expected two edges for each node of {}, found {} edges", cell, edges.size()));
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const int node = kFirstNode + static_cast<int>(i / 2);
        if (edges[i].second >= node)
            throw bad(genotype, fmt::format("node {} of {} follows node {}, expected an earlier one", node, cell,
                                            edges[i].second));
    }
}

std::vector<int> nodesNobodyFollows(const Genotype::Edges& edges)
{
    std::vector<int> ends;
    for (int node = kFirstNode; node < kFirstNode + static_cast<int>(edges.size() / 2); ++node) {
        if (std::none_of(edges.begin(), edges.end(), [&](const auto& edge) { return edge.second == node; }))
            ends.push_back(node);
    }
    return ends;
}

/// As nasnet draws it: of each node two inputs and two ops, joined at the loose ends.
void addHalves(const Genotype& genotype, const Genotype::Edges& edges, const std::vector<int>& concat, Pairs& pairs)
{
    if (concat != nodesNobodyFollows(edges))
        throw bad(genotype, fmt::format("its output joins the nodes {}, this space joins those that no other follows",
                                        fmt::join(concat, ", ")));
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const std::string half = fmt::format("{}{}", kFirstNode + i / 2, i % 2 == 0 ? 'a' : 'b');
        pairs.add(half + "-input", std::to_string(edges[i].second));
        pairs.add(half + "-op", edges[i].first);
    }
}

/// As darts-cnn draws it: an op on each edge, two edges for each node, all nodes joined.
void addEdges(const Genotype& genotype, const Genotype::Edges& edges, const std::vector<int>& concat, Pairs& pairs)
{
    const int end = kFirstNode + static_cast<int>(edges.size() / 2);
    std::vector<int> all;
    for (int node = kFirstNode; node < end; ++node)
        all.push_back(node);
    if (concat != all)
        throw bad(genotype, fmt::format("its output joins the nodes {}, this space joins all from {} to {}",
                                        fmt::join(concat, ", "), kFirstNode, end - 1));
    for (std::size_t i = 0; i + 1 < edges.size(); i += 2) {
        const int node = kFirstNode + static_cast<int>(i / 2);
        const int low = std::min(edges[i].second, edges[i + 1].second);
        const int high = std::max(edges[i].second, edges[i + 1].second);
        if (low == high)
            throw bad(genotype, fmt::format("node {} follows node {} twice, this space takes each once", node, low));
        if (pairs.has(std::to_string(node)))
            pairs.add(std::to_string(node), fmt::format("{}-{}+{}-{}", low, node, high, node));
        for (const auto& [op, from] : {edges[i], edges[i + 1]})
            pairs.add(fmt::format("{}-{}", from, node), op);
    }
}

std::string cellPairs(const Genotype& genotype, const DecisionTree& tree, bool normal)
{
    const char* cell = normal ? "normal" : "reduce";
    const Genotype::Edges& edges = normal ? genotype.normal : genotype.reduce;
    const std::vector<int>& concat = normal ? genotype.normalConcat : genotype.reduceConcat;
    checkEdges(genotype, edges, cell);
    Pairs pairs(tree, cell);
    if (pairs.has("2a-op"))
        addHalves(genotype, edges, concat, pairs);
    else
        addEdges(genotype, edges, concat, pairs);
    return pairs.text();
}

std::string recurrentPairs(const Genotype& genotype, const DecisionTree& tree)
{
    const int nodes = static_cast<int>(genotype.recurrent.size());
    std::vector<int> all;
    for (int node = 1; node <= nodes; ++node)
        all.push_back(node);
    if (!genotype.concat.empty() && genotype.concat != all)
        throw bad(genotype, "its output hears some of its nodes, this space the mean of all");
    Pairs pairs(tree, "cell");
    for (int node = 1; node <= nodes; ++node) {
        const auto& [function, from] = genotype.recurrent[static_cast<std::size_t>(node) - 1];
        if (from >= node)
            throw bad(genotype, fmt::format("node {} follows node {}, expected an earlier one", node, from));
        pairs.add(fmt::format("node{}", node), function);
        if (node > 1)
            pairs.add(fmt::format("from{}", node), from == 0 ? std::string("0") : fmt::format("node{}", from));
    }
    return pairs.text();
}

/// The published names of ops. `stride`: 2 after an input of a reduction cell
std::optional<Block> opNamed(const std::string& name, int stride)
{
    struct Named {
        const char* name;
        const char* op;
        int kernel; ///< 0: it has none
    };
    static constexpr Named kOps[]{
        {"none", "zero", 0},
        {"max_pool_3x3", "max-pool", 3},
        {"max_pool_5x5", "max-pool", 5},
        {"max_pool_7x7", "max-pool", 7},
        {"avg_pool_3x3", "avg-pool", 3},
        {"sep_conv_3x3", "sep-conv", 3},
        {"sep_conv_5x5", "sep-conv", 5},
        {"sep_conv_7x7", "sep-conv", 7},
        {"dil_conv_3x3", "dil-conv", 3},
        {"dil_conv_5x5", "dil-conv", 5},
        {"conv_7x1_1x7", "conv-1x7-7x1", 0},
        {"conv_1x1", "relu-conv-bn", 1},
        {"conv_3x3", "relu-conv-bn", 3},
    };
    Block block{.id = "op", .kind = BlockKind::Op};
    if (name == "skip_connect") {
        block.op = stride == 1 ? "identity" : "skip";
        if (stride != 1)
            block.params["stride"] = ParamValue{stride, {}, {}};
        return block;
    }
    const auto known = std::find_if(std::begin(kOps), std::end(kOps), [&](const Named& op) { return op.name == name; });
    if (known == std::end(kOps))
        return {};
    block.op = known->op;
    block.params["stride"] = ParamValue{stride, {}, {}};
    if (known->kernel != 0)
        block.params["kernel"] = ParamValue{known->kernel, {}, {}};
    return block;
}

/// The cell up to its nodes 0 and 1, then the genotype's edges and nodes, and its output.
Graph cellWith(const Genotype& genotype, const Graph& cell, bool normal)
{
    const char* name = normal ? "normal" : "reduce";
    const Genotype::Edges& edges = normal ? genotype.normal : genotype.reduce;
    checkEdges(genotype, edges, name);
    if (cell.find("0") == nullptr || cell.find("1") == nullptr || cell.find("0-2") == nullptr)
        throw bad(genotype, fmt::format("the cell '{}' of this space has no nodes 0 and 1 with an edge 0-2", name));
    Graph result;
    const auto kept = [&](const std::string& id) {
        const Block* block = cell.find(id);
        return id == "0" || id == "1" || (block != nullptr && block->kind == BlockKind::Input);
    };
    for (const Block& block : cell.blocks) {
        if (kept(block.id))
            result.blocks.push_back(block);
    }
    for (const Link& link : cell.links) {
        if (kept(link.from) && kept(link.to))
            result.links.push_back(link);
    }
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const auto& [op, from] = edges[i];
        const int node = kFirstNode + static_cast<int>(i / 2);
        auto block = opNamed(op, !normal && from < kFirstNode ? 2 : 1);
        if (!block)
            throw bad(genotype, fmt::format("unknown op '{}' at node {} of {}", op, node, name));
        block->id = fmt::format("{}{}-{}", node, i % 2 == 0 ? 'a' : 'b', from);
        result.links.push_back({std::to_string(from), block->id});
        result.links.push_back({block->id, std::to_string(node)});
        result.blocks.push_back(std::move(*block));
        if (i % 2 == 0)
            result.blocks.push_back({.id = std::to_string(node), .kind = BlockKind::Merge});
    }
    const auto output = std::find_if(cell.blocks.begin(), cell.blocks.end(),
                                     [](const Block& block) { return block.kind == BlockKind::Output; });
    result.blocks.push_back(output == cell.blocks.end() ? Block{.id = "out", .kind = BlockKind::Output} : *output);
    for (const int node : normal ? genotype.normalConcat : genotype.reduceConcat)
        result.links.push_back({std::to_string(node), result.blocks.back().id});
    return result;
}

} // namespace

Result<Candidate> genotypeCandidate(const Genotype& genotype, const DecisionTree& tree)
{
    try {
        std::string pairs;
        if (genotype.recurrent.empty()) {
            pairs = cellPairs(genotype, tree, true);
            pairs += ';';
            pairs += cellPairs(genotype, tree, false);
        } else {
            pairs = recurrentPairs(genotype, tree);
        }
        return candidateFromText(tree, pairs, bad(genotype, {}).where());
    } catch (const Error& problem) {
        return problem;
    }
}

Result<SearchSpace> withGenotype(const SearchSpace& space, const Genotype& genotype)
{
    try {
        SearchSpace result = space;
        for (const bool normal : {true, false}) {
            const auto cell = result.cells.find(normal ? "normal" : "reduce");
            if (cell == result.cells.end())
                throw bad(genotype,
                          fmt::format("the space '{}' has no cell '{}'", space.name, normal ? "normal" : "reduce"));
            cell->second = cellWith(genotype, cell->second, normal);
        }
        return result;
    } catch (const Error& problem) {
        return problem;
    }
}

} // namespace cw::space
