// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <QObject>
#include <QString>

#include "core/run/catalogue.h"
#include "core/run/engine.h"
#include "core/run/experiment.h"
#include "core/run/run_config.h"

namespace cw::ui {

/// What the status bar and the run header show of a run of this program while it lives.
struct ActiveRun {
    std::int64_t run = 0;
    RunState state = RunState::Running;
    std::int64_t done = 0;
    std::int64_t budget = 0;
    int workers = 0;
    double secondsLeft = -1; ///< negative: unknown
    std::string hindrance;   ///< why it waits although nobody paused it; empty: it does not
};

/// What becomes of the runs of this program when it ends. Stop: they end after their current batches. Pause: trainings
/// keep what they have, and the runs are paused. GoOn: as Pause, then another program takes those over that were
/// running.
enum class Leave { Stop, Pause, GoOn };

/// A running trial's progress, coalesced: at most one per trial and 100 ms.
struct TrialProgress {
    std::int64_t run = 0;
    std::int64_t trial = 0;
    int worker = -1;
    double fraction = 0;
    std::vector<estimate::CurvePoint> points;
};

/// Starts and steers runs. Runs of this program through their engine, those of others by intervention rows.
/// Thread: functions and signals on the GUI thread; assembling, loading torch and writing happen on others
class RunService : public QObject {
    Q_OBJECT
public:
    RunService(std::shared_ptr<const run::Catalogue> catalogue, const std::filesystem::path& history,
               QObject* parent = nullptr);
    ~RunService() override;

    const run::Catalogue& catalogue() const;
    /// Loads torch in the background, once; answers with devicesChanged.
    void loadTorch();
    /// What LibTorch sees; empty until devicesChanged.
    const std::vector<estimate::DeviceInfo>& devices() const;
    /// Why torch could not be loaded; empty when it could, or was not tried yet.
    const QString& torchProblem() const;
    /// Checks, assembles and starts; answers with launched or launchFailed.
    void launch(const run::RunConfig& config);
    /// Takes over an interrupted, paused or stopped run.
    void resume(std::int64_t run);
    /// Writes the runs of an experiment, to wait until beginQueued(); answers with queued or queueFailed.
    void queue(const run::Experiment& experiment);
    /// Begins a run that waits, quietly; answers with queuedRunFailed if it cannot. Which one and when: see RunQueue.
    void beginQueued(std::int64_t run);
    /// These begin in this order; answers with queueOrdered.
    void orderQueue(const std::vector<std::int64_t>& runs);
    void removeQueued(std::int64_t run);
    void pause(std::int64_t run);
    void unpause(std::int64_t run);
    void stop(std::int64_t run);
    void setBudget(std::int64_t run, std::int64_t evaluations);
    /// Trials at once; see run::Engine::setWorkers.
    void setWorkers(std::int64_t run, int workers);
    void setNote(std::int64_t run, const QString& note);

    /// How runs are left in the destructor, which waits for their batches. Stop unless something else is asked for.
    void setLeave(Leave how);
    /// What goes on with runs in the background; empty: there is nothing that could.
    const QString& backgroundProgram() const;
    void setBackgroundProgram(const QString& program);

    const std::vector<ActiveRun>& active() const;
    /// The run of this program with that number, or null.
    const ActiveRun* find(std::int64_t run) const;
    bool isLaunching() const;

Q_SIGNALS:
    void launching();
    void launched(qint64 run);
    void launchFailed(const QString& problem);
    void queued(const std::vector<std::int64_t>& runs);
    void queueFailed(const QString& problem);
    void queuedRunFailed(qint64 run, const QString& problem);
    void queueOrdered(bool done);
    void activeChanged();
    void devicesChanged();
    void progress(const std::vector<cw::ui::TrialProgress>& changed);
    /// Something was committed: the feed should look.
    void committed();
    void problem(const QString& text);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace cw::ui
