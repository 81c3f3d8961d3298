// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ui/methods/method_view.h"
#include "ui/methods/series_plot.h"

namespace cw::ui {

/// Of strategies that learn: the numbers that tell how, over the trials. How certain it is, what it compares with.
class LearntView : public SeriesPlot {
    Q_OBJECT
public:
    LearntView(Theme& theme, QWidget* parent);
    static MethodView entry();

private:
    /// What a number of strategy::Insight is called.
    static QString wordOf(const std::string& name);
};

} // namespace cw::ui
