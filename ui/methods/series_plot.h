// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/methods/method_plot.h"

namespace cw::ui {

/// Numbers of a method over the trials of its run.
struct SeriesData {
    struct Series {
        QString name;
        std::vector<double> values; ///< one per trial of `trials`; not finite: a gap
        bool onRight = false;       ///< in units of its own, on an axis at the right
    };

    std::vector<std::int64_t> trials; ///< rising
    std::vector<Series> series;
    bool steps = false;       ///< a value holds until the next one
    bool isScattered = false; ///< a mark for each value and no lines: one says nothing about the next
    QString note;             ///< beside the legend
};

/// Draws them as lines, told apart by colour and dashes. A click selects the trial there.
class SeriesPlot : public MethodPlot {
    Q_OBJECT
public:
    SeriesPlot(Theme& theme, const QString& name, const QString& emptyHint, QWidget* parent);

    void setData(SeriesData data);
    const SeriesData& data() const { return m_data; }
    /// The left axis goes from 0 to 1 whatever the values are.
    void setShares(bool shares) { m_shares = shares; }
    bool isEmpty() const override;

protected:
    PlotTable table() const override;
    void draw() override;
    void placeSelection() override;
    void rangesToData() override;
    void hoverAt(const QPointF& position) override;
    void clickAt(const QPointF& position) override;

private:
    void addLine(std::size_t series);
    void addMarks(std::size_t series);
    QCPRange rangeOf(bool onRight, bool logarithmic) const;

    SeriesData m_data;
    QCPItemStraightLine* m_guide;
    bool m_shares = false;
};

} // namespace cw::ui
