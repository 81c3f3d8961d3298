// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the benchmark tables are. Bars: look-ups > 2 M/s; 500 repeats x 300 evaluations of regularized evolution on
// the NAS-Bench-201 table < 1 s of one core, its loading included.
#include <filesystem>

#include <benchmark/benchmark.h>

#include "core/run/tabular.h"

namespace {

using namespace cw;

const std::filesystem::path kPath = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-201.csv.gz";

/// The table, or null after telling the benchmark that it cannot run.
std::shared_ptr<const estimate::Table> loadOrSkip(benchmark::State& state)
{
    auto table = estimate::Table::load(kPath);
    if (table)
        return *table;
    state.SkipWithError(table.error().what());
    return nullptr;
}

run::TabularRequest request(std::shared_ptr<const estimate::Table> table, const char* strategy, std::int64_t repeats)
{
    return {.table = std::move(table),
            .strategy = strategy,
            .objectives = {{"c10_valid_accuracy"}},
            .report = "c10_test_accuracy",
            .checkpoints = {50, 100, 150, 300},
            .evaluations = 300,
            .repeats = repeats,
            .seed = 1};
}

void loadTable(benchmark::State& state)
{
    for (auto _ : state) {
        if (!loadOrSkip(state))
            return;
    }
}
BENCHMARK(loadTable)->Unit(benchmark::kMillisecond);

/// Candidates drawn beforehand, more of them than the caches of a core hold rows.
void lookUpRows(benchmark::State& state)
{
    const auto table = loadOrSkip(state);
    if (!table)
        return;
    const auto candidates = table->candidates();
    const int metric = table->metric("c10_valid_accuracy");
    Rng rng(1);
    std::vector<space::Candidate> drawn(1 << 14);
    for (auto& candidate : drawn)
        candidate = candidates->sample(rng);
    std::size_t i = 0;
    for (auto _ : state) {
        const std::int64_t row = table->row(drawn[i++ % drawn.size()]);
        benchmark::DoNotOptimize(table->value(std::size_t(row), metric));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(lookUpRows);

/// The whole of `tabular` in memory: load, then 500 repeats of 300 evaluations with the default settings (50, 10).
void searchWithLoading(benchmark::State& state, const char* strategy)
{
    const auto strategies = strategy::builtInStrategies();
    for (auto _ : state) {
        auto table = loadOrSkip(state);
        if (!table)
            return;
        const auto report = run::runTabular(request(std::move(table), strategy, 500), strategies);
        benchmark::DoNotOptimize(report->checkpoints.back().mean);
    }
    state.SetItemsProcessed(state.iterations() * 500 * 300);
}
BENCHMARK_CAPTURE(searchWithLoading, random, "random")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(searchWithLoading, regularized_evolution, "regularized-evolution")->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
