// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace cw::ui {

/// Trials that were picked out in a plot; empty: none were, and nothing stands back. Cheap to copy.
class TrialSet {
public:
    TrialSet() = default;
    /// In any order.
    explicit TrialSet(std::vector<std::int64_t> trials)
    {
        std::sort(trials.begin(), trials.end());
        trials.erase(std::unique(trials.begin(), trials.end()), trials.end());
        m_trials = std::make_shared<const std::vector<std::int64_t>>(std::move(trials));
    }

    bool isEmpty() const { return size() == 0; }
    std::size_t size() const { return m_trials ? m_trials->size() : 0; }
    bool contains(std::int64_t trial) const
    {
        return m_trials && std::binary_search(m_trials->begin(), m_trials->end(), trial);
    }
    /// It is one of others, of which some were picked: to be drawn faintly.
    bool leavesOut(std::int64_t trial) const { return !isEmpty() && !contains(trial); }

private:
    std::shared_ptr<const std::vector<std::int64_t>> m_trials; ///< rising
};

} // namespace cw::ui
