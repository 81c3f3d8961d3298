// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/learnt_view.h"

#include <algorithm>

namespace cw::ui {

LearntView::LearntView(Theme& theme, QWidget* parent)
    : SeriesPlot(theme, tr("Learning progress"), tr("What the strategy learns appears here with its first results."),
                 parent)
{
    setShares(true);
}

QString LearntView::wordOf(const std::string& name)
{
    if (name == "entropy")
        return tr("entropy, 1 when all is even");
    if (name == "baseline")
        return tr("reward baseline");
    if (name == "epsilon")
        return tr("part chosen at random");
    if (name == "reward")
        return tr("expected of the best");
    if (name == "nodes")
        return tr("nodes of the tree");
    return QString::fromStdString(name);
}

MethodView LearntView::entry()
{
    MethodView view;
    view.id = "learnt";
    view.english = "Learning progress";
    view.title = [] { return tr("Learning progress"); };
    view.suits = [](const MethodSubject& subject) { return subject.hasInsight; };
    view.needsLearnt = true;
    view.make = [](Theme& theme, QWidget* parent) -> MethodPlot* { return new LearntView(theme, parent); };
    view.compute = [](const MethodInput& input, const std::stop_token&) -> MethodShow {
        SeriesData data;
        data.trials = input.learnt->trials;
        for (const run::Learnt::Series& series : input.learnt->series) {
            const bool isShare = std::none_of(series.values.begin(), series.values.end(),
                                              [](double value) { return value > 1.001; }); // an entropy may round up
            data.series.push_back({wordOf(series.name), series.values, !isShare});
        }
        if (!input.learnt->complete && !data.trials.empty())
            data.note = tr("up to trial %1").arg(data.trials.back());
        return [data = std::move(data)](MethodPlot& plot) { static_cast<LearntView&>(plot).setData(data); };
    };
    return view;
}

} // namespace cw::ui
