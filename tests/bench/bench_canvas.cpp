// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <memory>
#include <numeric>

#include <QApplication>

#include <benchmark/benchmark.h>

#include "core/space/edit/edit.h"
#include "tests/ui/large_space.h"
#include "ui/canvas/arrange.h"
#include "ui/canvas/edit_steps.h"
#include "ui/canvas/placing.h"
#include "ui/canvas/space_editor.h"

namespace {

using namespace cw;
using namespace cw::ui;

std::shared_ptr<const space::SearchSpace> spaceOf(int blocks)
{
    return std::make_shared<const space::SearchSpace>(largeSpace(blocks));
}

struct Canvas {
    explicit Canvas(int blocks)
        : document(spaceOf(blocks), {})
        , view(theme)
        , editor(new SpaceEditor(view, theme))
    {
        view.resize(1100, 700);
        view.show();
        editor->setDocument(&document);
        while (!view.isShown() || view.isBusy())
            QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    void paint()
    {
        view.graph().viewport()->repaint();
        QApplication::processEvents();
    }

    Theme theme;
    SpaceDocument document;
    SpaceView view;
    SpaceEditor* editor;
};

/// A frame of panning, at a zoom in percent; 0: everything is in sight.
void panFrame(benchmark::State& state)
{
    Canvas canvas(static_cast<int>(state.range(0)));
    if (state.range(1) > 0)
        canvas.view.graph().lookAt(static_cast<double>(state.range(1)) / 100, canvas.view.graph().centre());
    int step = 0;
    for (auto _ : state) {
        canvas.view.graph().panBy(++step % 2 == 0 ? QPoint(7, 3) : QPoint(-7, -3));
        canvas.paint();
    }
}
BENCHMARK(panFrame)
    ->Args({3000, 0})
    ->Args({3000, 25})
    ->Args({3000, 100})
    ->Args({50'000, 0})
    ->Args({50'000, 100})
    ->Unit(benchmark::kMillisecond);

void zoomFrame(benchmark::State& state)
{
    Canvas canvas(static_cast<int>(state.range(0)));
    int step = 0;
    for (auto _ : state) {
        canvas.view.graph().setZoom(0.1 * std::pow(1.2, ++step % 10));
        canvas.paint();
    }
}
BENCHMARK(zoomFrame)->Arg(3000)->Arg(50'000)->Unit(benchmark::kMillisecond);

/// One block moves: the step of the document, and the picture after it.
void moveOneBlock(benchmark::State& state)
{
    Canvas canvas(static_cast<int>(state.range(0)));
    canvas.view.graph().lookAt(1, canvas.view.graph().centre());
    double x = 0;
    for (auto _ : state) {
        x += 16;
        (void)canvas.document.apply(QStringLiteral("Move"), [&](space::SearchSpace& space) {
            return space::moveBlocks(space, {}, {{"b1000", {x, -200}}});
        });
        canvas.paint();
    }
}
BENCHMARK(moveOneBlock)->Arg(3000)->Arg(50'000)->Unit(benchmark::kMillisecond);

/// The same without the document's part: what following it costs.
void followOneMove(benchmark::State& state)
{
    Canvas canvas(static_cast<int>(state.range(0)));
    auto other = std::make_shared<space::SearchSpace>(*canvas.document.space());
    other->graph.blocks[1000].x += 160;
    bool moved = false;
    for (auto _ : state) {
        moved = !moved;
        canvas.view.follow(moved ? SpacePtr(other) : canvas.document.space());
    }
}
BENCHMARK(followOneMove)->Arg(3000)->Unit(benchmark::kMillisecond);

/// All of it, as Shift+A does.
void tidyAll(benchmark::State& state)
{
    Canvas canvas(static_cast<int>(state.range(0)));
    const PlacedDrawing shown = canvas.view.graph().drawing();
    std::vector<int> all(shown.positions.size());
    std::iota(all.begin(), all.end(), 0);
    for (auto _ : state)
        benchmark::DoNotOptimize(tidyNodes(shown, all));
}
BENCHMARK(tidyAll)->Arg(3000)->Arg(50'000)->Unit(benchmark::kMillisecond);

/// From the document to the picture, in the background but for the last part.
void openSpace(benchmark::State& state)
{
    for (auto _ : state) {
        Canvas canvas(static_cast<int>(state.range(0)));
        canvas.paint();
    }
}
BENCHMARK(openSpace)->Arg(3000)->Arg(50'000)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
