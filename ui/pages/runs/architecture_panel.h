// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <utility>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

#include "core/history/records.h"
#include "ui/canvas/architecture_view.h"
#include "ui/canvas/background_task.h"
#include "ui/frame/services.h"
#include "ui/live/history_feed.h"

namespace cw::ui {

class FilmSection;
class TrialFacts;
class TrialsModel;

/// The network of the best or the selected trial, what differs from its parent or from a pinned trial, its costs, its
/// ancestors, and the search as a film. Documents come from the feed and are parsed in the background; answers that
/// nobody waits for any more are dropped.
class ArchitecturePanel : public QWidget {
    Q_OBJECT
public:
    ArchitecturePanel(const Services& services, const TrialsModel& trials, QWidget* parent);

    /// Another run: forgets what was shown; what is pinned stays.
    void setRun(std::int64_t run);
    void setBest(std::int64_t trial);
    /// 0: follow the best.
    void setSelected(std::int64_t trial);
    /// The trial that is shown, or asked for.
    std::int64_t shownTrial() const { return m_trial; }
    /// Rows of the run came: all of them, or those that changed.
    void takeTrials(const TrialList& trials, bool all);
    /// The shown trial's row may have changed.
    void refresh();
    /// Compares everything that is shown with this trial of the run from now on; 0: with each one's parent.
    void pin(std::int64_t trial);
    std::int64_t pinnedTrial() const { return m_pinned.trial; }
    std::int64_t pinnedRun() const { return m_pinned.run; }
    /// The run lives: candidates can be enqueued.
    bool takesCandidates() const;
    /// Opens the steering of the run with this candidate, to be changed and enqueued.
    void enqueueLike(const std::string& candidate);
    ArchitectureView& view() { return *m_view; }
    TrialFacts& facts() { return *m_facts; }
    FilmSection& film() { return *m_film; }
    QComboBox& against() { return *m_against; }
    bool isBusy() const;
    bool isReplaying() const { return m_replaying; }
    /// For the window's View menu and its key sheet.
    QList<QAction*> viewActions() const { return {m_pinAction, m_replayAction}; }

Q_SIGNALS:
    void trialChosen(qint64 trial);
    /// The film stands at the end of that trial; 0: it does not stand anywhere.
    void placeChanged(qint64 trial);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Pair {
        ArchitecturePtr shown;
        ArchitecturePtr reference;
    };
    using Key = std::pair<std::int64_t, std::int64_t>; ///< run, trial
    /// What the shown trial is compared with; (.., 0): nothing.
    Key reference() const;
    const history::TrialRow* referenceRow() const;
    QLayout* makeChoice();
    QWidget* makeButtons();
    void makeActions();
    void fillChoice();
    void fillAgainst();
    void showTrial(std::int64_t trial);
    void showPlaced(std::int64_t best, std::int64_t place);
    void showNothingYet();
    void leaveReplay();
    void take(qint64 run, qint64 trial, const QString& document);
    void parseWhenComplete();
    void showPair(const Pair& pair);
    void showFacts();
    void setUsable(bool hasNetwork);
    void trainFinal();
    void exportAs(const std::string& format);

    Services m_services;
    const TrialsModel& m_trials;
    QComboBox* m_choice;
    QComboBox* m_against;
    QToolButton* m_pin;
    QToolButton* m_enqueue;
    ArchitectureView* m_view;
    TrialFacts* m_facts;
    FilmSection* m_film;
    QPushButton* m_train = nullptr;
    QPushButton* m_export = nullptr;
    QAction* m_pinAction = nullptr;
    QAction* m_replayAction = nullptr;
    std::int64_t m_run = 0;
    std::int64_t m_best = 0;
    std::int64_t m_selected = 0;
    std::int64_t m_trial = 0;
    std::int64_t m_parent = 0;
    history::TrialRow m_pinned; ///< as it was when it was pinned; trial 0: none
    bool m_againstPinned = false;
    bool m_replaying = false;
    bool m_waiting = false;
    std::map<Key, QString> m_documents; ///< read already
    BackgroundTask<Pair> m_parse;
};

} // namespace cw::ui
