// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/evolution_view.h"

#include <algorithm>
#include <cmath>

#include "core/run/method/evolution.h"
#include "ui/widgets/format.h"

namespace cw::ui {

namespace {

constexpr std::size_t kMostSteps = 1'000;

} // namespace

EvolutionView::EvolutionView(Theme& theme, QWidget* parent)
    : SeriesPlot(theme, tr("Population"), tr("The population appears here from its second trial on."), parent)
{
    setShares(true);
}

MethodView EvolutionView::entry()
{
    MethodView view;
    view.id = "evolution";
    view.english = "Population";
    view.title = [] { return tr("Population"); };
    view.suits = [](const MethodSubject& subject) { return subject.population > 0; };
    view.make = [](Theme& theme, QWidget* parent) -> MethodPlot* { return new EvolutionView(theme, parent); };
    view.compute = [](const MethodInput& input, const std::stop_token& stop) -> MethodShow {
        const std::size_t window = std::max<std::size_t>(2, input.subject.population);
        SeriesData data;
        data.series.resize(3);
        data.series[0].name = tr("diversity");
        data.series[1].name = tr("better children");
        data.series[2].name = tr("parent age");
        data.series[2].onRight = true;
        for (const run::EvolutionPoint& point : run::evolutionOf(input.trials, window, kMostSteps, stop)) {
            data.trials.push_back(point.trial);
            data.series[0].values.push_back(point.diversity);
            data.series[1].values.push_back(point.improved);
            data.series[2].values.push_back(point.age);
        }
        data.note = tr("over the newest %1 trials").arg(countText(static_cast<std::int64_t>(window)));
        return [data = std::move(data)](MethodPlot& plot) { static_cast<EvolutionView&>(plot).setData(data); };
    };
    return view;
}

} // namespace cw::ui
