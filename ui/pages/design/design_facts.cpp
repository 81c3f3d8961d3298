// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/design_facts.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "core/base/rng.h"
#include "core/space/edit/size.h"
#include "core/space/hints.h"
#include "core/space/prepared_space.h"

namespace cw::ui {
namespace {

constexpr std::size_t kSteps = 24;
constexpr std::size_t kMostIssues = 500; // each gets a row and a badge, and is looked at for what mends it
constexpr std::size_t kMostIssuesOfMany = 50;
constexpr std::size_t kMostOps = 2'000'000; // of all samples: some seconds
constexpr int kFewestSamples = 20;

CostSpread spreadOf(const std::vector<std::int64_t>& values)
{
    CostSpread spread;
    if (values.empty())
        return spread;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    spread.low = *low;
    spread.high = *high;
    spread.histogram.assign(kSteps, 0);
    const double width = static_cast<double>(spread.high - spread.low) / static_cast<double>(kSteps);
    for (const std::int64_t value : values) {
        const double step = width > 0 ? static_cast<double>(value - spread.low) / width : 0;
        ++spread.histogram[std::min(kSteps - 1, static_cast<std::size_t>(step))];
    }
    return spread;
}

/// The cells that have a block of an id.
using CellsById = std::unordered_map<std::string_view, std::vector<const std::string*>>;

CellsById cellsById(const space::SearchSpace& space)
{
    CellsById cells;
    for (const auto& [name, graph] : space.cells) {
        for (const space::Block& block : graph.blocks)
            cells[block.id].push_back(&name);
    }
    return cells;
}

/// Facts under every key that a drawn block may have: its path, and "cell:<name>/<id>" below a use of a cell.
void fillBlocks(const space::SearchSpace& space, const space::Architecture& architecture, FactsByBlock& blocks,
                const std::stop_token& stop)
{
    const CellsById cells = cellsById(space);
    for (const space::OpNode& op : architecture.ops) {
        if (stop.stop_requested())
            return;
        const BlockFacts facts{op.shape, op.parameters, op.macs};
        std::string path; // without the numbers of copies
        bool skip = false;
        for (const char c : op.name) {
            skip = skip || c == '[';
            if (!skip)
                path += c;
            skip = skip && c != ']';
        }
        blocks.emplace(path, facts);
        const std::string id = path.substr(path.rfind('/') + 1);
        if (const auto holders = cells.find(id); holders != cells.end()) {
            for (const std::string* name : holders->second)
                blocks.emplace(fmt::format("cell:{}/{}", *name, id), facts); // the first use's
        }
        // What leaves a repeated or nested block is what its last op gives.
        const std::size_t slash = path.find('/');
        if (slash != std::string::npos) {
            BlockFacts& around = blocks[path.substr(0, slash)];
            around = {op.shape, around.parameters + op.parameters, around.macs + op.macs};
        }
    }
}

/// Whether one copy of every stage tells networks apart as well as all of them: their number is fixed, and they share
/// their decisions.
bool oneCopyIsEnough(const space::Graph& graph)
{
    return std::all_of(graph.blocks.begin(), graph.blocks.end(), [](const space::Block& block) {
        const bool fixed = !block.stage || (block.tied && block.low == block.high);
        return fixed && std::all_of(block.body.begin(), block.body.end(), oneCopyIsEnough);
    });
}

} // namespace

DesignFacts readFacts(const space::SearchSpace& space, std::stop_token stop)
{
    const auto begin = std::chrono::steady_clock::now();
    DesignFacts facts;
    space::Compiled compiled = space::compile(space, stop);
    facts.decisions = static_cast<int>(compiled.tree.size());
    const std::size_t most = space::countBlocks(space) > kManyBlocks ? kMostIssuesOfMany : kMostIssues;
    const std::size_t shown = std::min(compiled.issues.size(), most);
    facts.issues.assign(compiled.issues.begin(), compiled.issues.begin() + static_cast<std::ptrdiff_t>(shown));
    facts.moreIssues = compiled.issues.size() - shown;
    facts.hints = space::hintsOf(space);
    facts.hints.resize(std::min(facts.hints.size(), most));
    if (stop.stop_requested() || !facts.issues.empty())
        return facts;
    const auto tree = std::make_shared<const space::DecisionTree>(std::move(compiled.tree));
    const auto candidates = space::candidatesOfTree(space, *tree, {}, {}, stop);
    if (!candidates) {
        facts.issues.push_back(
            {{}, candidates.error().problem(), "change the constraints", candidates.error().where()});
        return facts;
    }
    facts.issues = space::drawIssues(**candidates);
    if (!facts.issues.empty() && !space.constraints.empty())
        return facts;
    facts.tree = tree;
    facts.candidates = (*candidates)->count();
    facts.fewest = space.constraints.empty() ? space::fewestCandidates(*tree) : 0;
    std::vector<std::int64_t> params;
    std::vector<std::int64_t> macs;
    const space::PreparedSpace prepared(space, *tree);
    int wanted = kDesignSamples;
    for (int i = 0; i < wanted && !stop.stop_requested(); ++i) {
        Rng rng(0, static_cast<std::uint64_t>(i), "design");
        const space::Candidate candidate = (*candidates)->sample(rng);
        const space::Realised realised = prepared.realise(candidate);
        ++facts.samples;
        if (!realised.issues.empty()) {
            for (const space::Issue& issue : realised.issues) {
                if (facts.warnings.size() < kMostIssuesOfMany &&
                    std::find(facts.warnings.begin(), facts.warnings.end(), issue) == facts.warnings.end())
                    facts.warnings.push_back(issue);
            }
            continue;
        }
        if (facts.valid++ == 0)
            fillBlocks(space, realised.architecture, facts.blocks, stop);
        // Of the largest so far: a search space may hold chains of one op and of thousands.
        const std::size_t ops = std::max<std::size_t>(1, realised.architecture.ops.size());
        wanted = std::min(
            wanted, std::max(kFewestSamples, static_cast<int>(std::min<std::size_t>(kMostOps / ops, kDesignSamples))));
        params.push_back(realised.architecture.costs.parameters);
        macs.push_back(realised.architecture.costs.macs);
    }
    facts.params = spreadOf(params);
    facts.macs = spreadOf(macs);
    facts.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    return facts;
}

std::optional<std::uint64_t> countDistinct(const space::SearchSpace& space, const space::DecisionTree& tree,
                                           std::uint64_t limit, std::stop_token stop)
{
    const auto candidates = space::candidatesOfTree(space, tree, {}, {}, stop);
    if (!candidates || (*candidates)->count() == 0 || (*candidates)->count() > limit)
        return std::nullopt;
    space::RealiseOptions once;
    once.cells = oneCopyIsEnough(space.graph) ? 1 : 0;
    const space::PreparedSpace prepared(space, tree, once);
    std::set<Hash128> hashes;
    bool whole = true;
    (*candidates)->enumerate(limit, [&](const space::Candidate& candidate) {
        const space::Realised realised = prepared.realise(candidate);
        whole = whole && realised.issues.empty() && !stop.stop_requested();
        if (whole)
            hashes.insert(space::canonicalHash(realised.architecture));
        return whole;
    });
    return whole ? std::optional<std::uint64_t>(hashes.size()) : std::nullopt;
}

} // namespace cw::ui
