// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/methods/method_view.h"
#include "ui/methods/series_plot.h"

namespace cw::ui {

/// Of runs with several objectives: how much of what is between the worst and the best values their front dominates.
class HypervolumeView : public SeriesPlot {
    Q_OBJECT
public:
    HypervolumeView(Theme& theme, QWidget* parent);
    static MethodView entry();
};

} // namespace cw::ui
