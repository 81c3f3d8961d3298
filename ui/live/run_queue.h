// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include <QObject>
#include <QString>

#include "core/run/experiment.h"
#include "ui/live/history_feed.h"

namespace cw::ui {

class RunService;

/// Those of the runs that wait, in the order in which they begin.
std::vector<std::int64_t> waitingRuns(const std::vector<history::RunRow>& runs);

/// The runs that wait in the history, and who has the next turn. So many runs of experiments are under way at once,
/// whoever runs them; when one ends, the next begins, as long as the queue goes. A paused run keeps its place. A queue
/// that a window has left behind is held until somebody sets it going.
/// Thread: GUI
class RunQueue : public QObject {
    Q_OBJECT
public:
    static constexpr int kMostAtOnce = run::kMaxRunsAtOnce;

    RunQueue(RunService& runs, const HistoryFeed& feed, QObject* parent = nullptr);

    const std::vector<std::int64_t>& waiting() const { return m_waiting; }
    bool isGoing() const { return m_going; }
    /// Of the whole queue, kept in the settings.
    int atOnce() const { return m_atOnce; }
    void setAtOnce(int runs);

    /// Puts the runs of an experiment at the end and sets the queue going; answers with started or refused.
    void start(const run::Experiment& experiment);
    void goOn();
    /// What runs goes on; nothing begins.
    void hold();
    /// Whatever runs already.
    void beginNow(std::int64_t run);
    /// Up by so many places, or down.
    void move(std::int64_t run, int places);
    /// Deletes the run from the history, which can be undone like any other deletion.
    void remove(std::int64_t run);

Q_SIGNALS:
    void changed(); ///< another order, length, state or number at once
    void started(qint64 firstRun);
    void refused(const QString& problem);
    void problem(const QString& text);

private:
    void takeRuns(const RunList& runs);
    void begin(std::int64_t run);
    void beginDue();
    std::size_t underWay() const;

    RunService& m_runs;
    const HistoryFeed& m_feed;
    std::vector<std::int64_t> m_waiting;
    std::set<std::int64_t> m_beginning; ///< asked to begin; the history shows them waiting yet
    std::set<std::int64_t> m_refused;   ///< could not begin, and the history could not be told so
    bool m_going = false;
    int m_atOnce = 1;
    int m_moving = 0; ///< orders under way: until then the history has an older one
};

} // namespace cw::ui
