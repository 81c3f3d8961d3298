// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <QObject>
#include <QString>

#include "ui/live/history_feed.h"

class QTimer;

namespace cw::ui {

/// The feed's half on the reading thread: owns the Reader, compares with what it told before.
/// Thread: made on the GUI thread, then moved; everything after start() on its own thread
class FeedWorker : public QObject {
    Q_OBJECT
public:
    explicit FeedWorker(std::filesystem::path history);
    ~FeedWorker() override;

    void start();
    /// Reads what changed; `force`: without asking whether another connection has committed.
    void look(bool force);
    void follow(const QString& key, std::int64_t run);
    void unfollow(const QString& key);
    void readArchitecture(std::int64_t run, std::int64_t trial);
    void readFinalTrainings(std::int64_t run, std::int64_t trial);
    void readInterventions(std::int64_t run);

Q_SIGNALS:
    void runsRead(cw::ui::RunList runs);
    void trialsReset(const QString& key, qint64 run, cw::ui::TrialList trials, cw::ui::StepList steps);
    void trialsChanged(const QString& key, qint64 run, cw::ui::TrialList changed, cw::ui::StepList newSteps);
    void architectureRead(qint64 run, qint64 trial, const QString& cwarchJson);
    void finalTrainingsRead(qint64 run, qint64 trial, cw::ui::FinalTrainings trained);
    void interventionsRead(qint64 run, cw::ui::Interventions rows);
    void failed(const QString& problem);
    void recovered();
    void foundNewer();

private:
    /// The last step told, per trial and metric.
    using LastSteps = std::map<std::pair<std::int64_t, std::string>, std::int64_t>;
    struct Followed {
        std::int64_t run = 0;
        std::int64_t revision = 0;
        LastSteps lastSteps;
        bool wasReset = false;
    };

    bool open();
    /// A silent owner makes its run interrupted without any commit.
    bool someOwnerWentSilent() const;
    void readRuns();
    void readAll(const QString& key, Followed& followed);
    void readChanges(const QString& key, Followed& followed);
    std::vector<history::MetricStep> changedSteps(const Followed& followed,
                                                  const std::vector<history::TrialRow>& changed);
    /// Runs `read`; what it throws is told once, and the file is opened anew at the next look.
    template <class Read>
    void guarded(Read read);

    std::filesystem::path m_path;
    std::unique_ptr<history::Reader> m_reader;
    QTimer* m_timer = nullptr;
    std::int64_t m_dataVersion = -1;
    bool m_hasOpened = false;
    bool m_toldRuns = false;
    RunList m_rows;
    std::vector<std::pair<std::int64_t, RunState>> m_toldStates; ///< (revision, effective state) of each run
    std::map<QString, Followed> m_followed;
    QString m_toldProblem;
    bool m_toldNewer = false;
};

} // namespace cw::ui
