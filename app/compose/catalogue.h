// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/run/catalogue.h"

namespace cw::app {

/// Everything built in: strategies, estimators, schedulers, data sets. Loads no torch: an estimator of the torch
/// library is an entry that loads it when made.
std::shared_ptr<const run::Catalogue> makeCatalogue();

} // namespace cw::app
