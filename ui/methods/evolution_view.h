// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/methods/method_view.h"
#include "ui/methods/series_plot.h"

namespace cw::ui {

/// Of strategies with a population: how far apart it is, how old its parents are, and whether children get better.
class EvolutionView : public SeriesPlot {
    Q_OBJECT
public:
    EvolutionView(Theme& theme, QWidget* parent);
    static MethodView entry();
};

} // namespace cw::ui
