// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "ui/methods/method_view.h"

namespace cw::ui {

/// Of strategies that learn: what they make of the alternatives of every decision, as a heat map, at the selected
/// trial or at the end.
class OddsView : public MethodPlot {
    Q_OBJECT
public:
    OddsView(Theme& theme, QWidget* parent);
    static MethodView entry();

    void setLearnt(std::shared_ptr<const run::Learnt> learnt);
    bool isEmpty() const override { return m_learnt == nullptr || m_learnt->rows.empty() || m_learnt->trials.empty(); }
    /// Index of the moment shown: the last one that is not after the selected trial.
    std::size_t shownMoment() const;
    /// Where a cell is, on the canvas.
    QRectF cellRect(std::size_t row, std::size_t alternative) const;

protected:
    PlotTable table() const override;
    void draw() override;
    void rangesToData() override;
    void hoverAt(const QPointF& position) override;

private:
    class Cells;
    struct Place {
        std::size_t row = 0;
        std::size_t alternative = 0;
        std::size_t number = 0; ///< counted through
    };
    void paintCells(QCPPainter& painter) const;
    std::optional<Place> placeAt(const QPointF& position) const;
    double valueAt(std::size_t number) const;
    double partOf(double value) const;

    std::shared_ptr<const run::Learnt> m_learnt;
    std::vector<std::size_t> m_first; ///< number of the first alternative of a row
    double m_low = 0;                 ///< of what is shown
    double m_high = 1;
    Cells* m_cells;
};

} // namespace cw::ui
