// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/live/load_history.h"
#include "ui/plots/plot.h"

namespace cw::ui {

/// Processors, GPUs and memory over time: of the program that runs a search, and of its machine.
class LoadPlot : public Plot {
    Q_OBJECT
public:
    LoadPlot(Theme& theme, QWidget* parent = nullptr);

    /// Rising in time; `begin` is the 0 of the axis.
    void setSamples(std::vector<LoadSample> samples, double begin);
    const std::vector<LoadSample>& samples() const { return m_samples; }
    /// Said while nothing has been measured.
    void setEmptyHint(const QString& hint);

protected:
    PlotTable table() const override;
    void restyle() override { schedule(); }
    void rebuild() override;
    void rangesToData() override;
    void hoverAt(const QPointF& position) override;

private:
    bool hasGpus() const;

    std::vector<LoadSample> m_samples;
    double m_begin = 0;
    QString m_emptyHint;
};

} // namespace cw::ui
