// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QApplication>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/drawn.h"
#include "tests/ui/settings_sandbox.h"
#include "ui/canvas/space_editor.h"

namespace cw::ui {

/// A document on a canvas, with the mouse and the keys of a person.
class CanvasFixture {
public:
    explicit CanvasFixture(space::SearchSpace space)
        : m_document(std::make_shared<const space::SearchSpace>(std::move(space)), {})
        , m_view(m_theme)
        , m_editor(new SpaceEditor(m_view, m_theme))
        , m_refused(m_editor, &SpaceEditor::refused)
    {
        m_view.resize(1200, 800);
        m_view.show();
        m_editor->setDocument(&m_document);
        graph().setFocus();
    }

    Theme& theme() { return m_theme; }
    SpaceView& view() { return m_view; }
    GraphView& graph() { return m_view.graph(); }
    SpaceEditor& editor() { return *m_editor; }
    SpaceDocument& document() { return m_document; }
    const space::SearchSpace& space() { return *m_document.space(); }
    const space::Graph& here() { return *m_view.place().graph; }
    QString lastRefusal() { return m_refused.isEmpty() ? QString() : m_refused.last().first().toString(); }
    QString lastStep() { return m_document.steps().undoText(); }
    bool isShown() { return m_view.isShown() && !m_view.isBusy(); }

    int node(const std::string& id) { return nodeOf(graph().drawing().drawing, id); }
    QPoint card(const std::string& id) { return graph().nodeRect(node(id)).center(); }
    QPoint out(const std::string& id) { return graph().portPoint(node(id), true); }
    QPoint in(const std::string& id) { return graph().portPoint(node(id), false); }
    bool hasLink(const std::string& from, const std::string& to) { return ui::hasLink(here(), from, to); }

    void click(QPoint at, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(graph().viewport(), Qt::LeftButton, modifiers, at);
    }
    void moveTo(QPoint at, Qt::MouseButton button, Qt::KeyboardModifiers modifiers)
    {
        QMouseEvent event(QEvent::MouseMove, at, graph().viewport()->mapToGlobal(at), Qt::NoButton, button, modifiers);
        QApplication::sendEvent(graph().viewport(), &event);
    }
    /// Press, several moves, release.
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mousePress(graph().viewport(), button, modifiers, from);
        for (const double part : {0.1, 0.5, 1.0})
            moveTo(from + (QPointF(to - from) * part).toPoint(), button, modifiers);
        QTest::mouseRelease(graph().viewport(), button, modifiers, to);
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&graph(), static_cast<Qt::Key>(key), modifiers);
    }
    void typeInSearch(const QString& text)
    {
        QTest::keyClicks(&m_editor->searchList().edit(), text);
        QTest::keyClick(&m_editor->searchList().edit(), Qt::Key_Return);
    }
    void undo() { m_document.steps().undo(); }
    void redo() { m_document.steps().redo(); }

private:
    SettingsSandbox m_settings;
    Theme m_theme;
    SpaceDocument m_document;
    SpaceView m_view;
    SpaceEditor* m_editor;
    QSignalSpy m_refused;
};

} // namespace cw::ui
