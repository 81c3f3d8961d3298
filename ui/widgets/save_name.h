// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace cw::ui {

/// Asks for the name of a file to write. The ending of the chosen kind ("Drawings (*.svg)") is added to a name without
/// one before the dialog looks whether such a file is there, so that it asks about that too. Empty: nobody gave a name.
/// Thread: GUI
QString askSaveName(QWidget* window, const QString& title, const QString& proposed, const QStringList& kinds);

} // namespace cw::ui
