// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/estimate/options_at.h"
#include "core/space/architecture.h"
#include "core/space/realise.h"

namespace cw::train {

using estimate::optionsAt;

/// The network that a candidate denotes. Errors: throws Error(Config)
std::shared_ptr<const space::Architecture> realised(const space::SearchSpace& space, const space::DecisionTree& tree,
                                                    const space::Candidate& candidate,
                                                    const space::RealiseOptions& options);

} // namespace cw::train
