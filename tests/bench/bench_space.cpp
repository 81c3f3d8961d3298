// SPDX-License-Identifier: GPL-3.0-or-later
// How fast a candidate becomes a network. Bars: a cell network of DARTS size (1,000 primitives) realised and hashed in
// < 5 ms; 10,000 candidates of NAS-Bench-201 drawn with their costs in < 0.2 s of one core.
#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "core/space/edit/edit.h"
#include "core/space/prepared_space.h"

namespace {

using namespace cw;
using namespace cw::space;

ParamValue fixed(Json value)
{
    return {std::move(value), {}, {}};
}

Block op(std::string id, std::string name, std::map<std::string, ParamValue> params = {})
{
    return {.id = std::move(id), .kind = BlockKind::Op, .op = std::move(name), .params = std::move(params)};
}

/// One of four ops of the DARTS space on an edge.
Block edge(std::string id)
{
    Block block{.id = std::move(id), .kind = BlockKind::Choice};
    const std::map<std::string, ParamValue> filters{{"filters", {{}, {}, "filters"}}};
    for (const char* name : {"sep-conv", "dil-conv", "max-pool", "skip"}) {
        const bool pool = std::string(name) == "max-pool";
        block.alternatives.push_back(
            {name,
             {Graph{
                 {op("op", name,
                     pool ? std::map<std::string, ParamValue>{{"kernel", fixed(3)}, {"stride", fixed(1)}} : filters)},
                 {}}}});
    }
    return block;
}

/// Two inputs made alike, four nodes that take two earlier outputs each, their concatenation.
Graph dartsCell()
{
    Graph cell;
    for (const char* id : {"before", "last"})
        cell.blocks.push_back({.id = id, .kind = BlockKind::Input});
    const std::map<std::string, ParamValue> filters{{"filters", {{}, {}, "filters"}}, {"kernel", fixed(1)}};
    cell.blocks.push_back(op("pre0", "relu-conv-bn", filters));
    cell.blocks.push_back(op("pre1", "relu-conv-bn", filters));
    cell.links = {{"before", "pre0"}, {"last", "pre1"}};
    std::vector<std::string> earlier{"pre0", "pre1"};
    for (int node = 2; node < 6; ++node) {
        const std::string id = fmt::format("node{}", node);
        cell.blocks.push_back({.id = id, .kind = BlockKind::Inputs, .low = 2, .high = 2});
        for (const std::string& from : earlier) {
            const std::string between = fmt::format("{}-{}", from, node);
            cell.blocks.push_back(edge(between));
            cell.links.push_back({from, between});
            cell.links.push_back({between, id});
        }
        earlier.push_back(id);
    }
    cell.blocks.push_back({.id = "output", .kind = BlockKind::Output, .merge = "concat"});
    for (std::size_t i = 2; i < earlier.size(); ++i)
        cell.links.push_back({earlier[i], "output"});
    return cell;
}

SearchSpace dartsSpace()
{
    SearchSpace space;
    space.name = "darts-size";
    space.cells["cell"] = dartsCell();
    Block use{.id = "use", .kind = BlockKind::Cell, .params = {{"filters", fixed(16)}}, .cell = "cell"};
    Graph body;
    body.blocks = {{.id = "before", .kind = BlockKind::Input},
                   {.id = "last", .kind = BlockKind::Input},
                   use,
                   {.id = "output", .kind = BlockKind::Output}};
    body.links = {{"before", "use"}, {"last", "use"}, {"use", "output"}};
    Block stage{.id = "stage", .kind = BlockKind::Repeat, .body = {body}, .low = 26, .high = 26, .stage = true};
    space.graph.blocks = {{.id = "input", .kind = BlockKind::Input},
                          op("stem", "conv2d", {{"filters", fixed(48)}}),
                          stage,
                          op("pool", "global-pool"),
                          op("linear", "linear"),
                          {.id = "output", .kind = BlockKind::Output}};
    space.graph.links = {{"input", "stem"}, {"stem", "stage"},  {"stem", "stage"},
                         {"stage", "pool"}, {"pool", "linear"}, {"linear", "output"}};
    return space;
}

void realiseAndHash(benchmark::State& state, bool anew)
{
    const SearchSpace space = dartsSpace();
    const DecisionTree tree = compileOrError(space).value();
    const TreeCandidates candidates(tree);
    const PreparedSpace prepared(space, tree);
    Rng rng(1);
    std::size_t primitives = 0;
    for (auto _ : state) {
        const Candidate candidate = candidates.sample(rng);
        const Architecture architecture =
            anew ? realiseOrError(space, tree, candidate).value() : prepared.realiseOrError(candidate).value();
        benchmark::DoNotOptimize(canonicalHash(architecture));
        primitives += architecture.primitives.size();
    }
    state.counters["primitives"] = double(primitives) / double(state.iterations());
}
BENCHMARK_CAPTURE(realiseAndHash, anew, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(realiseAndHash, prepared, false)->Unit(benchmark::kMillisecond);

enum class How { Anew, Prepared, CostsAlone, Hashed };

void drawWithCosts(benchmark::State& state, How how)
{
    const SearchSpace space = openSpace("nas-bench-201").value();
    const DecisionTree tree = compileOrError(space).value();
    const TreeCandidates candidates(tree);
    const PreparedSpace prepared(space, tree);
    Rng rng(1);
    for (auto _ : state) {
        for (int i = 0; i < 10'000; ++i) {
            const Candidate candidate = candidates.sample(rng);
            if (how == How::Anew)
                benchmark::DoNotOptimize(realise(space, tree, candidate).architecture.costs);
            else if (how == How::Prepared)
                benchmark::DoNotOptimize(prepared.realise(candidate).architecture.costs);
            else if (how == How::Hashed)
                benchmark::DoNotOptimize(canonicalHash(prepared.realise(candidate).architecture));
            else
                benchmark::DoNotOptimize(prepared.costs(candidate).costs);
        }
    }
}
BENCHMARK_CAPTURE(drawWithCosts, anew, How::Anew)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(drawWithCosts, prepared, How::Prepared)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(drawWithCosts, costs_alone, How::CostsAlone)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(drawWithCosts, hashed, How::Hashed)->Unit(benchmark::kMillisecond);

/// One parameter of 100 blocks made a choice, in a space whose constraints follow the names: one after the other, as
/// the inspector did once, and together.
void makeAllAChoice(benchmark::State& state, bool together)
{
    space::SearchSpace space = space::openSpace("mlp").value();
    space.constraints = {"params <= 5e5"};
    std::vector<space::BlockAddress> blocks;
    for (int i = 0; i < 100; ++i) {
        blocks.push_back({{}, fmt::format("more{}", i)});
        space.graph.blocks.push_back({.id = blocks.back().block, .op = "conv2d"});
    }
    const space::ParamValue choice{{}, space::Domain::categorical({"1", "3"}), {}};
    for (auto _ : state) {
        space::SearchSpace edited = space;
        if (together)
            (void)space::setParam(edited, blocks, "kernel", choice);
        for (std::size_t i = 0; !together && i < blocks.size(); ++i)
            (void)space::setParam(edited, blocks[i].graph, blocks[i].block, "kernel", choice);
        benchmark::DoNotOptimize(edited);
    }
}
BENCHMARK_CAPTURE(makeAllAChoice, one_by_one, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(makeAllAChoice, together, true)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
