// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QPointF>
#include <QWidget>

#include "ui/theme/theme.h"

namespace cw::ui {

/// A small curve in a frame without axes, with its last value and a caption at the right.
/// Thread: GUI
class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(Theme& theme, QWidget* parent = nullptr);

    /// By x, ascending. Points that are no numbers are left out.
    void setPoints(std::vector<QPointF> points);
    const std::vector<QPointF>& points() const { return m_points; }
    void setWords(const QString& value, const QString& caption);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    std::vector<QPointF> m_points;
    QString m_value;
    QString m_caption;
};

} // namespace cw::ui
