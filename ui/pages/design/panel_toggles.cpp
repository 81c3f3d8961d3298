// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/panel_toggles.h"

#include <QSettings>

#include "ui/pages/design/panel_dock.h"

namespace cw::ui {

namespace {

const QString kPanelsKey = QStringLiteral("design/panels/");

} // namespace

void PanelToggles::keep(QAction* action, QWidget* panel, const QString& key, bool shownAtFirst)
{
    action->setChecked(QSettings().value(kPanelsKey + key, shownAtFirst).toBool());
    panel->setVisible(action->isChecked());
    connect(action, &QAction::toggled, panel, [panel, key](bool on) {
        show(panel, on);
        QSettings().setValue(kPanelsKey + key, on);
    });
    if (auto* dock = qobject_cast<PanelDock*>(panel))
        closeBy(dock, action);
    m_kept.push_back({action, shownAtFirst});
}

void PanelToggles::forNow(QAction* action, PanelDock* dock, QAbstractButton& button)
{
    dock->hide();
    connect(action, &QAction::toggled, dock, [dock](bool on) { show(dock, on); });
    join(action, button);
    closeBy(dock, action);
    m_forNow.push_back(action);
}

void PanelToggles::join(QAction* action, QAbstractButton& button)
{
    button.setChecked(action->isChecked());
    connect(action, &QAction::toggled, &button, &QAbstractButton::setChecked);
    connect(&button, &QAbstractButton::toggled, action, &QAction::setChecked);
}

/// In front, where it is a tab among others.
void PanelToggles::show(QWidget* panel, bool on)
{
    if (auto* dock = qobject_cast<PanelDock*>(panel))
        dock->setShown(on);
    else
        panel->setVisible(on);
    if (on)
        panel->raise();
}

void PanelToggles::closeBy(PanelDock* dock, QAction* action)
{
    connect(&dock->panel(), &Panel::closed, action, [action] { action->setChecked(false); });
}

void PanelToggles::reset()
{
    for (const Kept& kept : m_kept)
        kept.action->setChecked(kept.shownAtFirst);
    for (QAction* action : m_forNow)
        action->setChecked(false);
}

} // namespace cw::ui
