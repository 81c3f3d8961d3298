// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/acquisition_view.h"
#include "ui/methods/evolution_view.h"
#include "ui/methods/front_view.h"
#include "ui/methods/hypervolume_view.h"
#include "ui/methods/learnt_view.h"
#include "ui/methods/method_view.h"
#include "ui/methods/odds_view.h"
#include "ui/methods/rungs_view.h"
#include "ui/methods/surrogate_view.h"

namespace cw::ui {

const std::vector<MethodView>& methodViews()
{
    static const std::vector<MethodView> views{
        FrontView::entry(),  HypervolumeView::entry(), SurrogateView::entry(), AcquisitionView::entry(),
        LearntView::entry(), OddsView::entry(),        EvolutionView::entry(), RungsView::entry()};
    return views;
}

const MethodView* findMethodView(const QString& id)
{
    for (const MethodView& view : methodViews()) {
        if (id == QLatin1String(view.id))
            return &view;
    }
    return nullptr;
}

MethodSubject subjectOf(const run::RunConfig& config, const run::Catalogue& catalogue)
{
    MethodSubject subject{.objectives = config.objectives};
    if (const strategy::StrategyEntry* entry = catalogue.strategies.find(config.strategy)) {
        subject.hasInsight = entry->hasInsight;
        subject.fitsModel = entry->schema.find("refit-growth") != nullptr; // what all models have
        subject.hasAcquisition = subject.fitsModel || entry->schema.find("good-share") != nullptr; // or two densities
        const auto settings = entry->schema.resolve(config.strategySettings, entry->id);
        if (settings && entry->schema.find("population") != nullptr)
            subject.population = static_cast<std::size_t>(settings->integer("population"));
    }
    const estimate::SchedulerEntry* scheduler = catalogue.schedulers.find(config.scheduler);
    subject.isScheduled = scheduler != nullptr && !scheduler->plain;
    return subject;
}

} // namespace cw::ui
