// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include <QString>

#include "core/run/catalogue.h"
#include "core/run/method/learnt.h"
#include "core/run/method/trials.h"
#include "core/run/run_config.h"
#include "ui/methods/method_plot.h"

namespace cw::ui {

/// What of a run decides which views suit it.
struct MethodSubject {
    std::vector<estimate::Objective> objectives;
    std::size_t population = 0; ///< of its strategy; 0: it has none
    bool hasInsight = false;    ///< its strategy says what it has learnt
    bool isScheduled = false;
    bool fitsModel = false;      ///< its strategy proposes what a model expects the most of
    bool hasAcquisition = false; ///< its strategy says what it maximised
};

MethodSubject subjectOf(const run::RunConfig& config, const run::Catalogue& catalogue);

/// What a view is made of.
struct MethodInput {
    const MethodSubject& subject;
    const run::MethodTrials& trials;
    std::shared_ptr<const run::Learnt> learnt; ///< null: the view did not ask for it
};

/// Hands over to the view, on the GUI thread, what was computed.
using MethodShow = std::function<void(MethodPlot&)>;

/// A view of what belongs to a search method: one file and one line in registry.cpp.
struct MethodView {
    const char* id = "";
    const char* english = ""; ///< its title, untranslated
    QString (*title)() = nullptr;
    bool (*suits)(const MethodSubject& subject) = nullptr;
    MethodPlot* (*make)(Theme& theme, QWidget* parent) = nullptr;
    /// Off the GUI thread. Survives any trials, also none. Takes a moment for 100,000 of them; what it hands over is
    /// drawn in milliseconds.
    MethodShow (*compute)(const MethodInput& input, const std::stop_token& stop) = nullptr;
    bool needsLearnt = false;
};

/// All there are; of those that suit a run the first says most about it.
const std::vector<MethodView>& methodViews();
/// By its id; null when there is none.
const MethodView* findMethodView(const QString& id);

} // namespace cw::ui
