// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/fidelity.h"
#include "core/space/realise.h"

namespace cw::estimate {

/// What a fidelity changes about the networks of a task: the size of images, the width, the cells.
space::RealiseOptions optionsAt(const space::Task& task, const Fidelity& fidelity);

} // namespace cw::estimate
