// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/search_film.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace cw::ui {

FilmTrial filmTrial(const history::TrialRow& row, const std::string& metric)
{
    const auto found = row.metrics.find(metric);
    const bool known = found != row.metrics.end() && std::isfinite(found->second);
    return {row.trial, row.parent, row.finished, known ? found->second : std::numeric_limits<double>::quiet_NaN(),
            row.state};
}

SearchFilm::SearchFilm(std::vector<FilmTrial> trials, bool maximise)
    : m_trials(std::move(trials))
{
    std::stable_sort(m_trials.begin(), m_trials.end(),
                     [](const FilmTrial& a, const FilmTrial& b) { return a.trial < b.trial; });
    // From behind, so that of equal numbers the last one stays.
    const auto first = std::unique(m_trials.rbegin(), m_trials.rend(),
                                   [](const FilmTrial& a, const FilmTrial& b) { return a.trial == b.trial; });
    m_trials.erase(m_trials.begin(), first.base());
    order();
    improve(maximise);
    descend();
}

void SearchFilm::order()
{
    for (std::size_t i = 0; i < m_trials.size(); ++i) {
        if (isFinal(m_trials[i].state) && m_trials[i].finished > 0)
            m_ended.push_back(static_cast<int>(i));
    }
    std::stable_sort(m_ended.begin(), m_ended.end(), [this](int a, int b) {
        return m_trials[static_cast<std::size_t>(a)].finished < m_trials[static_cast<std::size_t>(b)].finished;
    });
}

void SearchFilm::improve(bool maximise)
{
    const FilmTrial* best = nullptr;
    for (std::size_t i = 0; i < m_ended.size(); ++i) {
        const FilmTrial& trial = m_trials[static_cast<std::size_t>(m_ended[i])];
        if (std::isnan(trial.value))
            continue;
        const auto isWhole = [](const FilmTrial& each) { return each.state != TrialState::Pruned; };
        bool better = best == nullptr;
        if (best != nullptr && isWhole(trial) != isWhole(*best))
            better = isWhole(trial);
        else if (best != nullptr)
            better = maximise ? trial.value > best->value : trial.value < best->value;
        if (!better)
            continue;
        best = &trial;
        m_improvements.push_back(static_cast<int>(i) + 1);
    }
}

/// A child is proposed after its parent and has the higher number, so one pass in order is enough.
void SearchFilm::descend()
{
    m_parent.assign(m_trials.size(), -1);
    m_depth.assign(m_trials.size(), 0);
    m_root.resize(m_trials.size());
    std::iota(m_root.begin(), m_root.end(), 0);
    for (std::size_t i = 0; i < m_trials.size(); ++i) {
        const FilmTrial& trial = m_trials[i];
        const int parent = trial.parent > 0 && trial.parent < trial.trial ? indexOf(trial.parent) : -1;
        if (parent < 0)
            continue;
        m_parent[i] = parent;
        m_root[i] = m_root[static_cast<std::size_t>(parent)];
        m_depth[i] = m_depth[static_cast<std::size_t>(parent)] + 1;
    }
}

int SearchFilm::indexOf(std::int64_t trial) const
{
    const auto at = std::lower_bound(m_trials.begin(), m_trials.end(), trial,
                                     [](const FilmTrial& each, std::int64_t number) { return each.trial < number; });
    return at != m_trials.end() && at->trial == trial ? static_cast<int>(at - m_trials.begin()) : -1;
}

std::int64_t SearchFilm::trialAt(int position) const
{
    if (position < 1 || position > length())
        return 0;
    return m_trials[static_cast<std::size_t>(m_ended[static_cast<std::size_t>(position) - 1])].trial;
}

std::int64_t SearchFilm::bestAt(int position) const
{
    const auto after = std::upper_bound(m_improvements.begin(), m_improvements.end(), position);
    return after == m_improvements.begin() ? 0 : trialAt(*std::prev(after));
}

TrialLine SearchFilm::lineOf(std::int64_t trial, int room) const
{
    const int index = indexOf(trial);
    if (index < 0)
        return {};
    room = std::max(2, room);
    TrialLine line;
    line.generations = m_depth[static_cast<std::size_t>(index)] + 1;
    const bool whole = line.generations <= room;
    line.hidden = whole ? 0 : line.generations - room;
    const int near = whole ? line.generations : room - 1; // the trial and those just before it
    int at = index;
    for (int i = 0; i < near; ++i) {
        line.trials.push_back(m_trials[static_cast<std::size_t>(at)].trial);
        at = m_parent[static_cast<std::size_t>(at)];
    }
    if (!whole)
        line.trials.push_back(m_trials[static_cast<std::size_t>(m_root[static_cast<std::size_t>(index)])].trial);
    std::reverse(line.trials.begin(), line.trials.end());
    return line;
}

} // namespace cw::ui
