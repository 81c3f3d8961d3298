// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "ui/plots/plot.h"

namespace cw::ui {

/// Learning curves of one metric: those of running trials, the ten best, and the selected one. More than
/// kMostCurves are shown as a median with its inter-quartile band behind them, and before it those that were picked.
class CurvesPlot : public Plot {
    Q_OBJECT
public:
    static constexpr std::size_t kMostCurves = 200;
    static constexpr std::size_t kTop = 10;

    struct Curve {
        std::map<std::int64_t, double> points; ///< step -> value
        bool running = false;
        double best = 0; ///< oriented: larger is better; ranks the ten
    };

    CurvesPlot(Theme& theme, QWidget* parent = nullptr);

    void setMetric(const QString& title);
    void clear();
    void addPoint(std::int64_t trial, std::int64_t step, double value, bool maximise);
    void setRunning(std::int64_t trial, bool running);
    void setSelectedTrial(std::int64_t trial);
    std::int64_t selectedTrial() const { return m_selected; }
    /// On the canvas, of the newest point of a trial's curve as it is drawn now; nullopt: it has no line of its own.
    std::optional<QPointF> endPosition(std::int64_t trial) const;
    std::size_t curveCount() const { return m_curves.size(); }

Q_SIGNALS:
    void trialClicked(qint64 trial);

protected:
    PlotTable table() const override;
    void restyle() override { schedule(); }
    void rebuild() override;
    void rangesToData() override;
    void hoverAt(const QPointF& position) override;
    void clickAt(const QPointF& position) override;

private:
    enum class Kind { Other, Top, Running, Selected };
    void addLine(std::int64_t trial, const Curve& curve, Kind kind);
    void addBand();
    std::int64_t nearest(const QPointF& position, QPointF* at) const;

    std::map<std::int64_t, Curve> m_curves;
    std::vector<std::int64_t> m_drawn; ///< trials with a line of their own
    QString m_metric;
    std::int64_t m_selected = 0;
};

} // namespace cw::ui
