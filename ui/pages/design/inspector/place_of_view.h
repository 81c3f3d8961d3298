// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/space_view.h"
#include "ui/pages/design/inspector/inspected.h"

namespace cw::ui {

/// What is selected on a canvas, by names that outlive the state that it shows.
Inspected::Selection selectionOf(const SpaceView& view);

} // namespace cw::ui
