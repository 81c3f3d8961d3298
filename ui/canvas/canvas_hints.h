// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace cw::ui {

class EditCommands;

/// The keys that one needs first, at the lower left of the canvas. The mouse goes through it.
/// Thread: GUI
class CanvasHints : public QWidget {
    Q_OBJECT
public:
    CanvasHints(QWidget* canvas, const EditCommands& commands);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();
};

} // namespace cw::ui
