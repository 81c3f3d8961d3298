// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsOpacityEffect>
#include <QLabel>
#include <QPropertyAnimation>
#include <QTimer>

namespace cw::ui {

/// One sentence over the canvas that goes by itself: why something was refused. Screen readers hear it too.
/// Thread: GUI
class CanvasMessage : public QLabel {
    Q_OBJECT
public:
    explicit CanvasMessage(QWidget* canvas);

    void tell(const QString& why);

protected:
    void mousePressEvent(QMouseEvent* event) override;

private:
    QTimer m_stay;
    QGraphicsOpacityEffect* m_opacity;
    QPropertyAnimation m_fade;
};

} // namespace cw::ui
