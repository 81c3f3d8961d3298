// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "ui/theme/theme.h"

namespace cw::ui {

class MainWindow;

/// "Compare strategies" of what the Search page holds, with some of them ticked; then the dialog is closed.
void takeExperimentDialog(MainWindow& window, const QString& file);

/// Pictures of a window whose runs live, in a history of its own: the queue, the load of processors and GPUs, a run
/// that waits for a full disk, and the log. `suffix`: of their names; `only`: nothing is taken when no name has that in
/// it. They take half a minute: the load is measured once a second.
void takeLiveScenes(const QString& folder, const QString& suffix, Theme::Mode mode, const QString& only);

} // namespace cw::ui
