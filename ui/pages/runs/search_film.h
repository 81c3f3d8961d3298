// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/states.h"
#include "core/history/records.h"

namespace cw::ui {

/// What the film needs of a trial.
struct FilmTrial {
    std::int64_t trial = 0;
    std::int64_t parent = 0;
    double finished = 0; ///< seconds since 1970; 0: not yet
    double value = 0;    ///< NaN: none
    TrialState state = TrialState::Queued;
};

FilmTrial filmTrial(const history::TrialRow& row, const std::string& metric);

/// The line of ancestors of a trial, oldest first, the trial itself last.
struct TrialLine {
    std::vector<std::int64_t> trials;
    int hidden = 0; ///< generations left out behind the first
    int generations = 0;
};

/// A search in the order in which its trials ended: which was the best at each point, and who descends from whom.
/// Everything is worked out when it is made, so that asking costs a binary search. Never changes.
/// Thread: any; making one of 100,000 trials takes some 20 ms and belongs off the GUI thread
class SearchFilm {
public:
    /// In any order; of several with the same number the last counts.
    SearchFilm(std::vector<FilmTrial> trials, bool maximise);

    /// By number.
    const std::vector<FilmTrial>& trials() const { return m_trials; }
    /// Trials that have ended; positions are 1 .. length().
    int length() const { return static_cast<int>(m_ended.size()); }
    /// The trial that was the `position`-th to end; 0 outside of the film.
    std::int64_t trialAt(int position) const;
    /// The best of the first `position` trials; 0 while none has a value. One that a scheduler stopped counts only
    /// while none has gone all the way.
    std::int64_t bestAt(int position) const;
    /// Positions at which there was a new best, ascending.
    const std::vector<int>& improvements() const { return m_improvements; }
    /// At most `room` of the line (at least 2), the middle left out.
    TrialLine lineOf(std::int64_t trial, int room) const;

private:
    int indexOf(std::int64_t trial) const;
    void order();
    void improve(bool maximise);
    void descend();

    std::vector<FilmTrial> m_trials;
    std::vector<int> m_ended;        ///< indices of m_trials in the order of ending
    std::vector<int> m_improvements; ///< positions
    std::vector<int> m_parent;       ///< of each trial: index of its parent; -1: none
    std::vector<int> m_root;         ///< of each trial: index of the first of its line
    std::vector<int> m_depth;        ///< of each trial: generations before it
};

using FilmPtr = std::shared_ptr<const SearchFilm>;

} // namespace cw::ui
