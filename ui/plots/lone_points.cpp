// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/lone_points.h"

#include <cmath>

namespace cw::ui {

namespace {

constexpr double kSize = 6;

} // namespace

void dotLonePoints(QCPGraph& line)
{
    QVector<QCPGraphData> lone;
    const auto& points = *line.data();
    for (auto at = points.constBegin(); at != points.constEnd(); ++at) {
        const bool hasBefore = at != points.constBegin() && std::isfinite((at - 1)->value);
        const bool hasAfter = at + 1 != points.constEnd() && std::isfinite((at + 1)->value);
        if (std::isfinite(at->value) && !hasBefore && !hasAfter)
            lone.append(*at);
    }
    if (lone.isEmpty())
        return;
    auto* dots = new StampGraph(line.keyAxis(), line.valueAxis());
    dots->setMark(Mark::Dot, kSize, line.pen().color());
    dots->data()->set(lone, true);
}

} // namespace cw::ui
