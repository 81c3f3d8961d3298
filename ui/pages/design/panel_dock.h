// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>

#include "ui/pages/design/panel.h"

namespace cw::ui {

/// A panel that is dragged by its title to another side of the page, onto another panel, or into a window of its own; a
/// double click or its button takes it there and back. The title's menu does the same for keys.
/// Thread: GUI
class PanelDock : public QDockWidget {
    Q_OBJECT
public:
    /// `name` names it in the settings.
    PanelDock(Theme& theme, Panel* panel, const QString& name, QWidget* parent);

    /// How wide or high it is when it is shown first.
    void setWish(Qt::Orientation along, int size);
    /// Those beside it stay as wide as they are: the canvas gives the room and gets it back.
    void setShown(bool shown);

    Panel& panel() const { return *m_panel; }

Q_SIGNALS:
    /// To a side of the page.
    void moveAsked(Qt::DockWidgetArea area);

protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    Theme& m_theme;
    Panel* m_panel;
    QSize m_wish{Metrics::kInspector, Metrics::kInspector};
};

} // namespace cw::ui
