// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <benchmark/benchmark.h>

#include "core/base/rng.h"
#include "ui/canvas/layered_layout.h"

namespace {

using namespace cw;
using namespace cw::ui;

/// A network of that many ops: a chain with branches and a few long skips.
LayoutRequest network(int nodes)
{
    Rng rng(1, 0, "bench-layout");
    LayoutRequest request;
    request.nodes.resize(static_cast<std::size_t>(nodes));
    for (int i = 1; i < nodes; ++i) {
        request.edges.push_back({std::max(0, i - 1 - static_cast<int>(rng.below(4))), i});
        if (rng.chance(0.5))
            request.edges.push_back({std::max(0, i - 1 - static_cast<int>(rng.below(16))), i});
    }
    return request;
}

void layOutNetwork(benchmark::State& state)
{
    const LayoutRequest request = network(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(layOut(request));
}
BENCHMARK(layOutNetwork)->Arg(100)->Arg(1000)->Arg(4000)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
