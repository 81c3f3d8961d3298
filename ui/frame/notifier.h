// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>

#include <QObject>
#include <QString>

#include "ui/live/history_feed.h"

class QSystemTrayIcon;

namespace cw::ui {

class Theme;

/// Tells through the desktop that a run has finished, has failed or has a new best, as the settings say, whichever
/// program runs it. What had happened before this object was there is no news.
/// Thread: GUI
class Notifier : public QObject {
    Q_OBJECT
public:
    Notifier(const HistoryFeed& feed, const Theme& theme, QObject* parent);
    ~Notifier() override;

    /// Whether this desktop has a place for notifications.
    static bool isPossible();
    struct Message {
        qint64 run = 0;
        QString title;
        QString text;
        bool bad = false;
    };
    using Show = std::function<void(const Message&)>;
    /// Instead of the tray.
    void setShow(Show show) { m_show = std::move(show); }
    /// While it says true, a person sees the window anyway.
    void setWatched(std::function<bool()> watched) { m_watched = std::move(watched); }

Q_SIGNALS:
    /// A person has clicked the message about that run.
    void runChosen(qint64 run);

private:
    struct Seen {
        RunState state = RunState::Queued;
        std::optional<double> best;
        double toldBest = 0; ///< when a new best was told last
    };
    void look(const RunList& runs);
    void compare(const history::RunRow& row, Seen& seen);
    void show(const Message& message);
    void showInTray(const Message& message);

    const Theme& m_theme;
    Show m_show;
    std::function<bool()> m_watched;
    std::map<std::int64_t, Seen> m_seen;
    bool m_looked = false;
    QSystemTrayIcon* m_tray = nullptr; ///< made for the first message
    qint64 m_shownRun = 0;
};

} // namespace cw::ui
