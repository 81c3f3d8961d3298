// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/lasso_area.h"

#include <algorithm>
#include <cstddef>

namespace cw::ui {

namespace {

constexpr qsizetype kMostBands = 256;

} // namespace

LassoArea::LassoArea(const QPolygonF& corners)
{
    if (corners.size() < 3)
        return;
    m_bounds = corners.boundingRect();
    m_bands.resize(static_cast<std::size_t>(std::min(corners.size(), kMostBands)));
    for (qsizetype i = 0; i < corners.size(); ++i) {
        Edge edge{corners[i], corners[(i + 1) % corners.size()]};
        if (edge.from.y() == edge.to.y())
            continue; // no height is between its ends
        if (edge.from.y() > edge.to.y())
            std::swap(edge.from, edge.to);
        for (std::size_t band = bandOf(edge.from.y()); band <= bandOf(edge.to.y()); ++band)
            m_bands[band].push_back(edge);
    }
}

std::size_t LassoArea::bandOf(double y) const
{
    const auto count = static_cast<double>(m_bands.size());
    const double part = m_bounds.height() > 0 ? (y - m_bounds.top()) / m_bounds.height() : 0;
    return static_cast<std::size_t>(std::clamp(part * count, 0.0, count - 1));
}

bool LassoArea::contains(const QPointF& point) const
{
    const bool isNear = point.x() >= m_bounds.left() && point.x() <= m_bounds.right() && point.y() >= m_bounds.top() &&
                        point.y() <= m_bounds.bottom(); // QRectF::contains() takes empty ones for nothing
    if (!isNear || m_bands.empty())
        return false;
    bool inside = false;
    for (const Edge& edge : m_bands[bandOf(point.y())]) {
        if (point.y() < edge.from.y() || point.y() >= edge.to.y())
            continue;
        const double part = (point.y() - edge.from.y()) / (edge.to.y() - edge.from.y());
        if (edge.from.x() + part * (edge.to.x() - edge.from.x()) > point.x())
            inside = !inside;
    }
    return inside;
}

} // namespace cw::ui
