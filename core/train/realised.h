// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/estimate/estimator.h"
#include "core/space/architecture.h"
#include "core/space/realise.h"

namespace cw::train {

/// What a fidelity changes about the networks of a task: the size of images, the width, the cells.
space::RealiseOptions optionsAt(const space::Task& task, const estimate::Fidelity& fidelity);

/// The network that a candidate denotes. Errors: throws Error(Config)
std::shared_ptr<const space::Architecture> realised(const space::SearchSpace& space, const space::DecisionTree& tree,
                                                    const space::Candidate& candidate,
                                                    const space::RealiseOptions& options);

} // namespace cw::train
