// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ui/methods/method_view.h"
#include "ui/methods/series_plot.h"

namespace cw::ui {

/// Of strategies that maximise something to find a proposal: how much each of them promised.
class AcquisitionView : public SeriesPlot {
    Q_OBJECT
public:
    AcquisitionView(Theme& theme, QWidget* parent);
    static MethodView entry();

private:
    /// What a name of strategy::Acquisition is called.
    static QString wordOf(const std::string& name);
};

} // namespace cw::ui
