// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include <QObject>
#include <QString>

#include "core/history/reader.h"
#include "core/history/records.h"

namespace cw::ui {

using RunList = std::shared_ptr<const std::vector<history::RunRow>>;
using TrialList = std::shared_ptr<const std::vector<history::TrialRow>>;
using FinalTrainings = std::shared_ptr<const std::vector<history::FinalTrainingRow>>;
using Interventions = std::shared_ptr<const std::vector<history::InterventionRow>>;
using StepList = std::shared_ptr<const std::vector<history::MetricStep>>;

/// Reads the history on a thread of its own and tells the GUI thread what changed, whoever wrote it: this program's
/// runs and those of others look the same. Polls PRAGMA data_version every 250 ms and on poke().
/// Thread: every function and signal on the GUI thread; SQL never is
class HistoryFeed : public QObject {
    Q_OBJECT
public:
    explicit HistoryFeed(const std::filesystem::path& history, QObject* parent = nullptr);
    ~HistoryFeed() override;

    const std::filesystem::path& history() const;
    /// The newest list; empty until the first runsChanged. Never null.
    RunList runs() const { return m_runs; }
    /// True after the first runsChanged.
    bool hasRead() const { return m_hasRead; }
    /// The row of that run in runs(), or null.
    const history::RunRow* find(std::int64_t run) const;
    /// Starts following the trials of a run: first everything (trialsReset), then what changed. Replaces what `key`
    /// followed before; each view uses a key of its own.
    void follow(const QString& key, std::int64_t run);
    void unfollow(const QString& key);
    /// Asks for one trial's .cwarch document; answered by architectureRead (null Json when there is none).
    void requestArchitecture(std::int64_t run, std::int64_t trial);
    /// Asks for the final trainings of one trial; answered by finalTrainingsRead.
    void requestFinalTrainings(std::int64_t run, std::int64_t trial);
    /// Asks for what was done to a run while it lived, oldest first; answered by interventionsRead.
    void requestInterventions(std::int64_t run);
    /// Looks at once, because this program has just committed something.
    void poke();

Q_SIGNALS:
    void runsChanged(cw::ui::RunList runs);
    void trialsReset(const QString& key, qint64 run, cw::ui::TrialList trials, cw::ui::StepList steps);
    void trialsChanged(const QString& key, qint64 run, cw::ui::TrialList changed, cw::ui::StepList newSteps);
    void architectureRead(qint64 run, qint64 trial, const QString& cwarchJson);
    void finalTrainingsRead(qint64 run, qint64 trial, cw::ui::FinalTrainings trained);
    void interventionsRead(qint64 run, cw::ui::Interventions rows);
    /// The history cannot be read; one sentence.
    void failed(const QString& problem);
    /// It can be read again.
    void recovered();
    /// A newer version has written it: only what this one knows is read. Said once.
    void foundNewer();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
    RunList m_runs = std::make_shared<const std::vector<history::RunRow>>();
    bool m_hasRead = false;
};

} // namespace cw::ui

Q_DECLARE_METATYPE(cw::ui::RunList)
Q_DECLARE_METATYPE(cw::ui::TrialList)
Q_DECLARE_METATYPE(cw::ui::StepList)
Q_DECLARE_METATYPE(cw::ui::FinalTrainings)
Q_DECLARE_METATYPE(cw::ui::Interventions)
