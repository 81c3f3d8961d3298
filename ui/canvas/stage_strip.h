// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "ui/canvas/architecture_graph.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// The macro network as a row of chips; one is current. Arrow keys walk.
class StageStrip : public QWidget {
    Q_OBJECT
public:
    explicit StageStrip(Theme& theme, QWidget* parent = nullptr);

    void setStages(const std::vector<Stage>& stages, int current);
    int current() const { return m_current; }
    void setCurrent(int stage);
    int count() const { return static_cast<int>(m_stages.size()); }
    QSize sizeHint() const override { return {200, 32}; }
    QRect chipRect(int stage) const;

Q_SIGNALS:
    void currentChanged(int stage);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    int chipAt(const QPoint& position) const;

    Theme& m_theme;
    std::vector<Stage> m_stages;
    int m_current = -1;
};

} // namespace cw::ui
