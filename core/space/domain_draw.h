// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/base/rng.h"
#include "core/space/decision.h"

namespace cw::space {

/// A value, uniform over the domain (over its logarithm for LogReal).
double drawValue(const Domain& domain, Rng& rng);
/// Another value than `current`, uniform over the others. The domain must have more than one.
double drawOther(const Domain& domain, double current, Rng& rng);
/// Whether there is more than one value.
bool isMovable(const Domain& domain);
/// The first value in order (the smallest); the middle of a continuous domain.
double firstValue(const Domain& domain);
/// The value after `current` in the order of enumeration, or NaN when it was the last. Not for continuous domains.
double nextValue(const Domain& domain, double current);
/// The values one move away: all others of a categorical or small whole-number domain, one step of a large one, one
/// member more, less or exchanged of a subset, none of a continuous one.
std::vector<double> nearbyValues(const Domain& domain, double current);

} // namespace cw::space
