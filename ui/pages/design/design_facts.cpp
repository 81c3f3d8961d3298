// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/design_facts.h"

#include <algorithm>
#include <chrono>
#include <set>

#include <fmt/format.h>

#include "core/base/rng.h"
#include "core/space/prepared_space.h"

namespace cw::ui {
namespace {

constexpr std::size_t kSteps = 24;
constexpr std::size_t kMostIssues = 500; // each gets a row and a badge, and is looked at for what mends it

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

/// Facts under every key that a drawn block may have: its path, and "cell:<name>/<id>" below a use of a cell.
void fillBlocks(const space::SearchSpace& space, const space::Architecture& architecture, FactsByBlock& blocks)
{
    for (const space::OpNode& op : architecture.ops) {
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
        for (const auto& [name, graph] : space.cells) {
            if (graph.find(id) != nullptr)
                blocks.emplace(fmt::format("cell:{}/{}", name, id), facts); // the first use's
        }
        // What leaves a repeated or nested block is what its last op gives.
        const std::size_t slash = path.find('/');
        if (slash != std::string::npos)
            blocks[path.substr(0, slash)] = {op.shape, blocks[path.substr(0, slash)].parameters + op.parameters,
                                             blocks[path.substr(0, slash)].macs + op.macs};
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
    const space::Compiled compiled = space::compile(space);
    facts.decisions = static_cast<int>(compiled.tree.size());
    const std::size_t shown = std::min(compiled.issues.size(), kMostIssues);
    facts.issues.assign(compiled.issues.begin(), compiled.issues.begin() + static_cast<std::ptrdiff_t>(shown));
    const auto candidates = space::candidatesOf(space, {});
    if (!candidates) {
        if (facts.issues.empty())
            facts.issues.push_back(
                {{}, candidates.error().problem(), "change the constraints", candidates.error().where()});
        return facts;
    }
    if (facts.issues.empty())
        facts.issues = space::drawIssues(**candidates);
    if (!facts.issues.empty() && !space.constraints.empty())
        return facts;
    facts.candidates = (*candidates)->count();
    facts.fewest = space.constraints.empty() ? space::fewestCandidates((*candidates)->tree()) : 0;
    std::vector<std::int64_t> params;
    std::vector<std::int64_t> macs;
    const space::PreparedSpace prepared(space, (*candidates)->tree());
    for (int i = 0; i < kDesignSamples && !stop.stop_requested(); ++i) {
        Rng rng(0, static_cast<std::uint64_t>(i), "design");
        const space::Candidate candidate = (*candidates)->sample(rng);
        const space::Realised realised = prepared.realise(candidate);
        ++facts.samples;
        if (!realised.issues.empty()) {
            for (const space::Issue& issue : realised.issues) {
                if (facts.issues.size() < 50 &&
                    std::find(facts.issues.begin(), facts.issues.end(), issue) == facts.issues.end())
                    facts.issues.push_back(issue);
            }
            continue;
        }
        if (facts.valid++ == 0)
            fillBlocks(space, realised.architecture, facts.blocks);
        params.push_back(realised.architecture.costs.parameters);
        macs.push_back(realised.architecture.costs.macs);
    }
    facts.params = spreadOf(params);
    facts.macs = spreadOf(macs);
    facts.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    return facts;
}

std::optional<std::uint64_t> countDistinct(const space::SearchSpace& space, std::uint64_t limit, std::stop_token stop)
{
    const auto candidates = space::candidatesOf(space, {});
    if (!candidates || (*candidates)->count() == 0 || (*candidates)->count() > limit)
        return std::nullopt;
    space::RealiseOptions once;
    once.cells = oneCopyIsEnough(space.graph) ? 1 : 0;
    const space::PreparedSpace prepared(space, (*candidates)->tree(), once);
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
