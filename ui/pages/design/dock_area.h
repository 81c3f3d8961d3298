// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QMainWindow>

#include "ui/pages/design/panel_dock.h"

namespace cw::ui {

/// The canvas of the Design page with panels around it, wherever a person puts them. Comes back at the next start as it
/// was left; which panels are shown is up to PanelToggles.
/// Thread: GUI
class DockArea : public QMainWindow {
    Q_OBJECT
public:
    DockArea(Theme& theme, QWidget* parent);

    /// At first at that side, one below the other; at the right side by side. `size` in px: of its column or row.
    PanelDock* add(Panel* panel, const QString& name, Qt::DockWidgetArea side, int size);
    /// As at first, or as it was left; when the page has its size.
    void restore();
    void save() const;
    /// As at first.
    void reset();
    /// Windows of panels come and go with the page.
    void setWindowsShown(bool shown);

private:
    struct Placed {
        PanelDock* dock;
        Qt::DockWidgetArea side;
        int size;
    };
    void place();
    void moveTo(PanelDock* dock, Qt::DockWidgetArea side);

    Theme& m_theme;
    std::vector<Placed> m_docks;
    std::vector<PanelDock*> m_hidden; ///< windows, while the page is
    bool m_restored = false;
};

} // namespace cw::ui
