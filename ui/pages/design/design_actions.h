// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <functional>

#include <QAction>
#include <QList>
#include <QMenu>
#include <QUndoGroup>

#include "ui/theme/theme.h"

namespace cw::ui {

/// What a person can do on the Design page besides the drawing itself; the window shows it in its menus.
enum class DesignCommand {
    New,
    FromTemplate,
    Open,
    OpenRecent, ///< a menu
    Save,
    SaveAs,
    Export,
    SearchThis,
    Close,
    Undo,
    Redo,
    NextTab,
    PreviousTab,
    ShowPalette,
    ShowOutline,
    ShowSteps,
    ShowInspector,
    ShowSample,
    ShowOverview,
    ShowProblems,
};

/// The actions of the Design page.
/// Thread: GUI
class DesignActions : public QObject {
    Q_OBJECT
public:
    /// Undo and redo are those of the active stack of `steps`.
    DesignActions(Theme& theme, QUndoGroup& steps, QObject* parent);

    QAction* get(DesignCommand command) const { return m_actions[static_cast<std::size_t>(command)]; }
    /// A null stands for a separator.
    QList<QAction*> file() const;
    QList<QAction*> view() const;

Q_SIGNALS:
    void recentChosen(const QString& path);

private:
    static constexpr std::size_t kCount = static_cast<std::size_t>(DesignCommand::ShowProblems) + 1;

    QAction* add(DesignCommand command, const char* text, const QString& icon, const QKeySequence& keys = {});
    void addToggle(DesignCommand command, const char* text, const QKeySequence& keys = {});
    void fillRecent();

    std::array<QAction*, kCount> m_actions{};
    QMenu m_recent;
};

} // namespace cw::ui
