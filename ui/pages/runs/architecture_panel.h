// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <utility>

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include "core/history/records.h"
#include "ui/canvas/architecture_view.h"
#include "ui/canvas/background_task.h"
#include "ui/frame/services.h"

namespace cw::ui {

class ElidedLabel;
class TrialsModel;

/// The network of the best or the selected trial, what differs from its parent, and its costs. Documents come from the
/// feed and are parsed in the background; answers that nobody waits for any more are dropped.
class ArchitecturePanel : public QWidget {
    Q_OBJECT
public:
    ArchitecturePanel(const Services& services, const TrialsModel& trials, QWidget* parent);

    /// Another run: forgets what was shown.
    void setRun(std::int64_t run);
    void setBest(std::int64_t trial);
    /// 0: follow the best.
    void setSelected(std::int64_t trial);
    /// The trial that is shown, or asked for.
    std::int64_t shownTrial() const { return m_trial; }
    /// The shown trial's row may have changed.
    void refresh();
    ArchitectureView& view() { return *m_view; }
    bool isBusy() const { return m_waiting || m_parse.isBusy(); }

private:
    struct Pair {
        ArchitecturePtr shown;
        ArchitecturePtr parent;
    };
    void fillChoice();
    void showTrial(std::int64_t trial);
    void take(qint64 run, qint64 trial, const QString& document);
    void parseWhenComplete();
    void showPair(const Pair& pair);
    void showFacts();
    void setUsable(bool hasNetwork);
    void trainFinal();
    void showFinalTrainings(const std::vector<history::FinalTrainingRow>& trained);
    void exportAs(const std::string& format);
    QWidget* makeFacts();
    QWidget* makeButtons();

    Services m_services;
    const TrialsModel& m_trials;
    QComboBox* m_choice;
    QLabel* m_against;
    ArchitectureView* m_view;
    QWidget* m_facts = nullptr;
    ElidedLabel* m_change = nullptr;
    ElidedLabel* m_final = nullptr; ///< the newest final training of the trial
    QLabel* m_counts = nullptr;
    std::array<QLabel*, 4> m_values{};
    std::array<QLabel*, 4> m_deltas{};
    QPushButton* m_train = nullptr;
    QPushButton* m_export = nullptr;
    std::int64_t m_run = 0;
    std::int64_t m_best = 0;
    std::int64_t m_selected = 0;
    std::int64_t m_trial = 0;
    std::int64_t m_parent = 0;
    bool m_waiting = false;
    bool m_hasNetwork = true; ///< false: the trial has none (a table without blocks)
    std::map<std::pair<std::int64_t, std::int64_t>, QString> m_documents; ///< (run, trial): read already
    BackgroundTask<Pair> m_parse;
};

} // namespace cw::ui
