// SPDX-License-Identifier: GPL-3.0-or-later
// What one ask and one tell cost, with default settings: mean, median and maximum per trial in microseconds, and what
// the strategy holds at the end, by the allocator (KiB) and by the resident pages of the process (rss_KiB). The rows of
// 100 and 1,000 trials search six decisions of five alternatives each, as in NAS-Bench-201; those of 10,000 and 100,000
// twelve, of which 100,000 trials see less than one candidate in 2,000: a bound on memory is that of the strategy and
// not of the space. Bars: grid, sobol, random, local-search, evolution, EDA, Q-learning, bandit and tree search below
// 20 us mean at any size; tpe below 1 ms; every mean below 50 ms at 10,000 trials; memory bounded per trial from 10,000
// to 100,000. A strategy that takes more than 0.5 ms a trial makes 20,000 trials in place of 100,000, and its row is
// named so: its active set is full long before.
#include <malloc.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include <benchmark/benchmark.h>

#include "core/base/hash.h"
#include "core/strategy/strategy.h"

namespace {

using namespace cw;
using Clock = std::chrono::steady_clock;

constexpr double kSlow = 500; // us
constexpr std::size_t kMost = 100'000;
constexpr std::size_t kMostOfSlow = 20'000;

std::shared_ptr<const space::CandidateSet> cells(int decisions)
{
    space::DecisionTree tree;
    for (int i = 0; i < decisions; ++i)
        tree.decisions.push_back(
            {.name = std::string(1, char('a' + i)), .domain = space::Domain::categorical({"a", "b", "c", "d", "e"})});
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

/// VmRSS: pages, which the allocator may keep and reuse; so less sharp than what it says is held, but nothing escapes
/// it.
double residentBytes()
{
    std::ifstream file("/proc/self/statm");
    double size = 0;
    double resident = 0;
    file >> size >> resident;
    return resident * double(sysconf(_SC_PAGESIZE));
}

struct Measured {
    double mean = 0, median = 0, most = 0; ///< us per trial
    double bytes = 0;
    double resident = 0;
    std::size_t trials = 0; ///< fewer than asked for when the space is exhausted
};

Measured measure(const strategy::StrategyEntry& entry, std::size_t trials)
{
    const auto candidates = cells(trials >= 10'000 ? 12 : 6);
    std::vector<double> times(trials); // touched now: its pages are not the strategy's
    times.clear();
    malloc_trim(0); // what earlier rows left behind would be reused and hide the growth
    const double before = heldBytes();
    const double residentBefore = residentBytes();
    const auto strategy =
        strategy::makeStrategy(strategy::builtInStrategies(), entry.id, nullptr, candidates, 1, 1).value();
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
    result.bytes = heldBytes() - before;
    result.resident = residentBytes() - residentBefore;
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
    Measured measured;
    for ([[maybe_unused]] auto _ : state)
        measured = measure(entry, trials);
    state.counters["mean_us"] = measured.mean;
    state.counters["median_us"] = measured.median;
    state.counters["max_us"] = measured.most;
    state.counters["KiB"] = measured.bytes / 1024;
    state.counters["rss_KiB"] = measured.resident / 1024;
    state.counters["trials"] = double(measured.trials);
}

/// Rows are named before any is run, so the slow ones are told apart by a short search.
std::size_t mostTrials(const strategy::StrategyEntry& entry)
{
    return measure(entry, 300).mean > kSlow ? kMostOfSlow : kMost;
}

} // namespace

int main(int argc, char** argv)
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    const strategy::StrategyRegistry registry = strategy::builtInStrategies();
    for (const strategy::StrategyEntry& entry : registry.entries()) {
        for (const std::size_t trials :
             {std::size_t{100}, std::size_t{1'000}, std::size_t{10'000}, mostTrials(entry)}) {
            const std::string name = entry.id + "/" + std::to_string(trials);
            benchmark::RegisterBenchmark(
                name.c_str(), [&entry, trials](benchmark::State& state) { askAndTell(state, entry, trials); })
                ->Iterations(1)
                ->Unit(benchmark::kMillisecond);
        }
    }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
