// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/run/method/front.h"
#include "ui/methods/method_view.h"
#include "ui/plots/outside_marks.h"

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
    /// Marks at the border, of trials beyond it.
    int outsideCount() const { return m_outside.count(); }
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
    std::vector<std::int64_t> trialsIn(const LassoArea& area) const override;

private:
    const run::FrontPoint* nearest(const QPointF& position) const;
    /// What is shown of all: the whole front, and of the others those that would not press everything together.
    void findRanges();
    std::int64_t markOutside();

    run::Front m_front;
    QCPRange m_across; ///< of the second objective; with m_up what is shown while nobody moves the view
    QCPRange m_up;
    std::vector<estimate::Objective> m_objectives;
    QCPGraph* m_line;
    StampGraph* m_faint; ///< not picked, while others are
    StampGraph* m_others;
    StampGraph* m_best;
    OutsideMarks m_outside;
    QCPItemTracer* m_ring;
};

} // namespace cw::ui
