// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QVector>

#include "ui/plots/plot.h"

namespace cw::ui {

/// Triangles at the border of a plot for points beyond it: what a view leaves out is not left unsaid.
/// Thread: GUI
class OutsideMarks {
public:
    OutsideMarks(QCPAxis* keyAxis, QCPAxis* valueAxis);

    /// Those of `points` that lie outside these ranges.
    void set(const QVector<QPointF>& points, const QCPRange& keys, const QCPRange& values, const QColor& color);
    /// A person who moves the view sees where it ends.
    void setVisible(bool visible) { m_marks->setVisible(visible); }
    int count() const { return m_marks->data()->size(); }
    /// A mark keeps this part of the width and of the height away from the border.
    static constexpr double kInset = 0.02;

private:
    StampGraph* m_marks;
};

} // namespace cw::ui
