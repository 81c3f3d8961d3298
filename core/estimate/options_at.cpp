// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/options_at.h"

namespace cw::estimate {

space::RealiseOptions optionsAt(const space::Task& task, const Fidelity& fidelity)
{
    space::Task changed = task;
    if (fidelity.resolution > 0 && task.input.kind == space::ShapeKind::Image)
        changed.input = space::Shape::image(task.input.channels(), fidelity.resolution, fidelity.resolution);
    return {.task = changed, .width = fidelity.width, .cells = fidelity.cells};
}

} // namespace cw::estimate
