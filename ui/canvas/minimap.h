// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>

#include "ui/canvas/graph_view.h"

namespace cw::ui {

/// The whole drawing in a corner, with the part that is in view; a click brings a place to the middle.
class Minimap : public QWidget {
    Q_OBJECT
public:
    Minimap(Theme& theme, GraphView& view);

    /// Puts itself into the lower right corner of the view.
    void place();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTransform toMap() const;
    void drawNodes(const QTransform& transform);

    Theme& m_theme;
    GraphView& m_view;
    QPixmap m_nodes; ///< drawn once for each revision: thousands of them, at every frame of a pan, take too long
    quint64 m_revision = ~quint64(0);
};

} // namespace cw::ui
