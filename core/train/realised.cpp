// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/realised.h"

namespace cw::train {

space::RealiseOptions optionsAt(const space::Task& task, const estimate::Fidelity& fidelity)
{
    space::Task changed = task;
    if (fidelity.resolution > 0 && task.input.kind == space::ShapeKind::Image)
        changed.input = space::Shape::image(task.input.channels(), fidelity.resolution, fidelity.resolution);
    return {.task = changed, .width = fidelity.width, .cells = fidelity.cells};
}

std::shared_ptr<const space::Architecture> realised(const space::SearchSpace& space, const space::DecisionTree& tree,
                                                    const space::Candidate& candidate,
                                                    const space::RealiseOptions& options)
{
    return std::make_shared<const space::Architecture>(space::realiseOrError(space, tree, candidate, options).value());
}

} // namespace cw::train
