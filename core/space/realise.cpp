// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/realise.h"

#include "core/space/realiser.h"

namespace cw::space {

Realised realise(const SearchSpace& space, const DecisionTree& tree, const Candidate& candidate,
                 const RealiseOptions& options)
{
    const RealisePlan plan(lent(space), lent(tree), options);
    return Realiser(plan).realise(candidate);
}

} // namespace cw::space
