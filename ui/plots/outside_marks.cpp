// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/outside_marks.h"

#include <algorithm>

namespace cw::ui {

OutsideMarks::OutsideMarks(QCPAxis* keyAxis, QCPAxis* valueAxis)
    : m_marks(new StampGraph(keyAxis, valueAxis))
{
}

void OutsideMarks::set(const QVector<QPointF>& points, const QCPRange& keys, const QCPRange& values,
                       const QColor& color)
{
    m_marks->setMark(Mark::Triangle, 7, color);
    const auto atBorder = [](double value, const QCPRange& range) {
        const double inset = range.size() * kInset;
        return std::clamp(value, range.lower + inset, range.upper - inset);
    };
    QVector<QCPGraphData> places;
    for (const QPointF& point : points) {
        if (!keys.contains(point.x()) || !values.contains(point.y()))
            places.append(QCPGraphData(atBorder(point.x(), keys), atBorder(point.y(), values)));
    }
    m_marks->data()->set(places);
}

} // namespace cw::ui
