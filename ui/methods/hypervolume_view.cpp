// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/hypervolume_view.h"

#include "core/run/method/front.h"

namespace cw::ui {

HypervolumeView::HypervolumeView(Theme& theme, QWidget* parent)
    : SeriesPlot(theme, tr("Hypervolume"),
                 tr("The hypervolume appears here as soon as trials differ by each of the objectives."), parent)
{
}

MethodView HypervolumeView::entry()
{
    MethodView view;
    view.id = "hypervolume";
    view.english = "Hypervolume";
    view.title = [] { return tr("Hypervolume"); };
    view.suits = [](const MethodSubject& subject) { return subject.objectives.size() > 1; };
    view.make = [](Theme& theme, QWidget* parent) -> MethodPlot* { return new HypervolumeView(theme, parent); };
    view.compute = [](const MethodInput& input, const std::stop_token& stop) -> MethodShow {
        const run::Front front = run::frontOf(input.trials, stop);
        SeriesData data;
        data.steps = true;
        data.series.resize(1);
        data.series[0].name = tr("hypervolume, as a part of the box from the worst values to the best");
        for (const auto& [trial, volume] : front.hypervolume) {
            data.trials.push_back(trial);
            data.series[0].values.push_back(volume);
        }
        if (front.endedAt > 0)
            data.note = tr("up to trial %1").arg(front.endedAt);
        return [data = std::move(data)](MethodPlot& plot) { static_cast<HypervolumeView&>(plot).setData(data); };
    };
    return view;
}

} // namespace cw::ui
