// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

#include "ui/pages/design/problem.h"
#include "ui/theme/theme.h"

namespace cw::ui {

class SeverityCounts;

/// A small histogram.
class HistogramView : public QWidget {
    Q_OBJECT
public:
    HistogramView(const Theme& theme, QWidget* parent);
    void setCounts(std::vector<int> counts);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    std::vector<int> m_counts;
};

/// The bottom row of the Design page: problems, size of the space, range of costs.
class LiveStrip : public QWidget {
    Q_OBJECT
public:
    LiveStrip(Theme& theme, QWidget* parent);

    /// Figures are being computed.
    void setWaiting();
    void setFacts(const DesignFacts& facts);
    void setProblems(const ProblemCounts& counts);
    void setDistinct(std::optional<std::uint64_t> distinct);
    /// The space is another: what was counted holds no more.
    void forgetDistinct();
    QToolButton& problemsButton() { return *m_problems; }
    QPushButton& sampleButton() { return *m_sample; }
    SeverityCounts& problemCounts() { return *m_counts; }
    QString candidatesText() const { return m_candidates.value->text(); }
    QString distinctText() const { return m_distinct.value->text(); }

private:
    struct Figure {
        QWidget* area = nullptr;
        QLabel* value = nullptr;
        QLabel* name = nullptr;
    };
    struct Cost {
        QLabel* range = nullptr;
        HistogramView* histogram = nullptr;
    };
    void drawChevron();
    Figure makeFigure(const QString& name);
    Cost makeCost(const QString& name, QLayout* row);

    Theme& m_theme;
    QToolButton* m_problems;
    SeverityCounts* m_counts;
    Figure m_decisions, m_candidates, m_distinct, m_valid;
    QPushButton* m_sample;
    Cost m_params, m_macs;
    QLabel* m_samples;
    QLabel* m_time;
};

} // namespace cw::ui
