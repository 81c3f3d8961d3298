// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/run/judging.h"
#include "core/run/run_config.h"
#include "ui/canvas/background_task.h"
#include "ui/frame/services.h"
#include "ui/pages/runs/work_dialog.h"

class QComboBox;
class QSpinBox;

namespace cw::ui {

class EstimatorSection;
class ScatterPlot;

/// Judges trials of a run once more, by another estimator or at another fidelity, and draws what it says against what
/// the run measured: how far a cheap judgement can be trusted on this space. Nothing is written.
/// Thread: GUI; candidates are judged on another
class JudgeDialog : public WorkDialog {
    Q_OBJECT
public:
    struct Trial {
        std::int64_t trial = 0;
        std::string candidate;
        std::map<std::string, double> metrics;
    };
    struct Subject {
        std::int64_t run = 0;
        run::RunConfig config;     ///< of the run
        std::vector<Trial> trials; ///< finished ones, no candidate twice
    };

    JudgeDialog(const Services& services, Subject subject, QWidget* parent = nullptr);
    ~JudgeDialog() override;

    void reject() override;
    bool isWorking() const override { return m_judge.isBusy(); }
    ScatterPlot& plot() { return *m_plot; }

Q_SIGNALS:
    void trialClicked(qint64 trial);

private:
    QWidget* makeForm();
    QWidget* makeAxes();
    void addPlotButton();
    /// So many of the trials, evenly over the ranks of the objective: the good ones alone would hide what is wrong.
    std::vector<Trial> sample(std::size_t count) const;
    run::RunConfig configuration() const;
    void start() override;
    void stop() override;
    void add(int session, const run::Judged& judged);
    void finish(const Result<Done>& answer);
    void fillMetrics();
    void showPoints();
    void showState();

    Services m_services;
    Subject m_subject;
    EstimatorSection* m_estimator;
    QSpinBox* m_count;
    QSpinBox* m_threads;
    QComboBox* m_judgedMetric;
    QComboBox* m_measuredMetric;
    ScatterPlot* m_plot;
    std::vector<Trial> m_sample;
    std::vector<run::Judged> m_judged; ///< of the first trials of m_sample
    double m_seconds = 0;
    int m_session = 0; ///< late answers of a stopped one are dropped
    BackgroundTask<Done> m_judge;
};

} // namespace cw::ui
