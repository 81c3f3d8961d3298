// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/foreign_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/space/builder.h"
#include "core/space/edit/editing.h"
#include "core/space/genotype.h"
#include "core/space/limits.h"
#include "core/space/text_form.h"

namespace cw::space {

namespace {

constexpr double kRowHeight = 96;
constexpr std::size_t kLongestPrinted = 1 << 20;

Error badText(const std::string& what)
{
    return Error(ErrorCode::Format, what, "pasted text");
}

/// The name of an op, "stage1[0]/0-1", as an id.
std::string idFrom(const std::string& name, const std::string& op)
{
    std::string id;
    for (const char c : name) {
        const bool plain =
            static_cast<unsigned char>(c) >= 0x20 && std::string_view("=;/[]").find(c) == std::string_view::npos;
        if (plain)
            id += c;
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return idRefusal(id).empty() ? id : op;
}

ParamValue fixed(Json value)
{
    ParamValue result;
    result.fixed = std::move(value);
    return result;
}

Block opBlock(std::string id, const std::string& op, double x, double y)
{
    return {.id = std::move(id), .kind = BlockKind::Op, .op = op, .x = x, .y = y};
}

// --- NAS-Bench-201

constexpr int kCellNodes = 4;

Block edgeOp(const std::string& id, const std::string& name, double x, double y)
{
    if (name == "none" || name == "skip_connect")
        return opBlock(id, name == "none" ? "zero" : "identity", x, y);
    const bool pool = name == "avg_pool_3x3";
    Block block = opBlock(id, pool ? "avg-pool" : "relu-conv-bn", x, y);
    block.params["kernel"] = fixed(name == "nor_conv_1x1" ? 1 : 3);
    return block;
}

Result<Fragment> fromNasBench201(const std::string& text)
{
    DecisionTree tree;
    for (int to = 1; to < kCellNodes; ++to) {
        for (int from = 0; from < to; ++from)
            tree.decisions.push_back({.name = fmt::format("{}-{}", from, to),
                                      .domain = Domain::categorical(
                                          {"none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"}),
                                      .condition = {},
                                      .where = {}});
    }
    const auto candidate = parseNasBench201(tree, text, {});
    if (!candidate)
        return badText(candidate.error().problem());
    Graph cell;
    cell.blocks.push_back({.id = "0", .kind = BlockKind::Input, .x = 0, .y = 0});
    std::size_t decision = 0;
    for (int to = 1; to < kCellNodes; ++to) {
        const double x = 2 * kColumnWidth * to;
        for (int from = 0; from < to; ++from, ++decision) {
            const Decision& edge = tree.decisions[decision];
            cell.blocks.push_back(edgeOp(edge.name, edge.domain.valueText(candidate->values[decision]),
                                         x - kColumnWidth, kRowHeight * from));
            cell.links.push_back({std::to_string(from), edge.name});
            cell.links.push_back({edge.name, std::to_string(to)});
        }
        const BlockKind kind = to + 1 == kCellNodes ? BlockKind::Output : BlockKind::Merge;
        cell.blocks.push_back({.id = std::to_string(to), .kind = kind, .x = x, .y = 0});
    }
    Fragment fragment;
    fragment.cells.emplace("cell", std::move(cell));
    fragment.graph.blocks.push_back({.id = "cell", .kind = BlockKind::Cell, .cell = "cell"});
    return fragment;
}

// --- Genotypes

/// Blocks of a cell side by side: ops behind the inputs, each node behind its ops.
void layOut(Graph& graph)
{
    std::unordered_map<std::string, int> column;
    std::unordered_map<int, int> rows;
    std::unordered_map<std::string_view, std::vector<std::string_view>> sources;
    for (const Link& link : graph.links)
        sources[link.to].push_back(link.from);
    for (Block& block : graph.blocks) { // sources come first
        int at = 0;
        for (const std::string_view source : sources[block.id])
            at = std::max(at, column[std::string(source)] + 1);
        column[block.id] = at;
        block.x = std::min(kColumnWidth * at, kMaxPosition);
        block.y = std::min(kRowHeight * rows[at]++, kMaxPosition);
    }
}

Graph cellFrame()
{
    Graph cell;
    Block align = opBlock("0", "align", 0, 0);
    align.params["filters"].of = "width";
    Block conv = opBlock("1", "relu-conv-bn", 0, 0);
    conv.params["filters"].of = "width";
    conv.params["kernel"] = fixed(1);
    cell.blocks = {{.id = "c_{k-2}", .kind = BlockKind::Input},
                   {.id = "c_{k-1}", .kind = BlockKind::Input},
                   std::move(align),
                   std::move(conv),
                   opBlock("0-2", "identity", 0, 0), // stands for the edges, which withGenotype() draws
                   {.id = "c_k", .kind = BlockKind::Output, .merge = "concat"}};
    cell.links = {{"c_{k-2}", "0"}, {"c_{k-1}", "0"}, {"c_{k-1}", "1"}};
    return cell;
}

Result<Fragment> fromCells(const Genotype& genotype)
{
    SearchSpace frame;
    frame.name = "genotype";
    frame.cells.emplace("normal", cellFrame());
    frame.cells.emplace("reduce", cellFrame());
    auto drawn = withGenotype(frame, genotype);
    if (!drawn)
        return badText(drawn.error().problem());
    Fragment fragment;
    constexpr int width = 36; // as in the paper's network for CIFAR-10
    for (const char* name : {"normal", "reduce"}) {
        Block use{.id = name, .kind = BlockKind::Cell, .cell = name};
        use.params["width"] = fixed(width);
        use.x = kColumnWidth * static_cast<double>(fragment.graph.blocks.size());
        fragment.graph.blocks.push_back(std::move(use));
        layOut(drawn->cells[name]);
    }
    fragment.cells = std::move(drawn->cells);
    return fragment;
}

Result<Fragment> fromRecurrent(const Genotype& genotype)
{
    Graph body;
    body.blocks.push_back({.id = "0", .kind = BlockKind::Input});
    Block output{.id = "output", .kind = BlockKind::Output, .merge = "mean"};
    int node = 0;
    for (const auto& [function, from] : genotype.recurrent) {
        const std::string id = fmt::format("node{}", ++node);
        if (from < 0 || from >= node)
            return badText(fmt::format("node {} follows node {}, expected an earlier one", node, from));
        Block block = opBlock(id, function == "identity" ? "identity" : "activation", 0, 0);
        if (function != "identity")
            block.params["kind"] = fixed(function);
        body.links.push_back({from == 0 ? "0" : fmt::format("node{}", from), id});
        body.links.push_back({id, output.id});
        body.blocks.push_back(std::move(block));
    }
    body.blocks.push_back(std::move(output));
    layOut(body);
    Block layer{.id = "recurrent", .kind = BlockKind::Recurrent};
    layer.body.push_back(std::move(body));
    auto read = readable(std::move(layer));
    if (!read)
        return badText(read.error().problem());
    Fragment fragment;
    fragment.graph.blocks.push_back(std::move(*read));
    return fragment;
}

std::string trimmed(const std::string& text)
{
    const std::size_t start = text.find_first_not_of(" \t\r\n\"'");
    const std::size_t end = text.find_last_not_of(" \t\r\n\"'");
    return start == std::string::npos ? std::string() : text.substr(start, end + 1 - start);
}

} // namespace

Result<Fragment> fragmentOf(const Architecture& architecture)
{
    const auto& ops = architecture.ops;
    if (ops.size() > kMaxBlocks)
        return badText(fmt::format("the network has {} ops, a drawing at most {} blocks", ops.size(), kMaxBlocks));
    Fragment fragment;
    UniqueNames names;
    std::vector<std::string> ids(ops.size());
    std::vector<int> columns(ops.size(), 0);
    std::map<int, int> rows;
    for (std::size_t i = 1; i < ops.size(); ++i) { // the first is the input
        const OpNode& op = ops[i];
        if (i + 1 == ops.size() && op.name == kOutputName && op.op == "identity")
            continue;
        const OpEntry* entry = opCatalogue().find(op.op);
        for (const int input : op.inputs)
            columns[i] = std::max(columns[i], columns[static_cast<std::size_t>(input)] + 1);
        ids[i] = names.make(idFrom(op.name, op.op));
        Block block =
            opBlock(ids[i], op.op, std::min(kColumnWidth * columns[i], kMaxPosition), kRowHeight * rows[columns[i]]++);
        for (const auto& [name, value] : op.params.items()) {
            const ParamSpec* spec = entry == nullptr ? nullptr : entry->schema.find(name);
            if (spec == nullptr || spec->defaultValue != value)
                block.params[name] = fixed(value);
        }
        for (const int input : op.inputs) {
            if (input > 0)
                fragment.graph.links.push_back({ids[static_cast<std::size_t>(input)], ids[i]});
        }
        fragment.graph.blocks.push_back(std::move(block));
    }
    return fragment;
}

Result<Fragment> fragmentFromPrinted(const std::string& text)
{
    constexpr const char* expected =
        "expected blocks copied here, a .cwarch or .cwspace text, a genotype such as "
        "Genotype(normal=[...], ...) or a NAS-Bench-201 cell such as |op~0|+|op~0|op~1|+...";
    if (text.size() > kLongestPrinted)
        return badText(fmt::format("{} characters of text, {}", text.size(), expected));
    std::string inner = trimmed(text);
    constexpr std::string_view frame = "Structure(4 nodes with ";
    if (inner.starts_with(frame) && inner.ends_with(')'))
        inner = inner.substr(frame.size(), inner.size() - frame.size() - 1);
    if (inner.starts_with('|'))
        return fromNasBench201(inner);
    if (inner.find("Genotype") == std::string::npos)
        return badText(expected);
    const auto genotype = genotypeFromText(inner, {}, "pasted text");
    if (!genotype)
        return Error(ErrorCode::Format, genotype.error().problem(), genotype.error().where());
    return genotype->recurrent.empty() ? fromCells(*genotype) : fromRecurrent(*genotype);
}

} // namespace cw::space
