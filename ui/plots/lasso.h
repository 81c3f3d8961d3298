// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMouseEvent>
#include <QPolygonF>
#include <QWidget>

#include "ui/plots/lasso_area.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// A free-form line drawn over a plot: with Shift held, or with any drag while it is the tool. Esc gives it up.
/// Thread: GUI
class Lasso : public QWidget {
    Q_OBJECT
public:
    /// Lies over `canvas`, whose mouse events the owner hands to take().
    Lasso(Theme& theme, QWidget* canvas);

    /// True: the event belongs to a line that is being drawn.
    bool take(const QMouseEvent& mouse);
    /// Every drag draws, also without Shift.
    void setTool(bool isTool);
    bool isTool() const { return m_isTool; }
    bool isDrawing() const { return m_isDrawing; }
    void giveUp();

Q_SIGNALS:
    /// In pixels of the canvas.
    void drawn(const cw::ui::LassoArea& area);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    QPolygonF m_line;
    bool m_isTool = false;
    bool m_isDrawing = false;
};

} // namespace cw::ui
