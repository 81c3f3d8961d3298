// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <vector>

#include <QAction>
#include <QObject>

#include "ui/canvas/edit_steps.h"
#include "ui/theme/theme.h"

namespace cw::ui {

class BlockAdder;

/// What can be done to the selection on the canvas.
enum class EditCommand {
    Cut,
    Copy,
    Paste,
    Duplicate,
    Delete,
    Dissolve,
    SelectAll,
    Rename,
    Group,
    Ungroup,
    AddAlternative, ///< to the selected Choice
    WrapChoice,
    WrapOptional,
    WrapRepeat,
    Unwrap,
    LayOut,
    Tidy,
    AlignLeft,
    AlignRight,
    AlignTop,
    AlignPorts, ///< the line of the wires
    DistributeAcross,
    DistributeDown,
    Search,
    AddComment, ///< around the selected blocks, or where there is room
};

/// Each command as an action with text, icon and keys (of the canvas alone: elsewhere Delete deletes something else),
/// enabled when it applies.
/// Thread: GUI
class EditCommands : public QObject {
    Q_OBJECT
public:
    EditCommands(SpaceView& view, EditSteps& steps, BlockAdder& adder, Theme& theme);

    QAction* action(EditCommand command) const { return m_actions.at(command); }
    std::vector<QAction*> menuActions() const;
    /// After the selection or the document changed.
    void update();
    /// Where in the drawing a menu is open.
    void setMenuPlace(std::optional<QPointF> place) { m_menuPlace = place; }

private:
    void make(EditCommand command, const char* text, const QString& icon, const QList<QKeySequence>& keys,
              void (EditCommands::*run)());
    void copy();
    void cut();
    void paste();
    void duplicate();
    void remove();
    void dissolve();
    void removeSelected(const QString& text, bool heal);
    void selectNew(const std::vector<std::string>& ids, int comments);
    void selectAll();
    void rename();
    void group();
    void ungroup();
    void wrapInChoice() { wrap(space::BlockKind::Choice); }
    void wrapInOptional() { wrap(space::BlockKind::Optional); }
    void wrapInRepeat() { wrap(space::BlockKind::Repeat); }
    void wrap(space::BlockKind kind);
    void unwrap();
    void layOut();
    void takeLayout(const BlockPlaces& places);
    void tidy();
    void alignLeft();
    void alignRight();
    void alignTop();
    void alignPorts();
    void distributeAcross() { distribute(true); }
    void distributeDown() { distribute(false); }
    void distribute(bool across);
    void openSearch();
    void addComment();
    QRectF placeForComment() const;
    void addAlternative();
    void move(const QString& text, const std::map<int, QPointF>& outlines);

    SpaceView& m_view;
    EditSteps& m_steps;
    BlockAdder& m_adder;
    Theme& m_theme;
    std::map<EditCommand, QAction*> m_actions;
    std::optional<QPointF> m_menuPlace;
    BackgroundTask<std::map<int, QPointF>> m_tidying;
};

} // namespace cw::ui
