// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QPolygonF>
#include <QRectF>

namespace cw::ui {

/// A closed line drawn by hand, and what lies inside it by the even-odd rule.
/// Cost: the bounding box first, then only the edges at the point's height: milliseconds for 100,000 points
class LassoArea {
public:
    LassoArea() = default;
    /// The last corner is joined to the first. Fewer than three enclose nothing.
    explicit LassoArea(const QPolygonF& corners);

    const QRectF& bounds() const { return m_bounds; }
    bool contains(const QPointF& point) const;

private:
    struct Edge {
        QPointF from; ///< the upper end
        QPointF to;
    };
    std::size_t bandOf(double y) const;

    QRectF m_bounds;
    std::vector<std::vector<Edge>> m_bands; ///< edges that touch each of some strips of equal height
};

} // namespace cw::ui
