// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs to score one NAS-Bench-201 cell (C = 16, N = 5) by each zero-cost proxy, and by all together, on one
// thread with one minibatch of 64 CIFAR-10 images of 32 pixels: mean and maximum over the same ten random cells, with
// building the network. Bar: nwot below a second.
#include <algorithm>
#include <chrono>

#include <benchmark/benchmark.h>

#include "core/estimate/zero_cost_info.h"
#include "core/space/realise.h"
#include "core/train/allocator.h"
#include "core/train/zero_cost_estimator.h"

namespace {

using namespace cw;

constexpr int kCells = 10;

void scoreCells(benchmark::State& state, const std::string& proxies)
{
    const auto space = std::make_shared<const space::SearchSpace>(space::openSpace("nas-bench-201").value());
    estimate::EstimatorSetup setup;
    setup.space = space;
    setup.tree = space::compileOrError(*space).value();
    setup.dataset = CELLWRIGHT_TEST_DATA "/images/cifar10-32px";
    setup.task = space->task;
    setup.settings = estimate::zeroCostEntry().schema.resolve({{"proxies", proxies}}, "bench").value();
    setup.seed = 1;
    train::ZeroCostEstimator estimator(setup);
    estimator.prepare();
    const auto candidates = space::candidatesOf(*space, {}).value();
    double most = 0;
    for ([[maybe_unused]] auto _ : state) {
        Rng rng(1);
        for (int i = 0; i < kCells; ++i) {
            estimate::Context context{.seed = 1, .trial = i};
            most = std::max(most, estimator.estimate(candidates->sample(rng), {}, context).seconds);
        }
    }
    state.counters["s_per_cell"] =
        benchmark::Counter(kCells, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    state.counters["max_s"] = most;
}

} // namespace

int main(int argc, char** argv)
{
    train::tuneAllocator();
    std::string all;
    for (const train::Proxy& proxy : train::proxies()) {
        all += (all.empty() ? "" : ",") + proxy.id;
        benchmark::RegisterBenchmark(("zero_cost/" + proxy.id).c_str(), scoreCells, proxy.id)
            ->Unit(benchmark::kSecond)
            ->Iterations(1);
    }
    benchmark::RegisterBenchmark("zero_cost/together", scoreCells, all)->Unit(benchmark::kSecond)->Iterations(1);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
