// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QMainWindow>

#include "ui/frame/command.h"
#include "ui/frame/services.h"
#include "ui/frame/window_pages.h"
#include "ui/live/run_service.h"

class QStackedWidget;
class QLabel;

namespace cw::ui {

class CommandPalette;
class FirstSteps;
class LogBook;
class Notifier;
class Rail;
class StatusBar;
class TopBar;
class WindowActions;

/// The window: menus, the rail of five pages, the page, the status bar. Size, page and theme come back at the next
/// start. Thread: GUI
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(const Services& services, LogBook& log, const PageMaker& makePages, QWidget* parent = nullptr);
    ~MainWindow() override;

    void showPage(PageIndex page);
    PageIndex currentPage() const;
    Page* page(PageIndex index) const { return m_pages.pages[static_cast<std::size_t>(index)]; }
    SearchPage& searchPage() const { return *m_pages.search; }
    /// Shows the Runs page with that run.
    /// Asks about work that would end with the pages. False: they are to stay.
    bool mayEndPages();
    void showRun(qint64 run);
    CommandPalette* palette() const { return m_palette; }
    void openPalette();
    void resetLayout();
    /// What has happened since the program was started.
    LogBook& log() const { return m_log; }
    /// Everything that the command palette offers now.
    std::vector<Command> commands();
    /// A sentence above the page, until it is closed or replaced; empty: none.
    void showProblem(const QString& problem);
    /// The same, for what is no problem.
    void showNews(const QString& news);
    Notifier& notifier() { return *m_notifier; }
    /// Asked when the window closes while so many searches of it run; nothing: it stays. Instead of the dialog.
    using LeaveQuestion = std::function<std::optional<Leave>(int runs)>;
    void setLeaveQuestion(LeaveQuestion question) { m_leaveQuestion = std::move(question); }

Q_SIGNALS:
    /// "en", "zh_CN" or "" for the system's; the window's owner makes a new window in that language.
    void languageChosen(const QString& language);
    void firstPainted();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeProblemBar();
    void connectServices();
    void restore();
    void resizeToDefault();
    void updateRunsDot();
    void showHindrances();
    void updateFirstSteps();
    void dismissFirstSteps();
    /// False: the window stays.
    bool settleRuns();

    Services m_services;
    LogBook& m_log;
    TopBar* m_topBar;
    Rail* m_rail;
    QStackedWidget* m_stack;
    StatusBar* m_statusBar;
    FirstSteps* m_firstSteps;
    QWidget* m_firstStepsArea = nullptr;
    QWidget* m_problemBar = nullptr;
    QLabel* m_problem = nullptr;
    QString m_hindrances; ///< what runs wait for, as last shown
    WindowPages m_pages;
    WindowActions* m_actions = nullptr;
    CommandPalette* m_palette = nullptr;
    Notifier* m_notifier = nullptr;
    LeaveQuestion m_leaveQuestion;
    bool m_painted = false;
};

} // namespace cw::ui
