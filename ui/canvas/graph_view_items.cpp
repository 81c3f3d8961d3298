// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <vector>

#include "ui/canvas/comment_edit.h"
#include "ui/canvas/comment_item.h"
#include "ui/canvas/gestures/gesture.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/scene_items.h"
#include "ui/canvas/title_edit.h"

namespace cw::ui {
namespace {

constexpr std::size_t kMostMadeAtOnce = 10'000; // nodes and wires that are made while the window waits
constexpr std::size_t kSlice = 2'000;           // of more than that, so many in each turn of the event loop

} // namespace

void GraphView::setDrawing(PlacedDrawing drawing)
{
    clear();
    m_drawing = std::move(drawing);
    m_fitted = true;
    if (m_drawing.drawing.nodes.size() + m_drawing.drawing.edges.size() > kMostMadeAtOnce) {
        m_filling.start(0);
        return;
    }
    syncItems();
    fit();
}

void GraphView::fillOn()
{
    fill(kSlice);
    if (m_wires.size() < m_drawing.drawing.edges.size() || m_items.size() < m_drawing.drawing.nodes.size())
        return;
    m_filling.stop();
    syncItems();
    fit();
    Q_EMIT filled();
}

void GraphView::clear()
{
    m_filling.stop();
    endGesture();
    if (m_titleEdit)
        m_titleEdit->end(false);
    if (m_commentEdit)
        m_commentEdit->end(false);
    m_motion.stop();
    // In the order of the scene's own list, from which each is removed: of thousands, in another it takes seconds.
    for (const CommentItem* item : m_comments)
        delete item;
    for (const WireItem* item : m_wires)
        delete item;
    for (const NodeItem* item : m_items)
        delete item;
    m_items.clear();
    m_wires.clear();
    m_comments.clear();
    m_drawing = {};
    ++m_revision;
    m_selection.clear();
    m_selectedComments.clear();
    m_selected = -1;
    m_row = -1;
    m_wire = -1;
}

void GraphView::fill(std::size_t most)
{
    const Drawing& drawn = m_drawing.drawing;
    const auto atMost = [most](std::size_t from, std::size_t all) { return most < all - from ? from + most : all; };
    const std::size_t wires = atMost(m_wires.size(), drawn.edges.size());
    for (std::size_t i = m_wires.size(); i < wires; ++i) {
        m_wires.push_back(new WireItem(m_theme));
        m_wires.back()->setWire(drawn.edges[i], m_drawing.shownWire(i), m_drawing.labels[i]);
        m_scene.addItem(m_wires.back());
    }
    if (wires < drawn.edges.size())
        return; // nodes lie above them
    const std::size_t nodes = atMost(m_items.size(), drawn.nodes.size());
    for (std::size_t i = m_items.size(); i < nodes; ++i) {
        const DrawNode& node = drawn.nodes[i];
        m_items.push_back(new NodeItem(m_theme));
        m_items.back()->setNode(node, drawn.direction, node.takes, node.gives);
        m_items.back()->setPos(m_drawing.positions[i]);
        m_scene.addItem(m_items.back());
    }
}

void GraphView::syncItems()
{
    ++m_revision;
    const Drawing& drawn = m_drawing.drawing;
    std::vector<bool> hasIn(drawn.nodes.size(), false);
    std::vector<bool> hasOut(drawn.nodes.size(), false);
    while (m_wires.size() > drawn.edges.size()) {
        delete m_wires.back();
        m_wires.pop_back();
    }
    for (std::size_t i = 0; i < drawn.edges.size(); ++i) {
        hasOut[static_cast<std::size_t>(drawn.edges[i].from)] = true;
        hasIn[static_cast<std::size_t>(drawn.edges[i].to)] = true;
        if (i == m_wires.size()) {
            m_wires.push_back(new WireItem(m_theme));
            m_scene.addItem(m_wires.back());
        }
        m_wires[i]->setWire(drawn.edges[i], m_drawing.shownWire(i), m_drawing.labels[i]);
    }
    m_items.resize(drawn.nodes.size(), nullptr);
    for (std::size_t i = 0; i < drawn.nodes.size(); ++i) {
        const bool isNew = m_items[i] == nullptr;
        if (isNew)
            m_items[i] = new NodeItem(m_theme);
        const DrawNode& node = drawn.nodes[i];
        m_items[i]->setNode(node, drawn.direction, m_actions != nullptr ? node.takes : hasIn[i],
                            m_actions != nullptr ? node.gives : hasOut[i]);
        m_items[i]->setPos(m_drawing.positions[i]);
        if (isNew)
            m_scene.addItem(m_items[i]);
    }
    syncComments();
    syncSelection();
}

} // namespace cw::ui
