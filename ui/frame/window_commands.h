// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QList>

#include "ui/frame/command.h"
#include "ui/frame/services.h"

class QAction;

namespace cw::ui {

class MainWindow;

/// Actions that are enabled, pages, templates, strategies and runs, as the palette lists them.
std::vector<Command> windowCommands(MainWindow& window, const Services& services, const QList<QAction*>& actions);

} // namespace cw::ui
