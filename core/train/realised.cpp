// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/realised.h"

namespace cw::train {

std::shared_ptr<const space::Architecture> realised(const space::SearchSpace& space, const space::DecisionTree& tree,
                                                    const space::Candidate& candidate,
                                                    const space::RealiseOptions& options)
{
    return std::make_shared<const space::Architecture>(space::realiseOrError(space, tree, candidate, options).value());
}

} // namespace cw::train
