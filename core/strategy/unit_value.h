// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/decision.h"

namespace cw::strategy {

/// The value of a domain at `unit` in [0, 1): equal shares for equal probabilities of space::drawValue(), in order
/// (subsets by size). Uniform numbers give uniform values, even ones even values.
double valueAtUnit(const space::Domain& domain, double unit);

} // namespace cw::strategy
