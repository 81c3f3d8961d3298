// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <QObject>
#include <QTimer>

#include "ui/live/history_feed.h"

namespace cw::ui {

/// Runs that a window has left running in the background when it closed: kept in the settings until a later window over
/// the same history has said what became of them.
/// Thread: GUI
class LeftRunning : public QObject {
    Q_OBJECT
public:
    explicit LeftRunning(const HistoryFeed& feed, QObject* parent);

    /// Called by the window that closes.
    static void remember(const HistoryFeed& feed, const std::vector<std::int64_t>& runs);

Q_SIGNALS:
    /// One sentence for each run, once; `bad`: one of them did not go on.
    void known(const QString& news, bool bad);

private:
    void look();

    const HistoryFeed& m_feed;
    QTimer m_again; ///< the other program needs a moment to take a run over
};

} // namespace cw::ui
