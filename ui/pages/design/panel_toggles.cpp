// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/panel_toggles.h"

#include <algorithm>

#include <QSettings>

#include "ui/pages/design/panel.h"

namespace cw::ui {

namespace {

const QString kPanelsKey = QStringLiteral("design/panels/");

} // namespace

void PanelToggles::keep(QAction* action, QWidget* panel, const QString& key, bool shownAtFirst)
{
    action->setChecked(QSettings().value(kPanelsKey + key, shownAtFirst).toBool());
    panel->setVisible(action->isChecked());
    connect(action, &QAction::toggled, panel, [panel, key](bool on) {
        panel->setVisible(on);
        QSettings().setValue(kPanelsKey + key, on);
    });
    if (auto* closable = qobject_cast<Panel*>(panel))
        connect(closable, &Panel::closed, action, [action] { action->setChecked(false); });
    m_kept.push_back({action, shownAtFirst});
}

void PanelToggles::forNow(QAction* action, Panel* panel, QAbstractButton& button)
{
    panel->hide();
    connect(action, &QAction::toggled, panel, &QWidget::setVisible);
    join(action, button);
    connect(panel, &Panel::closed, action, [action] { action->setChecked(false); });
    m_forNow.push_back(action);
}

void PanelToggles::join(QAction* action, QAbstractButton& button)
{
    button.setChecked(action->isChecked());
    connect(action, &QAction::toggled, &button, &QAbstractButton::setChecked);
    connect(&button, &QAbstractButton::toggled, action, &QAction::setChecked);
}

void PanelToggles::closeWithAll(QWidget* column, const std::vector<QAction*>& actions)
{
    const auto update = [column, actions] {
        column->setVisible(
            std::any_of(actions.begin(), actions.end(), [](const QAction* action) { return action->isChecked(); }));
    };
    update();
    for (QAction* action : actions)
        connect(action, &QAction::toggled, column, update);
}

void PanelToggles::reset()
{
    for (const Kept& kept : m_kept)
        kept.action->setChecked(kept.shownAtFirst);
    for (QAction* action : m_forNow)
        action->setChecked(false);
}

} // namespace cw::ui
