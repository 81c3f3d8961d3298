// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QTableView>

#include "ui/theme/theme.h"

namespace cw::ui {

class ArchitecturePanel;
class TrialsModel;

/// The menu of a row of the trials table, by right click or the menu key: pin the trial, go to its parent, enqueue
/// one like it, copy its candidate. `select` shows a trial everywhere.
void installTrialsMenu(QTableView& table, TrialsModel& trials, ArchitecturePanel& panel, Theme& theme,
                       const std::function<void(qint64)>& select);

} // namespace cw::ui
