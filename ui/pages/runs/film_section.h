// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QLabel>
#include <QTimer>
#include <QWidget>

#include "ui/canvas/background_task.h"
#include "ui/live/history_feed.h"
#include "ui/pages/runs/search_film.h"
#include "ui/theme/theme.h"

namespace cw::ui {

class GenealogyStrip;
class ReplayBar;
class TrialsModel;

/// The lower part of the architecture panel: the ancestors of the shown trial, and the search as a film. The film is
/// made in the background, anew as trials come; asking it costs next to nothing.
/// Thread: GUI
class FilmSection : public QWidget {
    Q_OBJECT
public:
    FilmSection(Theme& theme, const TrialsModel& trials, QWidget* parent);

    /// Another run, judged by that metric.
    void setRun(const std::string& metric, bool maximise);
    /// Rows of the run: `all` of them, or those that changed.
    void takeTrials(const TrialList& trials, bool all);
    /// Whose ancestors are shown; 0: nobody's.
    void setShown(std::int64_t trial);
    /// What alternatives are called or drawn as has become known.
    void refresh() { showLine(); }
    /// Without room for it, only the film is shown.
    void setRoomForLine(bool room);
    bool isBusy() const { return m_make.isBusy(); }
    GenealogyStrip& genealogy() { return *m_strip; }
    ReplayBar& replay() { return *m_replay; }

Q_SIGNALS:
    void trialChosen(qint64 trial);
    /// The film stands where `place` had just ended, when `best` was the best (0: none had a value). Both 0: at its
    /// end, where the panel follows the run again.
    void placed(qint64 best, qint64 place);

private:
    void make();
    void showLine();
    void tellPlace();

    const TrialsModel& m_trials;
    QWidget* m_lineArea;
    QLabel* m_generations;
    GenealogyStrip* m_strip;
    ReplayBar* m_replay;
    QTimer m_pace; ///< a run may tell of changes ten times a second
    std::vector<TrialList> m_pending;
    bool m_anew = true; ///< what is pending replaces the film
    bool m_room = true;
    std::string m_metric;
    bool m_maximise = true;
    std::int64_t m_shown = 0;
    BackgroundTask<FilmPtr> m_make;
};

} // namespace cw::ui
