// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/base/states.h"
#include "ui/plots/plot.h"

class QAction;

namespace cw::ui {

struct FitnessPoint {
    std::int64_t trial = 0;
    TrialState state = TrialState::Queued;
    std::optional<double> value; ///< of the first objective, not oriented
    double seconds = 0;          ///< since the run began, when the trial ended or started
    double deviceSeconds = 0;    ///< that jobs of the trial have taken
    double epochs = 0;           ///< that it was trained for
};

/// One dot per trial by state, the best so far as a step line, and a lane below for trials without a value.
/// Hovering names a trial, a click selects it.
class FitnessPlot : public Plot {
    Q_OBJECT
public:
    /// Device-hours and epochs are those of all trials that ended up to one, it included.
    enum class Axis { Trials, Time, DeviceHours, Epochs };

    FitnessPlot(Theme& theme, QWidget* parent = nullptr);

    void setObjective(const QString& title, bool maximise);
    /// By trial number, ascending.
    void reset(std::vector<FitnessPoint> points);
    void update(const FitnessPoint& point);
    void setAxis(Axis axis);
    /// The running median of the trials' values, "Smooth" in the menu: how good they are by now.
    QAction& smoothAction() { return *m_smooth; }
    /// Where a trial stands on the horizontal axis, in its unit; nothing when it is not there.
    std::optional<double> placeOf(std::int64_t trial) const;
    void setSelectedTrial(std::int64_t trial);
    std::int64_t selectedTrial() const { return m_selected; }
    /// Marks how far the search had come when that trial ended; 0: no mark. Draws nothing else anew.
    void setPlace(std::int64_t trial);
    std::int64_t place() const { return m_place; }
    const std::vector<FitnessPoint>& points() const { return m_points; }
    /// Where the trial's mark is on canvas(); nothing while it is not drawn.
    std::optional<QPointF> markPosition(std::int64_t trial) const;

Q_SIGNALS:
    void trialClicked(qint64 trial);

protected:
    PlotTable table() const override;
    void restyle() override;
    void rebuild() override;
    void rangesToData() override;
    void hoverAt(const QPointF& position) override;
    void clickAt(const QPointF& position) override;
    std::vector<std::int64_t> trialsIn(const LassoArea& area) const override;

private:
    struct Layer {
        StampGraph* dots = nullptr;
        StampGraph* lane = nullptr;
        StampGraph* faintDots = nullptr; ///< not picked, while others are
        StampGraph* faintLane = nullptr;
        int count = 0;
    };
    double keyOf(const FitnessPoint& point) const;
    const FitnessPoint* find(std::int64_t trial) const;
    const FitnessPoint* nearest(const QPointF& position) const;
    QPointF pixelOf(const FitnessPoint& point) const;
    bool isByTrial() const { return m_axis == Axis::Trials; }
    void sumUp();
    void fillLayers();
    std::vector<const FitnessPoint*> finishedInOrder() const;
    void fillBest();
    void fillTrend();
    void updateLegend();
    void placeSelection();
    void placePlace();
    QString tooltipOf(const FitnessPoint& point) const;

    QCPAxisRect* m_lane;
    QCPGraph* m_best;
    QCPGraph* m_trend;
    QAction* m_smooth;
    std::size_t m_window = 0; ///< of the trend
    QCPItemTracer* m_ring;
    QCPItemStraightLine* m_guide;
    QCPItemStraightLine* m_placeLine;
    std::map<TrialState, Layer> m_layers;
    std::vector<FitnessPoint> m_points;
    std::vector<double> m_sums; ///< for each point what was spent when it ended; empty: the axis needs none
    QString m_title;
    bool m_maximise = true;
    Axis m_axis = Axis::Trials;
    std::int64_t m_selected = 0;
    std::int64_t m_place = 0;
    double m_low = 0;
    double m_high = 1;
    double m_lastKey = 1;
};

} // namespace cw::ui
