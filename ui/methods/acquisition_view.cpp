// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/acquisition_view.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace cw::ui {

namespace {

constexpr std::size_t kMostPoints = 5'000; ///< more hide each other

/// A series for each name, the one of most proposals first and on the left: they have no unit in common.
SeriesData seriesOf(const std::vector<run::Learnt::Acquired>& acquired, QString (*wordOf)(const std::string&))
{
    SeriesData data;
    data.isScattered = true;
    std::map<std::string, std::vector<double>> byName;
    const std::size_t first = acquired.size() - std::min(acquired.size(), kMostPoints);
    for (std::size_t i = first; i < acquired.size(); ++i) {
        data.trials.push_back(acquired[i].trial);
        byName[acquired[i].acquisition.name].resize(acquired.size() - first, std::nan(""));
        byName[acquired[i].acquisition.name][i - first] = acquired[i].acquisition.value;
    }
    for (const auto& [name, values] : byName)
        data.series.push_back({wordOf(name), values, false});
    const auto count = [](const SeriesData::Series& series) {
        return std::count_if(series.values.begin(), series.values.end(), [](double v) { return std::isfinite(v); });
    };
    std::stable_sort(data.series.begin(), data.series.end(),
                     [&count](const auto& a, const auto& b) { return count(a) > count(b); });
    for (std::size_t i = 1; i < data.series.size(); ++i)
        data.series[i].onRight = true;
    return data;
}

} // namespace

AcquisitionView::AcquisitionView(Theme& theme, QWidget* parent)
    : SeriesPlot(theme, tr("Acquisition"),
                 tr("How much each proposal promised appears here, from the first that the model has chosen on."),
                 parent)
{
    setLogarithmicOffered(false); // most are logarithms already
}

QString AcquisitionView::wordOf(const std::string& name)
{
    if (name == "log-improvement")
        return tr("log of the expected improvement");
    if (name == "confidence-bound")
        return tr("upper confidence bound");
    if (name == "sample")
        return tr("draw from the prediction");
    if (name == "scalarised-sample")
        return tr("draw of all objectives in one number");
    if (name == "log-density-ratio")
        return tr("log of the density ratio, good to others");
    return QString::fromStdString(name);
}

MethodView AcquisitionView::entry()
{
    MethodView view;
    view.id = "acquisition";
    view.english = "Acquisition";
    view.title = [] { return tr("Acquisition"); };
    view.suits = [](const MethodSubject& subject) { return subject.hasAcquisition; };
    view.needsLearnt = true;
    view.make = [](Theme& theme, QWidget* parent) -> MethodPlot* { return new AcquisitionView(theme, parent); };
    view.compute = [](const MethodInput& input, const std::stop_token&) -> MethodShow {
        SeriesData data = seriesOf(input.learnt->acquisitions, &AcquisitionView::wordOf);
        if (!input.learnt->complete && !data.trials.empty())
            data.note = tr("up to trial %1").arg(data.trials.back());
        else if (input.learnt->acquisitions.size() > data.trials.size())
            data.note = tr("from trial %1 on").arg(data.trials.front());
        return [data = std::move(data)](MethodPlot& plot) { static_cast<AcquisitionView&>(plot).setData(data); };
    };
    return view;
}

} // namespace cw::ui
