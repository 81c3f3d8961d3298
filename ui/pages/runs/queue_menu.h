// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

#include "ui/frame/services.h"

namespace cw::ui {

/// What can be done to a run that waits, by a menu on the list of runs and by keys while the list has the focus: begin
/// now, up and down in the queue (Alt+Up, Alt+Down), out of it (Delete).
void installQueueMenu(QListView& list, const Services& services);

} // namespace cw::ui
