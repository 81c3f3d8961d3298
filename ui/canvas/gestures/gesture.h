// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QMouseEvent>
#include <QPoint>

#include "ui/canvas/canvas_hits.h"

namespace cw::ui {

class GraphView;

inline constexpr int kDragStart = 4; ///< px before a press is a drag

/// What the mouse does to a canvas while one button is held: from its press to its release, or to Escape.
/// What it shows meanwhile is only a preview, which the view takes back before finish() and after cancel().
/// Thread: GUI
class Gesture {
public:
    explicit Gesture(Qt::MouseButton button)
        : m_button(button)
    {
    }
    virtual ~Gesture() = default;
    Gesture(const Gesture&) = delete;
    Gesture& operator=(const Gesture&) = delete;

    bool isBy(Qt::MouseButton button) const { return button == m_button; }
    virtual void move(const QPoint& at, Qt::KeyboardModifiers modifiers) = 0;
    virtual void finish(const QPoint& at, Qt::KeyboardModifiers modifiers) = 0;
    virtual void cancel() {}

private:
    Qt::MouseButton m_button;
};

/// What a press begins; it selects, where that comes first. Null: nothing.
std::unique_ptr<Gesture> beginGesture(GraphView& view, const QMouseEvent& press, const CanvasHit& hit, bool spaceHeld);

} // namespace cw::ui
