// SPDX-License-Identifier: GPL-3.0-or-later
// What one ask and one tell cost, with default settings, on six decisions of five alternatives each: mean, median and
// maximum per trial in microseconds, and what the strategy holds in memory at the end. Bars: grid, sobol, random,
// local-search, evolution, EDA, Q-learning, bandit and tree search below 20 us mean at any size; tpe below 1 ms; every
// mean below 50 ms at 10,000 trials; memory bounded per trial from 10,000 to 100,000.
// A strategy that takes more than 0.5 ms a trial is not run for 100,000: its active set is full long before.
#include <malloc.h>

#include <algorithm>
#include <chrono>

#include <benchmark/benchmark.h>

#include "core/base/hash.h"
#include "core/strategy/strategy.h"

namespace {

using namespace cw;
using Clock = std::chrono::steady_clock;

constexpr double kSlow = 500; // us

std::shared_ptr<const space::CandidateSet> cells()
{
    space::DecisionTree tree;
    for (const char* name : {"0-1", "0-2", "1-2", "0-3", "1-3", "2-3"})
        tree.decisions.push_back({.name = name, .domain = space::Domain::categorical({"a", "b", "c", "d", "e"})});
    return std::make_shared<space::TreeCandidates>(std::move(tree));
}

/// What each decision adds, and some noise that belongs to the candidate.
double valueOf(const space::Candidate& candidate)
{
    std::uint64_t hash = 1;
    double sum = 0;
    for (std::size_t i = 0; i < candidate.values.size(); ++i) {
        const auto value = std::uint64_t(candidate.values[i]);
        hash = mix64(hash, value);
        sum += double(mix64(i, value) >> 11) * 0x1p-53;
    }
    return sum + 0.2 * double(hash >> 11) * 0x1p-53;
}

double heldBytes()
{
    const auto info = mallinfo2();
    return double(info.uordblks) + double(info.hblkhd);
}

struct Measured {
    double mean = 0, median = 0, most = 0; ///< us per trial
    double bytes = 0;
    std::size_t trials = 0; ///< fewer than asked for when the space is exhausted
};

Measured measure(const strategy::StrategyEntry& entry, std::size_t trials)
{
    const auto candidates = cells();
    const double before = heldBytes();
    const auto strategy =
        strategy::makeStrategy(strategy::builtInStrategies(), entry.id, nullptr, candidates, 1, 1).value();
    std::vector<double> times;
    times.reserve(trials);
    const double own = heldBytes();
    for (std::size_t trial = 1; trial <= trials; ++trial) {
        const auto start = Clock::now();
        auto asked = strategy->ask(1);
        if (asked.empty())
            break;
        const double value = valueOf(asked.front().candidate);
        strategy->tell(
            {.trial = std::int64_t(trial), .candidate = std::move(asked.front().candidate), .values = {value}});
        times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
    }
    Measured result;
    result.bytes = heldBytes() - own + (own - before - double(trials * sizeof(double)));
    result.trials = times.size();
    for (const double time : times)
        result.mean += time / double(times.size());
    std::sort(times.begin(), times.end());
    if (!times.empty()) {
        result.median = times[times.size() / 2];
        result.most = times.back();
    }
    return result;
}

void askAndTell(benchmark::State& state, const strategy::StrategyEntry& entry, std::size_t trials)
{
    if (trials > 10'000 && measure(entry, 1'000).mean > kSlow) {
        state.SkipWithError("more than 0.5 ms a trial: not run");
        return;
    }
    Measured measured;
    for ([[maybe_unused]] auto _ : state)
        measured = measure(entry, trials);
    state.counters["mean_us"] = measured.mean;
    state.counters["median_us"] = measured.median;
    state.counters["max_us"] = measured.most;
    state.counters["KiB"] = measured.bytes / 1024;
    state.counters["trials"] = double(measured.trials);
}

} // namespace

int main(int argc, char** argv)
{
    const strategy::StrategyRegistry registry = strategy::builtInStrategies();
    for (const strategy::StrategyEntry& entry : registry.entries()) {
        for (const std::size_t trials : {100, 1'000, 10'000, 100'000}) {
            const std::string name = entry.id + "/" + std::to_string(trials);
            benchmark::RegisterBenchmark(
                name.c_str(), [&entry, trials](benchmark::State& state) { askAndTell(state, entry, trials); })
                ->Iterations(1)
                ->Unit(benchmark::kMillisecond);
        }
    }
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
