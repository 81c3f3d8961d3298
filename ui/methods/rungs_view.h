// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/run/method/rung_counts.h"
#include "ui/methods/method_view.h"

namespace cw::ui {

/// Of runs with a scheduler: for each number of epochs how many trials reached it and went on, and the values of those
/// that did and of those that did not.
class RungsView : public MethodPlot {
    Q_OBJECT
public:
    RungsView(Theme& theme, QWidget* parent);
    static MethodView entry();

    void setRungs(std::vector<run::RungCount> rungs);
    const std::vector<run::RungCount>& rungs() const { return m_rungs; }
    bool isEmpty() const override { return m_rungs.empty(); }

protected:
    PlotTable table() const override;
    void draw() override;
    void rangesToData() override;
    void hoverAt(const QPointF& position) override;

private:
    void addBoxes(bool wentOn);

    std::vector<run::RungCount> m_rungs;
};

} // namespace cw::ui
