// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/plots/plot.h"

namespace cw::ui {

/// Runs that are compared as one: several seeds of a strategy.
struct BestGroup {
    QString name;
    std::vector<std::vector<double>>
        runs; ///< per run the best so far after 1, 2, ... trials; NaN before the first value
};

/// Best so far of groups of runs: the median as a step line in a colour and dash of its own, with the inter-quartile
/// band where a group has several runs.
class BestPlot : public Plot {
    Q_OBJECT
public:
    BestPlot(Theme& theme, QWidget* parent = nullptr);

    void setGroups(std::vector<BestGroup> groups, const QString& metric, bool maximise);
    const std::vector<BestGroup>& groups() const { return m_groups; }
    /// Colour and dash of the i-th group, as in the table beside the plot.
    static QPen groupPen(const Colors& colors, int group);

protected:
    PlotTable table() const override;
    void restyle() override { schedule(); }
    void rebuild() override;
    void rangesToData() override;
    void hoverAt(const QPointF& position) override;

private:
    struct Line {
        std::vector<double> low, middle, high; ///< by trial, NaN where no run has a value
    };
    static Line summarise(const BestGroup& group);
    void addLine(int group, const Line& line);

    std::vector<BestGroup> m_groups;
    std::vector<Line> m_lines;
    QString m_metric;
    bool m_maximise = true;
};

} // namespace cw::ui
