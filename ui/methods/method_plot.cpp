// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/method_plot.h"

namespace cw::ui {

MethodPlot::MethodPlot(Theme& theme, const QString& name, const QString& emptyHint, QWidget* parent)
    : Plot(theme, name, parent)
    , m_emptyHint(emptyHint)
{
    canvas().axisRect()->setMinimumMargins(QMargins(56, 6, 16, 18));
}

void MethodPlot::setSelectedTrial(std::int64_t trial)
{
    if (m_selected == trial)
        return;
    m_selected = trial;
    schedule();
}

void MethodPlot::setNotice(const QString& notice)
{
    m_notice = notice;
    schedule();
}

void MethodPlot::rebuild()
{
    styleRect(canvas().axisRect());
    draw();
    placeSelection();
    setHint(m_notice.isEmpty() && isEmpty() ? m_emptyHint : m_notice);
}

QPen MethodPlot::guidePen() const
{
    QPen pen(colors().text, 1);
    pen.setDashPattern({2, 3});
    return pen;
}

} // namespace cw::ui
