// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QPointer>

#include "ui/frame/services.h"
#include "ui/frame/window_pages.h"

class QActionGroup;
class QMenu;
class QMenuBar;

namespace cw::ui {

class LogDialog;
class MainWindow;

/// The menus and their actions; enabled when they can do something.
/// Thread: GUI
class WindowActions : public QObject {
    Q_OBJECT
public:
    WindowActions(MainWindow& window, QMenuBar& bar, const Services& services);

    /// Those of the page that is shown first.
    QList<QAction*> all() const;
    void pageShown(PageIndex page);

private:
    /// `text`: English, marked for translation; the command palette finds it in both languages.
    QAction* add(QMenu* menu, const char* text, const QString& icon, const QKeySequence& keys,
                 std::function<void()> run);
    QAction* addChoice(QMenu* menu, QActionGroup* group, const char* text, bool checked, std::function<void()> run);
    void makeFile(QMenuBar& bar);
    void makeEdit(QMenuBar& bar);
    void makeView(QMenuBar& bar);
    void showLog();
    void makeThemes(QMenu* view);
    void makeLanguages(QMenu* view);
    void makeSearch(QMenuBar& bar);
    void makeRun(QMenuBar& bar);
    void makeHelp(QMenuBar& bar);
    void updateRun();
    void updateQueue();
    void updateEdit();
    void showPageActions();
    /// The page's action with keys of ours, or null.
    QAction* ofPage(const QAction* ours) const;
    void drawIcons();

    MainWindow& m_window;
    Services m_services;
    QList<QAction*> m_all;
    QList<QAction*> m_pages;
    QList<QAction*> m_edits;
    QMenu* m_file = nullptr;
    QMenu* m_edit = nullptr;
    QMenu* m_view = nullptr;
    QList<QPointer<QAction>> m_ofPage; ///< without separators
    QList<QAction*> m_separators;      ///< between them
    PageIndex m_page = PageIndex::Design;
    QPointer<LogDialog> m_log; ///< while it is open
    QAction* m_pause = nullptr;
    QAction* m_goOn = nullptr;
    QAction* m_stop = nullptr;
    QAction* m_queue = nullptr; ///< sets it going, or holds it
    QAction* m_resume = nullptr;
};

} // namespace cw::ui
