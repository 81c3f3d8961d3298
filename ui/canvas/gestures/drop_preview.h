// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>

namespace cw::ui {

class GraphView;

/// Shows where a block that is dragged over the canvas would go: onto the grid, into a wire, or into a Choice as one
/// more alternative.
void previewDrop(GraphView& view, const QPoint& at);

} // namespace cw::ui
