// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/states.h"

namespace cw::ui {

/// A state in the window's language.
QString stateText(TrialState state);
QString stateText(RunState state);

} // namespace cw::ui
