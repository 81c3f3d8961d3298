// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>

#include <QObject>
#include <QTimer>

#include "ui/frame/log_book.h"
#include "ui/frame/services.h"
#include "ui/live/history_feed.h"

namespace cw::ui {

/// Writes into the log what becomes of runs, whichever program runs them: how they begin and end, which of their trials
/// fail and why, what people do to them, and what this program could not do. What had happened before is not told.
/// Thread: GUI
class RunNews : public QObject {
    Q_OBJECT
public:
    /// Trials of so many runs are listened to at once.
    static constexpr std::size_t kMostFollowed = 16;

    RunNews(const Services& services, LogBook& log, QObject* parent = nullptr);

private:
    struct Seen {
        RunState state = RunState::Queued;
        bool lives = false; ///< a program has it
        bool wasFollowed = false;
        bool isNew = false;                   ///< it came after this object
        std::set<std::int64_t> failed;        ///< trials that were told of, or were there before
        std::set<std::int64_t> interventions; ///< told of
        std::set<std::int64_t> refusals;      ///< told of
    };
    void connectProblems();
    void look(const RunList& runs);
    void compare(const history::RunRow& row, RunState state, Seen& seen);
    void tellState(const history::RunRow& row, RunState before, RunState state);
    void follow(std::int64_t run, Seen& seen);
    void askForInterventions();
    void takeTrials(std::int64_t run, const TrialList& trials, bool wereThere);
    void takeInterventions(std::int64_t run, const Interventions& rows);

    Services m_services;
    LogBook& m_log;
    const double m_began;
    std::map<std::int64_t, Seen> m_seen;
    std::set<std::int64_t> m_followed;
    std::set<std::int64_t> m_asked; ///< whose interventions are read: those that live, and once after their end
    QTimer m_asking;
    bool m_looked = false;
};

} // namespace cw::ui
