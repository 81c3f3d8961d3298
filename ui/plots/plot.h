// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <QMenu>
#include <QString>
#include <QTimer>
#include <QWidget>

#include "ui/plots/lasso.h"
#include "ui/plots/legend_strip.h"
#include "ui/plots/qcp.h"
#include "ui/plots/trial_set.h"
#include "ui/theme/theme.h"

class QLabel;
class QToolButton;

namespace cw::ui {

/// Data as they stand in a spreadsheet: a heading and rows of text.
struct PlotTable {
    QStringList columns;
    QVector<QStringList> rows;
};

/// Draws many equal marks: a stamp on the screen, shapes in vector files. (QCustomPlot's own pixmap style places
/// pixmaps of high-resolution screens wrongly.)
class StampGraph : public QCPGraph {
public:
    StampGraph(QCPAxis* keyAxis, QCPAxis* valueAxis);
    void setMark(Mark mark, double size, const QColor& color);

protected:
    void drawScatterPlot(QCPPainter* painter, const QVector<QPointF>& scatters,
                         const QCPScatterStyle& style) const override;

private:
    Mark m_mark = Mark::Dot;
    double m_size = 6;
    QColor m_color;
    mutable QPixmap m_stamp;
};

/// What every plot of the window has: our look in both themes, a legend above, a tooltip, wheel zoom and drag,
/// double click to see all again, and a menu to take the picture or its data away.
/// Thread: GUI
class Plot : public QWidget {
    Q_OBJECT
public:
    Plot(Theme& theme, const QString& name, QWidget* parent);

    QCustomPlot& canvas() { return *m_canvas; }
    LegendStrip& legend() { return *m_legend; }
    void setLegendVisible(bool visible);
    bool isLogarithmic() const { return m_logarithmic; }
    void setLogarithmic(bool logarithmic);
    /// Shows everything, and follows new data again.
    void showAll();
    /// Draws at once what is due in a moment, for pictures and tests.
    void flush();
    /// A sentence in place of an empty plot.
    void setHint(const QString& hint);

    /// Errors: false when the file cannot be written
    bool savePng(const QString& path, double scale);
    bool saveSvg(const QString& path);
    bool saveCsv(const QString& path);
    QString csv() const;
    /// Entries for a "..." button; owned by the plot.
    QMenu* menu() { return m_menu; }
    /// A button for the logarithmic axis, which is checked while it is.
    QToolButton* makeLogButton(QWidget* parent) { return makeSwitch(*m_logAction, QStringLiteral("log-axis"), parent); }
    /// The same for another checkable entry of the menu.
    QToolButton* makeSwitch(QAction& action, const QString& icon, QWidget* parent);
    /// Logarithmic and legend come back at the next start, under that key.
    void keepSettings(const QString& key);

    /// Trials that were picked, here or in another plot: the others stand back.
    void setPicked(const TrialSet& picked);
    const TrialSet& picked() const { return m_picked; }
    /// Null where there are no trials to be picked.
    Lasso* lasso() { return m_lasso; }

Q_SIGNALS:
    /// Those inside an area drawn with the lasso; none: nothing was inside.
    void trialsPicked(const cw::ui::TrialSet& trials);

protected:
    /// How much of the surface shows through what stands back.
    static constexpr double kFaint = 0.75;
    /// Width of a thin line. Exactly 1 would be drawn one device pixel wide, however fine the screen is.
    static constexpr double kHairline = 1.01;

    virtual PlotTable table() const = 0;
    /// Colours of everything drawn; called at the end of construction of the subclass and at every theme change.
    virtual void restyle() = 0;
    /// Refills the graphs; called once per burst of schedule().
    virtual void rebuild() = 0;
    virtual void rangesToData() = 0;
    virtual void hoverAt(const QPointF& /*position*/) {}
    virtual void clickAt(const QPointF& /*position*/) {}
    /// Of a plot with a lasso: the trials with a mark inside, as they are drawn now.
    virtual std::vector<std::int64_t> trialsIn(const LassoArea& /*area*/) const { return {}; }

    void schedule();
    void offerLasso();
    /// Whether the menu has "Logarithmic": not where the left axis does not bear it.
    void setLogarithmicOffered(bool offered);
    void applyStyle();
    void styleRect(QCPAxisRect* rect);
    void setTooltip(const QPointF& anchor, const QString& text);
    void hideTooltip();
    bool followsData() const { return m_follows; }
    Theme& theme() { return m_theme; }
    const Theme& theme() const { return m_theme; }
    const Colors& colors() const { return m_theme.colors(); }
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void redraw(QCustomPlot::RefreshPriority priority);
    bool takeMouse(const QMouseEvent& mouse);
    void followMouse(const QMouseEvent& mouse);
    void buildMenu();
    void askAndSave(const QString& filter, const QString& suffix, double scale);

    Theme& m_theme;
    QString m_name;
    QCustomPlot* m_canvas;
    LegendStrip* m_legend;
    Lasso* m_lasso = nullptr;
    TrialSet m_picked;
    QMenu* m_menu;
    QAction* m_logAction = nullptr;
    QAction* m_legendAction = nullptr;
    QLabel* m_tooltip;
    QLabel* m_hint;
    QTimer m_timer;
    bool m_logarithmic = false;
    bool m_follows = true;
    QPoint m_pressed;
};

} // namespace cw::ui
