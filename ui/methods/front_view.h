// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/run/method/front.h"
#include "ui/methods/method_view.h"

namespace cw::ui {

/// Of runs with several objectives: the first against the second, and which trials no other dominates. With more than
/// two, a trial may be on the front by an objective that is not drawn.
class FrontView : public MethodPlot {
    Q_OBJECT
public:
    FrontView(Theme& theme, QWidget* parent);
    static MethodView entry();

    void setFront(run::Front front, const std::vector<estimate::Objective>& objectives);
    const run::Front& front() const { return m_front; }
    bool isEmpty() const override { return m_front.front.empty(); }
    /// Of a trial that is drawn, on the canvas.
    QPointF pixelOf(const run::FrontPoint& point) const;

protected:
    PlotTable table() const override;
    void draw() override;
    void placeSelection() override;
    void rangesToData() override;
    void hoverAt(const QPointF& position) override;
    void clickAt(const QPointF& position) override;

private:
    const run::FrontPoint* nearest(const QPointF& position) const;

    run::Front m_front;
    std::vector<estimate::Objective> m_objectives;
    QCPGraph* m_line;
    StampGraph* m_others;
    StampGraph* m_best;
    QCPItemTracer* m_ring;
};

} // namespace cw::ui
