// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace cw::ui {

/// Files opened or saved last, the newest first; kept in the settings. Those that are gone are left out.
/// Thread: GUI
QStringList recentFiles();
void addRecentFile(const QString& path);
void clearRecentFiles();

} // namespace cw::ui
