// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "ui/plots/plot.h"

namespace cw::ui {

/// What the views of a search method have in common: a sentence while there is nothing to draw, and the trial that the
/// page has selected.
/// Thread: GUI
class MethodPlot : public Plot {
    Q_OBJECT
public:
    MethodPlot(Theme& theme, const QString& name, const QString& emptyHint, QWidget* parent);

    void setSelectedTrial(std::int64_t trial);
    std::int64_t selectedTrial() const { return m_selected; }
    /// In place of the drawing, whatever there is to draw; empty: the drawing.
    void setNotice(const QString& notice);
    const QString& notice() const { return m_notice; }
    virtual bool isEmpty() const = 0;

Q_SIGNALS:
    void trialClicked(qint64 trial);

protected:
    virtual void draw() = 0;
    virtual void placeSelection() {}
    void restyle() override { schedule(); }
    void rebuild() final;
    /// A pen as thin as the guide of the fitness plot, for what marks the selected trial.
    QPen guidePen() const;

private:
    QString m_emptyHint;
    QString m_notice;
    std::int64_t m_selected = 0;
};

} // namespace cw::ui
