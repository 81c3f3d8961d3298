// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/marks.h"

#include <cmath>

namespace cw::ui {

Mark plotMarkOf(TrialState state)
{
    return state == TrialState::Finished ? Mark::Dot : state == TrialState::Running ? Mark::Ring : markOf(state);
}

Mark markOf(TrialState state)
{
    switch (state) {
    case TrialState::Running:
        return Mark::Dot;
    case TrialState::Paused:
        return Mark::Ring;
    case TrialState::Finished:
        return Mark::Tick;
    case TrialState::Pruned:
        return Mark::Triangle;
    case TrialState::Failed:
        return Mark::Cross;
    case TrialState::Rejected:
        return Mark::Bar;
    case TrialState::Stopped:
        return Mark::Square;
    case TrialState::Queued:
    case TrialState::Duplicate:
        return Mark::Circle;
    }
    return Mark::Circle;
}

Mark markOf(RunState state)
{
    switch (state) {
    case RunState::Running:
        return Mark::Dot;
    case RunState::Paused:
        return Mark::Ring;
    case RunState::Finished:
        return Mark::Tick;
    case RunState::Stopped:
        return Mark::Square;
    case RunState::Interrupted:
        return Mark::Triangle;
    case RunState::Failed:
        return Mark::Cross;
    case RunState::Queued:
        return Mark::Circle;
    }
    return Mark::Circle;
}

void paintMark(QPainter& painter, Mark mark, QPointF centre, double size, const QColor& color)
{
    const double r = size / 2;
    const auto pen = [&](double width) { return QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin); };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (mark) {
    case Mark::Dot:
        painter.drawEllipse(centre, r, r);
        break;
    case Mark::Ring:
        painter.setPen(pen(size * 0.28));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, r - size * 0.14, r - size * 0.14);
        break;
    case Mark::Circle:
        painter.setPen(pen(std::max(1.0, size * 0.16)));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, r * 0.8, r * 0.8);
        break;
    case Mark::Tick:
        painter.setPen(pen(std::max(1.4, size * 0.18)));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(
            QPolygonF({centre + QPointF(-r, 0), centre + QPointF(-r * 0.3, r * 0.7), centre + QPointF(r, -r * 0.7)}));
        break;
    case Mark::Triangle:
        painter.drawPolygon(
            QPolygonF({centre + QPointF(0, -r), centre + QPointF(r, r * 0.8), centre + QPointF(-r, r * 0.8)}));
        break;
    case Mark::Cross:
        painter.setPen(pen(std::max(1.4, size * 0.22)));
        painter.drawLine(centre + QPointF(-r, -r) * 0.8, centre + QPointF(r, r) * 0.8);
        painter.drawLine(centre + QPointF(-r, r) * 0.8, centre + QPointF(r, -r) * 0.8);
        break;
    case Mark::Bar:
        painter.drawRect(
            QRectF(centre.x() - r, centre.y() - std::max(1.0, size * 0.15), size, std::max(2.0, size * 0.3)));
        break;
    case Mark::Square:
        painter.setPen(pen(std::max(1.2, size * 0.16)));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(centre.x() - r * 0.75, centre.y() - r * 0.75, size * 0.75, size * 0.75));
        break;
    }
    painter.restore();
}

QPixmap markStamp(Mark mark, double size, const QColor& color, double ratio)
{
    const int side = static_cast<int>(std::ceil(size)) + 4;
    QPixmap stamp(QSize(side, side) * ratio);
    stamp.setDevicePixelRatio(ratio);
    stamp.fill(Qt::transparent);
    QPainter painter(&stamp);
    paintMark(painter, mark, QPointF(side / 2.0, side / 2.0), size, color);
    return stamp;
}

} // namespace cw::ui
