// SPDX-License-Identifier: GPL-3.0-or-later
// What a person waits for in the window, with the real window, engine and history: bench_window [TRIALS, 100000].
//   live   a table search of that many trials, watched: trials a second, what the GUI thread does between two looks at
//          its events, memory on the way
//   open   the same history at the next start: first paint, the run in all plots, a click until its network is drawn
//   plots  a million points: the fitness curve, and learning curves
// Prints milliseconds; the bars are in brackets. Run it on a machine that does nothing else.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <malloc.h>

#include "app/compose/catalogue.h"
#include "core/history/reader.h"
#include "tests/ui/settings_sandbox.h"
#include "ui/frame/main_window.h"
#include "ui/frame/window_host.h"
#include "ui/pages/runs/architecture_panel.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/pages/runs_page.h"
#include "ui/plots/curves_plot.h"
#include "ui/plots/fitness_plot.h"

namespace {

using namespace cw;
using namespace cw::ui;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Waits in the event loop; ends the program where that never comes true.
template <class Condition>
void await(const char* what, const Condition& isTrue)
{
    const auto start = Clock::now();
    while (!isTrue()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        if (since(start) > 1.8e6) {
            std::fprintf(stderr, "bench_window: %s: not within half an hour\n", what);
            std::exit(1);
        }
    }
}

/// Every gap between two looks at the events, by a timer of a millisecond, in milliseconds on the wall.
class Gaps {
public:
    Gaps()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const auto now = Clock::now();
            m_gaps.push_back(std::chrono::duration<float, std::milli>(now - m_last).count());
            m_last = now;
        });
        m_timer.start(1);
    }
    void print(const char* name)
    {
        std::sort(m_gaps.begin(), m_gaps.end());
        double all = 0;
        double slow = 0;
        for (const float gap : m_gaps) {
            all += gap;
            slow += gap > 1000.0F / 30 ? gap : 0;
        }
        std::printf("%s: longest gap %.1f ms [50], %.2f %% of the time in gaps over 33 ms [0], median %.1f, 99 %% "
                    "below %.1f\n",
                    name, double(m_gaps.back()), 100 * slow / all, double(m_gaps[m_gaps.size() / 2]),
                    double(m_gaps[m_gaps.size() * 99 / 100]));
    }

private:
    QTimer m_timer;
    Clock::time_point m_last = Clock::now();
    std::vector<float> m_gaps;
};

double allocatedMegabytes()
{
    const struct mallinfo2 info = mallinfo2();
    return (double(info.uordblks) + double(info.hblkhd)) / 1e6;
}

struct Bench {
    explicit Bench(const std::filesystem::path& history)
        : start(Clock::now())
        , host(app::makeCatalogue(), {.history = history, .page = PageIndex::Runs}, makePages)
    {
        QObject::connect(&host.window(), &MainWindow::firstPainted, &host.window(), [this] { painted = since(start); });
        host.window().resize(1440, 900);
        host.show();
        await("first paint", [this] { return painted.has_value(); });
    }
    RunsPage& runs() const { return static_cast<RunsPage&>(*host.window().page(PageIndex::Runs)); }
    /// Everything of the Runs page is read and drawn.
    void settle() const
    {
        await("the Runs page", [this] { return !runs().isBusy(); });
        runs().fitness().flush();
        runs().curves().flush();
        QCoreApplication::processEvents();
    }

    Clock::time_point start;
    std::optional<double> painted;
    WindowHost host;
};

run::RunConfig searchOf(std::int64_t trials)
{
    run::RunConfig config;
    config.name = "bench";
    config.strategy = "random";
    config.estimator = "table";
    config.estimatorSettings =
        Json{{"file", (std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-201.csv.gz").string()}};
    config.objectives = {{"c10_valid_accuracy", true}};
    config.evaluations = trials;
    config.workers = 1;
    return config;
}

void live(const std::filesystem::path& history, std::int64_t trials)
{
    Bench bench(history);
    await("the start", [&] { return bench.host.services().feed.hasRead(); });
    RunService& runs = bench.host.services().runs;
    std::optional<qint64> run;
    QObject::connect(&runs, &RunService::launched, &runs, [&run](qint64 number) { run = number; });
    QObject::connect(&runs, &RunService::launchFailed, &runs, [](const QString& problem) {
        std::fprintf(stderr, "bench_window: %s\n", qPrintable(problem));
        std::exit(1);
    });
    runs.launch(searchOf(trials));
    await("the launch", [&] { return run.has_value(); });
    bench.runs().showRun(*run);
    Gaps gaps;
    const auto start = Clock::now();
    int tenths = 0;
    await("the search", [&] {
        const ActiveRun* active = runs.find(*run);
        while (active && tenths < 10 && active->done >= trials * (tenths + 1) / 10)
            std::printf("live: %d0 %%: %.1f MB allocated, %.0f ms\n", ++tenths, allocatedMegabytes(), since(start));
        return active == nullptr;
    });
    const double seconds = since(start) / 1e3;
    bench.settle();
    std::printf("live: %lld trials in %.1f s, %.0f a second\n", static_cast<long long>(trials), seconds,
                double(trials) / seconds);
    gaps.print("live");
}

void open(const std::filesystem::path& history)
{
    Bench bench(history);
    std::printf("open: first paint %.0f ms [1000]\n", *bench.painted);
    await("the list", [&] { return bench.host.services().feed.hasRead(); });
    std::printf("open: list of runs there %.0f ms\n", since(bench.start));
    bench.settle();
    std::printf("open: newest run drawn %.0f ms\n", since(bench.start));
    Gaps gaps;
    const auto start = Clock::now();
    bench.runs().showRun(2); // a small one
    bench.settle();
    std::printf("open: small run selected, drawn after %.0f ms\n", since(start));
    const auto large = Clock::now();
    bench.runs().showRun(1);
    bench.settle();
    std::printf("open: run of all trials selected, drawn after %.0f ms [200]\n", since(large));
    gaps.print("open");

    std::vector<double> clicks;
    ArchitecturePanel& panel = bench.runs().architecture();
    const auto trials = static_cast<qint64>(bench.runs().trials().rowCount());
    for (qint64 i = 1; i <= 30; ++i) {
        const qint64 trial = 1 + i * 7919 % trials;
        const auto click = Clock::now();
        bench.runs().selectTrial(trial);
        await("a click", [&] { return panel.shownTrial() == trial && !panel.isBusy(); });
        panel.view().grab();
        clicks.push_back(since(click));
    }
    std::sort(clicks.begin(), clicks.end());
    std::printf("open: click to drawn network: median %.1f ms, longest of 30 %.1f ms [100]\n",
                clicks[clicks.size() / 2], clicks.back());
}

void plots()
{
    constexpr int kPoints = 1'000'000;
    constexpr int kCurves = 1'000;
    Theme theme;
    FitnessPlot fitness(theme);
    fitness.resize(900, 320);
    fitness.setObjective(QStringLiteral("accuracy"), true);
    const auto median = [](const auto& work) {
        std::vector<double> times;
        for (int i = 0; i < 21; ++i) {
            const auto start = Clock::now();
            work(i);
            times.push_back(since(start));
        }
        std::nth_element(times.begin(), times.begin() + 10, times.end());
        return times[10];
    };
    std::vector<FitnessPoint> points;
    for (int i = 1; i <= kPoints; ++i)
        points.push_back({i, TrialState::Finished, 0.8 + 0.1 * std::sin(i * 12.9898) * std::cos(i * 0.37), i * 0.1});
    fitness.reset(std::move(points));
    fitness.show();
    fitness.flush();
    std::printf("plots: fitness of 1 M trials, one more: %.1f ms [16]\n", median([&](int i) {
                    fitness.update({kPoints + 1 + i, TrialState::Finished, 0.85, kPoints * 0.1 + i});
                    fitness.flush();
                }));
    CurvesPlot curves(theme);
    curves.resize(600, 240);
    curves.setMetric(QStringLiteral("accuracy"));
    for (int trial = 1; trial <= kCurves; ++trial) {
        for (int step = 1; step <= kPoints / kCurves; ++step)
            curves.addPoint(trial, step, 0.9 - 0.5 / (1 + 0.01 * step * (1 + trial % 7)), true);
    }
    curves.show();
    curves.flush();
    std::printf("plots: 1,000 learning curves of 1,000 points, one more point: %.1f ms [16]\n", median([&](int i) {
                    curves.addPoint(1, 1'001 + i, 0.9, true);
                    curves.flush();
                }));
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const SettingsSandbox sandbox;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const std::int64_t trials = argc > 1 ? std::max(100, std::atoi(argv[1])) : 100'000;
    const QTemporaryDir folder;
    const std::filesystem::path history = folder.path().toStdString() + "/history.sqlite";
    live(history, trials);
    live(history, 100);
    open(history);
    plots();
    return 0;
}
