// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/json.h"
#include "core/strategy/slots.h"

namespace cw::strategy {

/// What the learners of slots share in writing and reading their state, beside encoding.h.
/// Errors: readers throw Error(Format) that names the key

Json numbersToState(const std::vector<double>& numbers);
/// The member `key`: so many numbers from `least` to `most`, both finite.
std::vector<double> numbersFromState(const Json& state, const char* key, std::size_t size, double least, double most);
double numberFromState(const Json& state, const char* key, double least, double most);

/// An arm per slot, as armsOf() returns them.
std::vector<int> armsFromState(const Json& state, const Slots& slots);

} // namespace cw::strategy
