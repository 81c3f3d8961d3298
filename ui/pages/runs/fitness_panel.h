// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QWidget>

#include "ui/theme/theme.h"

namespace cw::ui {

class FitnessPlot;
class PlotSelection;

/// The fitness plot of a run under a row of what can be chosen for it.
/// Thread: GUI
class FitnessPanel : public QWidget {
    Q_OBJECT
public:
    FitnessPanel(Theme& theme, PlotSelection& selection, QWidget* parent = nullptr);

    FitnessPlot& plot() { return *m_plot; }
    QComboBox& axis() { return *m_axis; }

private:
    FitnessPlot* m_plot;
    QComboBox* m_axis;
};

} // namespace cw::ui
