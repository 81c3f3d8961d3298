// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractButton>
#include <QAction>
#include <QString>
#include <QWidget>

namespace cw::ui {

class PanelDock;

/// Actions that show and hide the panels of the Design page.
/// Thread: GUI
class PanelToggles : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// As it was left comes back at the next start; `key` names it in the settings.
    void keep(QAction* action, QWidget* panel, const QString& key, bool shownAtFirst);
    /// Belongs to the moment; also joins the button.
    void forNow(QAction* action, PanelDock* dock, QAbstractButton& button);
    /// The button shows and does the same.
    void join(QAction* action, QAbstractButton& button);
    /// As at the first start.
    void reset();

private:
    static void show(QWidget* panel, bool on);
    static void closeBy(PanelDock* dock, QAction* action);

    struct Kept {
        QAction* action;
        bool shownAtFirst;
    };
    std::vector<Kept> m_kept;
    std::vector<QAction*> m_forNow;
};

} // namespace cw::ui
