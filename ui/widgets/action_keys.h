// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeyEvent>
#include <QKeySequence>
#include <QList>
#include <QString>

namespace cw::ui {

// Keys of actions, and those that a person has given them instead: stored in the settings under "keys/<id>".
// Thread: GUI

/// Takes the shortcuts that the action has now for its standard ones, and gives it those of the settings, if there are
/// any. `english`: its text before translation, of which the id is made; two actions of one text share their keys.
void nameKeys(QAction* action, const QString& english);
/// Reads the settings again: another action of that name may have been given other keys. Leaves the shortcuts.
void readKeys(QAction* action);
/// Empty: the action cannot be given other keys.
QString keysId(const QAction* action);
/// Those of the settings or the standard ones, also while the action itself has given way to another and has none.
QList<QKeySequence> ownKeys(const QAction* action);
/// They are not the standard ones.
bool hasOtherKeys(const QAction* action);
/// From now on and at every start; none: the action is left to menus. Standard keys are stored as nothing.
void giveKeys(QAction* action, const QList<QKeySequence>& keys);
void giveStandardKeys(QAction* action);
/// What was pressed, as it stands in shortcuts: without Shift where that only makes the sign ("?", "+"), which depends
/// on the keyboard. None while only Shift, Ctrl and their like are held.
QKeySequence pressedKeys(const QKeyEvent& event);

} // namespace cw::ui
