// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <vector>

#include <QLabel>
#include <QWidget>

#include "core/history/records.h"
#include "ui/canvas/architecture_graph.h"
#include "ui/theme/theme.h"

namespace cw::ui {

class ChangeSummary;
class ElidedLabel;
class TrialsModel;

/// What is known of the shown trial: how it differs from what it is compared with, its value and costs, and its newest
/// final training.
/// Thread: GUI
class TrialFacts : public QWidget {
    Q_OBJECT
public:
    TrialFacts(Theme& theme, const TrialsModel& trials, QWidget* parent);

    /// `reference`: the trial to compare with, or null. Without a row there is nothing to show.
    void show(const history::TrialRow* row, const history::TrialRow* reference);
    void setCounts(const std::optional<ChangeCounts>& counts);
    /// `folder`: of the history, where the weights lie.
    void showFinalTrainings(const std::vector<history::FinalTrainingRow>& trained, const std::string& folder);
    ChangeSummary& summary() { return *m_summary; }

private:
    const TrialsModel& m_trials;
    ChangeSummary* m_summary;
    ElidedLabel* m_change; ///< what was changed, or why there is no value
    QLabel* m_final;
    ElidedLabel* m_weights; ///< of the final training
    std::array<QLabel*, 4> m_values{};
    std::array<QLabel*, 4> m_deltas{};
};

} // namespace cw::ui
