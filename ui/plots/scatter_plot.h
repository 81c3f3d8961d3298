// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "ui/plots/plot.h"

namespace cw::ui {

struct ScatterPoint {
    std::int64_t trial = 0;
    double x = 0;
    double y = 0;
};

/// One metric of trials against another. Points without a finite place in both are left out.
class ScatterPlot : public Plot {
    Q_OBJECT
public:
    ScatterPlot(Theme& theme, const QString& name, QWidget* parent = nullptr);

    void setTitles(const QString& x, const QString& y);
    void setPoints(std::vector<ScatterPoint> points);
    const std::vector<ScatterPoint>& points() const { return m_points; }
    /// Said while there is no point.
    void setEmptyHint(const QString& hint);

Q_SIGNALS:
    void trialClicked(qint64 trial);

protected:
    PlotTable table() const override;
    void restyle() override { schedule(); }
    void rebuild() override;
    void rangesToData() override;
    void hoverAt(const QPointF& position) override;
    void clickAt(const QPointF& position) override;

private:
    QPointF pixelOf(const ScatterPoint& point) const;
    /// The point within reach of the mouse, or null.
    const ScatterPoint* nearest(const QPointF& position) const;

    std::vector<ScatterPoint> m_points;
    QString m_x, m_y, m_emptyHint;
    StampGraph* m_dots;
};

} // namespace cw::ui
