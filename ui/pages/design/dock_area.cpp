// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/dock_area.h"

#include <algorithm>
#include <utility>

#include <QSettings>
#include <QTimer>

namespace cw::ui {

namespace {

const QString kDocksKey = QStringLiteral("design/docks");
constexpr int kVersion = 1; // of what is kept; another set of panels has another

} // namespace

DockArea::DockArea(Theme& theme, QWidget* parent)
    : QMainWindow(parent)
    , m_theme(theme)
{
    setWindowFlags(Qt::Widget);
    setContextMenuPolicy(Qt::NoContextMenu); // the View menu has these actions
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    setDockNestingEnabled(true);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
}

PanelDock* DockArea::add(Panel* panel, const QString& name, Qt::DockWidgetArea side, int size)
{
    auto* dock = new PanelDock(m_theme, panel, name, this);
    dock->setWish(side == Qt::BottomDockWidgetArea ? Qt::Vertical : Qt::Horizontal, size);
    m_docks.push_back({dock, side, size});
    addDockWidget(side, dock, side == Qt::RightDockWidgetArea ? Qt::Horizontal : Qt::Vertical);
    connect(dock, &PanelDock::moveAsked, this, [this, dock](Qt::DockWidgetArea to) { moveTo(dock, to); });
    return dock;
}

void DockArea::moveTo(PanelDock* dock, Qt::DockWidgetArea side)
{
    dock->setFloating(false);
    addDockWidget(side, dock, side == Qt::BottomDockWidgetArea ? Qt::Horizontal : Qt::Vertical);
    dock->show();
}

void DockArea::place()
{
    for (const Placed& each : m_docks) {
        const bool away = std::find(m_hidden.begin(), m_hidden.end(), each.dock) != m_hidden.end();
        const bool shown = away || !each.dock->isHidden();
        each.dock->setFloating(false);
        removeDockWidget(each.dock);
        addDockWidget(each.side, each.dock, each.side == Qt::RightDockWidgetArea ? Qt::Horizontal : Qt::Vertical);
        each.dock->setVisible(shown);
    }
    m_hidden.clear();
    for (const Placed& each : m_docks)
        resizeDocks({each.dock}, {each.size}, each.side == Qt::BottomDockWidgetArea ? Qt::Vertical : Qt::Horizontal);
}

void DockArea::restore()
{
    if (std::exchange(m_restored, true))
        return;
    std::vector<bool> shown;
    for (const Placed& each : m_docks)
        shown.push_back(!each.dock->isHidden());
    if (!restoreState(QSettings().value(kDocksKey).toByteArray(), kVersion))
        place();
    for (std::size_t i = 0; i < m_docks.size(); ++i) {
        PanelDock* dock = m_docks[i].dock;
        dock->setVisible(shown[i] && !dock->isFloating());
        if (shown[i] && dock->isFloating())
            m_hidden.push_back(dock);
    }
}

void DockArea::save() const
{
    if (m_restored) // else it was never seen
        QSettings().setValue(kDocksKey, saveState(kVersion));
}

void DockArea::reset()
{
    QSettings().remove(kDocksKey);
    place();
}

void DockArea::setWindowsShown(bool shown)
{
    if (shown) {
        // Later: shown before the program's own window is there, they would lie behind it.
        QTimer::singleShot(0, this, [this] {
            for (PanelDock* dock : isVisible() ? std::exchange(m_hidden, {}) : std::vector<PanelDock*>())
                dock->show();
        });
        return;
    }
    for (const Placed& each : m_docks) {
        if (each.dock->isFloating() && !each.dock->isHidden()) {
            m_hidden.push_back(each.dock);
            each.dock->hide();
        }
    }
}

} // namespace cw::ui
