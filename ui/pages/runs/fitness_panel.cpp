// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/fitness_panel.h"

#include "ui/canvas/themed_icon.h"
#include "ui/pages/runs/panel_parts.h"
#include "ui/pages/runs/plot_selection.h"
#include "ui/plots/fitness_plot.h"
#include "ui/widgets/kept.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

FitnessPanel::FitnessPanel(Theme& theme, PlotSelection& selection, QWidget* parent)
    : QWidget(parent)
    , m_plot(new FitnessPlot(theme, this))
    , m_axis(new QComboBox(this))
{
    setProperty("surface", "surface");
    setAttribute(Qt::WA_StyledBackground);
    auto* column = makeColumn(this);
    QHBoxLayout* row = addTitle(column, tr("Fitness"), this);
    const std::pair<QString, FitnessPlot::Axis> axes[] = {{tr("trials"), FitnessPlot::Axis::Trials},
                                                          {tr("time"), FitnessPlot::Axis::Time},
                                                          {tr("device-hours"), FitnessPlot::Axis::DeviceHours},
                                                          {tr("epochs"), FitnessPlot::Axis::Epochs}};
    for (const auto& [name, axis] : axes)
        m_axis->addItem(name, static_cast<int>(axis));
    m_axis->setAccessibleName(tr("Horizontal axis"));
    m_axis->setToolTip(tr("Trials in the order proposed, time since the run began, or what all trials that had ended "
                          "by then took: device-hours of their jobs, epochs of their training"));
    m_axis->setObjectName(QStringLiteral("fitnessAxis"));
    connect(m_axis, &QComboBox::currentIndexChanged, this,
            [this] { m_plot->setAxis(static_cast<FitnessPlot::Axis>(m_axis->currentData().toInt())); });
    row->addSpacing(12);
    row->addWidget(makeLabel(tr("x"), "secondary", this));
    row->addWidget(m_axis);
    row->addStretch(1);
    row->addWidget(selection.makeToolSwitch(this));
    row->addWidget(m_plot->makeLogButton(this));
    row->addWidget(m_plot->makeSwitch(m_plot->smoothAction(), QStringLiteral("smooth"), this));
    QToolButton* all = makeToolButton(theme, QStringLiteral("fit"), tr("Show all"), this);
    connect(all, &QToolButton::clicked, m_plot, &FitnessPlot::showAll);
    row->addWidget(all);
    row->addWidget(makeMenuButton(theme, m_plot->menu(), tr("More for the fitness plot"), this));
    column->addWidget(m_plot, 1);
    selection.add(*m_plot);
    keepChoice(*m_axis, QStringLiteral("runs/axis"));
    m_plot->keepSettings(QStringLiteral("runs/fitness"));
    keepChecked(m_plot->smoothAction(), QStringLiteral("runs/fitness/smooth"));
}

} // namespace cw::ui
