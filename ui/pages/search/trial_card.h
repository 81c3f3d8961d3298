// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <QWidget>

#include "core/run/judging.h"
#include "core/run/run_config.h"
#include "ui/canvas/background_task.h"
#include "ui/frame/services.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace cw::ui {

class Sparkline;

/// What one real trial took.
struct Tried {
    run::Judged judged;
    double seconds = 0;      ///< of the trial alone; what all trials share (the data set, a table) was there before
    std::int64_t memory = 0; ///< bytes, the most it held at once; 0: not known
    double samples = 0;      ///< that it was trained on, over all its epochs; 0: nothing was trained
    bool onImages = false;
};

/// "One real trial": judges a random candidate of the form as the search would, and says what that took. Nothing is
/// written to the history. Another click draws another candidate.
/// Thread: GUI; the trial runs on another
class TrialCard : public QWidget {
    Q_OBJECT
public:
    explicit TrialCard(const Services& services, QWidget* parent = nullptr);
    ~TrialCard() override;

    /// The form as it is now. A result of another space, data set, estimator, fidelity or device goes away with it.
    void setConfig(const run::RunConfig& config, bool ok);
    /// Of this form; nullopt: none yet.
    const std::optional<Tried>& tried() const { return m_tried; }
    bool isBusy() const { return m_task.isBusy(); }
    QPushButton* button() const { return m_button; }

Q_SIGNALS:
    /// tried() is another.
    void changed();

private:
    void start();
    void stop();
    void addProgress(int session, const estimate::Progress& progress);
    void finish(const Result<Tried>& answer);
    void showState();
    void showFacts(const QList<std::pair<QString, QString>>& facts);

    Services m_services;
    QPushButton* m_button;
    QLabel* m_hint;
    Sparkline* m_curve;
    QWidget* m_factArea;
    QGridLayout* m_facts;
    QLabel* m_problem;
    run::RunConfig m_config;
    Json m_kind; ///< what of it decides what a trial takes
    bool m_ok = false;
    std::int64_t m_draw = 0;
    int m_session = 0; ///< late progress of a stopped one is dropped
    std::vector<QPointF> m_points;
    std::optional<Tried> m_tried;
    BackgroundTask<Tried> m_task; ///< goes first: it waits for the trial's batch
};

} // namespace cw::ui
