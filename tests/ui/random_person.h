// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/base/rng.h"
#include "tests/ui/canvas_fixture.h"
#include "ui/document/block_offers.h"
#include "ui/pages/design/inspector.h"

namespace cw::ui {

/// Somebody who knows all gestures and keys of the canvas and the inspector, and does with them what comes to mind.
class RandomPerson {
public:
    RandomPerson(CanvasFixture& canvas, std::uint64_t seed);

    /// The name of what was done.
    const char* act();
    /// Until what was entered or laid out is drawn.
    void wait();

private:
    struct Action {
        const char* name;
        int weight;
        void (RandomPerson::*run)();
    };
    static const std::vector<Action>& actions();

    GraphView& graph() { return m_canvas.graph(); }
    int below(int count) { return static_cast<int>(m_rng.below(static_cast<std::uint64_t>(count))); }
    int nodes() { return static_cast<int>(graph().drawing().positions.size()); }
    QPoint card(int node) { return graph().nodeRect(node).center(); }
    QPoint card() { return nodes() == 0 ? anywhere() : card(below(nodes())); }
    QPoint port(int node, bool output) { return graph().portPoint(node, output); }
    QPoint anywhere() { return {below(graph().viewport()->width()), below(graph().viewport()->height())}; }
    QPoint near(const QPoint& at) { return at + QPoint(below(300) - 150, below(300) - 150); }
    QPoint wire();
    QString word();
    /// At once, as an input method does.
    static void type(QWidget* into, const QString& text)
    {
        QTest::sendKeyEvent(QTest::Click, into, Qt::Key_unknown, text, Qt::NoModifier);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { m_canvas.key(key, modifiers); }
    void doubleClick(const QPoint& at);
    void takeFromList();
    void poke(QWidget* widget);
    void shutPopups();

    void selectOne() { m_canvas.click(card(), m_rng.chance(0.2) ? Qt::ShiftModifier : Qt::NoModifier); }
    void selectSome();
    void selectWire() { m_canvas.click(wire()); }
    void walkByKeys();
    void addFromList();
    void addAlternative();
    void addFromPalette();
    void dropFromPalette();
    void linkByMouse();
    void linkByKeys();
    void moveByMouse();
    void nudge();
    void breakOffAMove();
    void reorder();
    void rename();
    void addComment();
    void editComment();
    void moveComment();
    void selectComment();
    void write();
    QPoint comment();
    void edit();
    void editSpace();
    void remove() { key(m_rng.chance(0.5) ? Qt::Key_Delete : Qt::Key_Backspace); }
    void dissolve() { key(Qt::Key_Delete, Qt::ControlModifier); }
    void wrap();
    void unwrap() { key(Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier); }
    void group() { key(Qt::Key_G, Qt::ControlModifier); }
    void ungroup() { key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier); }
    void duplicate() { key(Qt::Key_D, Qt::ControlModifier); }
    void copy() { key(m_rng.chance(0.8) ? Qt::Key_C : Qt::Key_X, Qt::ControlModifier); }
    void paste() { key(Qt::Key_V, Qt::ControlModifier); }
    void arrange();
    void layOut() { key(Qt::Key_L, Qt::ControlModifier); }
    void enter();
    void leave();
    void look();
    void undo();
    void redo();

    CanvasFixture& m_canvas;
    Inspector m_inspector;
    Rng m_rng;
    std::vector<BlockOffer> m_offers;
    std::size_t m_mostBlocks;
};

} // namespace cw::ui
