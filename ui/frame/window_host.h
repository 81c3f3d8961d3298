// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include <QObject>
#include <QString>
#include <QTranslator>

#include "core/run/catalogue.h"
#include "ui/frame/log_book.h"
#include "ui/frame/message_tap.h"
#include "ui/frame/run_news.h"
#include "ui/frame/window_pages.h"
#include "ui/live/history_feed.h"
#include "ui/live/run_queue.h"
#include "ui/live/run_service.h"
#include "ui/theme/theme.h"

namespace cw::ui {

class MainWindow;

/// What the command line of the window asks for.
struct StartOptions {
    std::filesystem::path history;
    QString open;                     ///< a .cwsearch; empty: the example
    bool start = false;               ///< launch it at once
    std::optional<Theme::Mode> theme; ///< instead of the stored one
    std::optional<PageIndex> page;    ///< instead of the stored one
    bool trace = false;               ///< print the time to the first paint
};

/// Owns the services and the window, and makes the window anew when the language changes: runs go on meanwhile.
/// Thread: GUI
class WindowHost : public QObject {
    Q_OBJECT
public:
    WindowHost(std::shared_ptr<const run::Catalogue> catalogue, StartOptions options, PageMaker makePages,
               QObject* parent = nullptr);
    ~WindowHost() override;

    void show();
    MainWindow& window() const { return *m_window; }
    const Services& services() const { return m_services; }
    LogBook& log() { return m_log; }

Q_SIGNALS:
    /// The run that the options asked for could not be started; one sentence.
    void startFailed(const QString& problem);

private:
    void makeWindow();
    void installLanguage(const QString& language);
    void rebuild(const QString& language);
    void applyOptions();
    void firstPainted();

    StartOptions m_options;
    PageMaker m_makePages;
    QTranslator m_ours;
    QTranslator m_qts;
    Theme m_theme;
    RunService m_runs;
    HistoryFeed m_feed; ///< goes first: the last connection to close can then tidy the history up
    RunQueue m_queue;
    LogBook m_log; ///< outlives the window when the language changes
    Services m_services;
    MessageTap m_tap;
    RunNews m_news;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace cw::ui
