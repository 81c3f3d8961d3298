// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QString>

#include "core/space/architecture.h"
#include "ui/canvas/drawing.h"

namespace cw::ui {

/// A chip of the macro strip: ops that belong together, as one or several equal copies.
struct Stage {
    QString text;  ///< "stem", "5 × 16", "↓2"
    QString name;  ///< "stage1", for tooltips and screen readers
    int first = 0; ///< first op of the first copy
    int count = 0; ///< ops of the first copy
    int copies = 1;
};

struct ChangeCounts {
    int changed = 0;
    int added = 0;
    int removed = 0;
};

/// Consecutive ops with the same first part of their path. One stage holding everything when no op has a path.
std::vector<Stage> stagesOf(const space::Architecture& architecture);
/// The stage that a person wants to see first: the first of those with the most ops.
int mainStage(const std::vector<Stage>& stages);

/// The graph of a stage's first copy; wires from outside come from one input node. Ops that differ from the op of the
/// same name in `parent` (null: none) are marked, and those that only the parent has are drawn too.
Drawing drawStage(const space::Architecture& architecture, const Stage& stage, const space::Architecture* parent);
/// Over the first copies of all stages.
ChangeCounts countChanges(const space::Architecture& architecture, const space::Architecture& parent);

} // namespace cw::ui
