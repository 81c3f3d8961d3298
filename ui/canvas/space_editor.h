// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAction>
#include <QPointer>

#include "ui/canvas/block_search.h"
#include "ui/canvas/canvas_actions.h"
#include "ui/canvas/edit_commands.h"
#include "ui/canvas/space_view.h"
#include "ui/document/space_document.h"

namespace cw::ui {

class BlockAdder;
class CanvasHints;
class CanvasMessage;
class EditSteps;

/// Turns gestures, keys and menus on a drawing into steps of its document, with names that read well in the undo list
/// ("Add conv 3×3", "Link 0 to 1", "Move 3 blocks"). A refusal is a short message over the canvas, never a dialog.
/// Thread: GUI
class SpaceEditor : public QObject, private CanvasActions {
    Q_OBJECT
public:
    /// Lives as long as the view, as its child.
    SpaceEditor(SpaceView& view, Theme& theme);
    ~SpaceEditor() override;

    /// The view then shows the document, where it was left if `state` says so, and follows it. Null: what the view
    /// shows can only be read.
    void setDocument(SpaceDocument* document, const SpaceViewState& state = {});
    SpaceDocument* document() const;

    QAction* action(EditCommand command) const;
    /// In the order of a menu; null stands for a separator.
    std::vector<QAction*> menuActions() const;

    /// As the search list does: right of the selected block and linked from it, else in the middle of what is seen.
    void add(const space::Block& block);
    /// Opens the search list at a point of the drawing.
    void openSearch(QPointF at);
    BlockSearch& searchList();

Q_SIGNALS:
    void refused(const QString& why);

private:
    // CanvasActions
    void move(const std::vector<int>& nodes, const std::vector<int>& comments, QPointF by, bool nudge) override;
    QString linkRefusal(int from, int to) const override;
    void link(int from, int to) override;
    void linkIntoNothing(int node, bool output, QPointF at) override;
    bool canInsert(int node, int wire) const override;
    void insertMoved(int node, QPointF by, int wire) override;
    void pullOut(int node, QPointF by, int wire) override;
    bool canMoveRow(int node) const override;
    void moveRow(int node, int from, int to) override;
    void rename(int node, int row, const QString& name) override;
    QString nameOf(int node, int row) const override;
    void resizeComment(int comment, QSizeF size, bool nudge) override;
    void writeComment(int comment, const QRectF& box, const QString& text) override;
    void search(QPointF at) override;
    void showMenu(const QPoint& global) override;
    bool takes(const QMimeData& mime) const override;
    void drop(const QMimeData& mime, QPointF at, int wire, int node) override;

    SpaceView& m_view;
    QPointer<GraphView> m_graph; ///< goes before this, with the view
    EditSteps* m_steps;
    BlockAdder* m_adder;
    EditCommands* m_commands;
    CanvasMessage* m_message;
    CanvasHints* m_hints = nullptr; ///< only while there is something to edit
};

} // namespace cw::ui
