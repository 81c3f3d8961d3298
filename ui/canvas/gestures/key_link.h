// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QKeyEvent>

#include "ui/canvas/canvas_actions.h"

namespace cw::ui {

class GraphView;

/// Draws a link with the keys alone: Tab and arrows go through the nodes that can take it, from left to right.
/// Thread: GUI
class KeyLink {
public:
    KeyLink(GraphView& view, CanvasActions& actions, int source);
    ~KeyLink();
    KeyLink(const KeyLink&) = delete;
    KeyLink& operator=(const KeyLink&) = delete;

    /// The node that Enter links to; -1: there is none.
    int target() const { return m_target; }
    /// False: it is over, linked or not.
    bool press(const QKeyEvent* event);

private:
    void step(int by);
    void show();

    GraphView& m_view;
    CanvasActions& m_actions;
    int m_source;
    int m_target = -1;
    std::vector<int> m_order;
    std::size_t m_at = 0;
};

} // namespace cw::ui
