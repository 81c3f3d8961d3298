// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/method/surrogate_fit.h"
#include "ui/methods/method_view.h"

namespace cw::ui {

/// Of strategies with a model: what it expected of each trial when it proposed it against what was measured, with the
/// deviation that it named. On the diagonal it was right.
class SurrogateView : public MethodPlot {
    Q_OBJECT
public:
    SurrogateView(Theme& theme, QWidget* parent);
    static MethodView entry();

    /// `until`: the last trial that was looked at; 0: all were.
    void setFit(run::SurrogateFit fit, const QString& metric, std::int64_t until);
    const run::SurrogateFit& fit() const { return m_fit; }
    bool isEmpty() const override { return m_fit.points.empty(); }
    /// Of a trial that is drawn, on the canvas.
    QPointF pixelOf(const run::SurrogateFit::Point& point) const;

protected:
    PlotTable table() const override;
    void draw() override;
    void placeSelection() override;
    void rangesToData() override;
    void hoverAt(const QPointF& position) override;
    void clickAt(const QPointF& position) override;
    std::vector<std::int64_t> trialsIn(const LassoArea& area) const override;

private:
    void fillDots();
    const run::SurrogateFit::Point* nearest(const QPointF& position) const;

    run::SurrogateFit m_fit;
    QString m_metric;
    std::int64_t m_until = 0;
    QCPItemStraightLine* m_diagonal;
    QCPCurve* m_bars;
    StampGraph* m_faint; ///< not picked, while others are
    StampGraph* m_dots;
    QCPItemTracer* m_ring;
};

} // namespace cw::ui
