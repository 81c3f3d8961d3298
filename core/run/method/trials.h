// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/estimate/objective.h"
#include "core/history/records.h"

namespace cw::run {

/// What views of a search method need of a trial.
struct MethodTrial {
    std::int64_t parent = 0; ///< 0: none
    TrialState state = TrialState::Queued;
    std::vector<double> decisions; ///< NaN: not active
    std::vector<double> metrics;   ///< by objective, as measured; NaN: not known
    double epochs = 0;             ///< that it was sent to last
    /// The first objective at epochs to which trials of the run were sent, where a curve tells: (epochs, value).
    std::vector<std::pair<double, double>> earlier;

    /// The first objective; NaN: not known, or it may still change.
    double value() const;
};

/// The trials of one run so far, in little memory, kept up to date from what a reader of the history sees.
/// Thread: one at a time
class MethodTrials {
public:
    explicit MethodTrials(std::vector<estimate::Objective> objectives);

    /// Rows new or changed, in any order; the newer state of a trial replaces the older.
    void take(const std::vector<history::TrialRow>& rows);
    /// Points of learning curves; after the rows that say which epochs matter.
    void take(const std::vector<history::MetricStep>& steps);

    const std::vector<estimate::Objective>& objectives() const { return m_objectives; }
    std::size_t size() const { return m_trials.size(); }
    const MethodTrial& operator[](std::size_t i) const { return m_trials[i]; }
    /// Of a trial number from 1 on; null when it is not there.
    const MethodTrial* find(std::int64_t trial) const;
    /// Every number of epochs that a trial was sent to, rising.
    const std::vector<double>& rungEpochs() const { return m_rungEpochs; }

private:
    std::vector<estimate::Objective> m_objectives;
    std::vector<MethodTrial> m_trials; ///< by trial number - 1
    std::vector<double> m_rungEpochs;
};

} // namespace cw::run
