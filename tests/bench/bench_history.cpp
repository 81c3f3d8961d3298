// SPDX-License-Identifier: GPL-3.0-or-later
// The history at the size of a long search: DESIGN.md section 12 asks for > 50,000 rows/s while a run is live, and for
// 100,000 trials to be open in < 1 s.
#include <cstdint>
#include <filesystem>
#include <string>

#include <benchmark/benchmark.h>
#include <stdlib.h>

#include "core/history/reader.h"
#include "core/history/writer.h"

namespace {

using namespace cw;
using namespace cw::history;
namespace fs = std::filesystem;

constexpr std::int64_t kTrials = 100'000;
constexpr int kSteps = 12;

class Folder {
public:
    Folder()
    {
        std::string name = (fs::temp_directory_path() / "cw-bench-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw Error(ErrorCode::Io, "cannot make a temporary folder", name);
        m_path = name;
    }
    ~Folder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    fs::path file() const { return m_path / "history.sqlite"; }

private:
    fs::path m_path;
};

TrialRow trialRow(std::int64_t run, std::int64_t number, TrialState state)
{
    TrialRow row;
    row.run = run;
    row.trial = number;
    row.state = state;
    row.candidate = "0-1=nor_conv_3x3;0-2=skip_connect;1-2=none;0-3=avg_pool_3x3;1-3=nor_conv_1x1;2-3=nor_conv_3x3";
    row.values = {3, 1, 0, 4, 2, static_cast<double>(number % 5)};
    row.parent = number / 2;
    row.change = "0-2: skip_connect -> nor_conv_3x3";
    row.hash = "00112233445566778899aabbccddee" + std::to_string(10 + number % 90);
    row.params = 123'456;
    row.macs = 7'890'123;
    row.fidelity = Json{{"epochs", kSteps}, {"data", 0.5}, {"width", 1.0}, {"cells", 1}};
    row.worker = 0;
    row.started = 1.7e9 + static_cast<double>(number);
    if (state == TrialState::Finished) {
        row.metrics = {{"valid_accuracy", 0.9 - 1.0 / static_cast<double>(number + 2)}, {"valid_loss", 0.3}};
        row.finished = row.started + 1.25;
        row.seconds = 1.25;
    }
    return row;
}

void postTrial(Writer& writer, std::int64_t run, std::int64_t number, int steps)
{
    writer.postAsk(run, {.job = number, .trial = number});
    writer.postTrial(trialRow(run, number, TrialState::Running), nullptr);
    std::vector<MetricStep> curve;
    for (int step = 1; step <= steps; ++step)
        curve.push_back({number, "valid_accuracy", step, 1.0 - 1.0 / (step + 1)});
    const TrialRow done = trialRow(run, number, TrialState::Finished);
    writer.postResult(run, number, Json{{"state", "finished"}, {"metrics", done.metrics}, {"seconds", done.seconds}});
    writer.postMetricSteps(run, std::move(curve));
    writer.postTrial(done, nullptr, [] {});
}

NewRun newRun()
{
    NewRun run;
    run.name = "bench";
    run.config = Json::object();
    run.space = Json::object();
    run.versions = Json::object();
    return run;
}

/// Rows that reach the file per second, from posting to the end of the last commit, as an engine posts them.
void writeLiveRun(benchmark::State& state)
{
    const int steps = static_cast<int>(state.range(0));
    std::int64_t rows = 0;
    std::int64_t trials = 0; // each: the ask, the trial as it starts and as it ends, the result, the curve
    for (auto _ : state) {
        state.PauseTiming();
        const Folder folder;
        Writer writer(folder.file());
        const std::int64_t run = writer.createRun(newRun());
        state.ResumeTiming();
        for (std::int64_t number = 1; number <= kTrials / 5; ++number)
            postTrial(writer, run, number, steps);
        writer.flush();
        trials += kTrials / 5;
        rows += kTrials / 5 * (4 + steps);
    }
    state.counters["rows/s"] = benchmark::Counter(static_cast<double>(rows), benchmark::Counter::kIsRate);
    state.counters["trials/s"] = benchmark::Counter(static_cast<double>(trials), benchmark::Counter::kIsRate);
}
BENCHMARK(writeLiveRun)->Arg(0)->Arg(kSteps)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();

/// A history of 100,000 trials, made once for all that only read it.
class Filled {
public:
    Filled()
        : m_writer(m_folder.file())
        , m_run(m_writer.createRun(newRun()))
    {
        for (std::int64_t number = 1; number <= kTrials; ++number)
            m_writer.postTrial(trialRow(m_run, number, TrialState::Finished), nullptr);
        m_writer.flush();
    }
    fs::path file() const { return m_folder.file(); }
    Writer& writer() { return m_writer; }
    std::int64_t run() const { return m_run; }

private:
    Folder m_folder;
    Writer m_writer;
    std::int64_t m_run;
};

void openAndReadAll(benchmark::State& state)
{
    const Filled filled;
    for (auto _ : state) {
        Reader reader(filled.file());
        benchmark::DoNotOptimize(reader.runs());
        benchmark::DoNotOptimize(reader.trials(filled.run()));
    }
    state.counters["trials/s"] =
        benchmark::Counter(static_cast<double>(kTrials * state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(openAndReadAll)->Unit(benchmark::kMillisecond);

/// What a window needs before it can paint: the runs and the first screen of trials.
void openAndReadFirstScreen(benchmark::State& state)
{
    const Filled filled;
    for (auto _ : state) {
        Reader reader(filled.file());
        benchmark::DoNotOptimize(reader.runs());
        benchmark::DoNotOptimize(reader.trials(filled.run(), 0, 100));
    }
}
BENCHMARK(openAndReadFirstScreen)->Unit(benchmark::kMillisecond);

/// The newest `n` changes among 100,000 trials.
void readChanges(benchmark::State& state)
{
    const Filled filled;
    Reader reader(filled.file());
    const std::int64_t since = reader.trial(filled.run(), kTrials - state.range(0)).revision;
    for (auto _ : state)
        benchmark::DoNotOptimize(reader.trials(filled.run(), since));
}
BENCHMARK(readChanges)->Arg(1)->Arg(10)->Arg(100)->Arg(1000)->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
