// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "core/estimate/estimator.h"

namespace cw::estimate {

/// The settings of another estimator, as one text setting holds them: a JSON object, or "name=value;name=value" where
/// a value that reads as a number or true or false is one, and anything else is text. Empty: none.
/// Errors: Config naming `where`
Result<Json> innerSettings(const std::string& text, const std::string& where);

/// The estimator `id` for the same space and data set, for estimator `outer` to work on top of.
/// Errors: throws Error(Config): no such estimator, one on top of itself, settings it does not take
std::unique_ptr<Estimator> makeInner(const EstimatorSetup& setup, const std::string& outer, const std::string& id,
                                     const std::string& settings);

/// Whether the estimator `id` has answers that get better with more epochs, as EstimatorEntry::hasFidelitiesAt needs
/// it. True for one that is not known here; makeInner() complains of it.
bool innerImprovesWithEpochs(const std::string& id, const std::string& settings);

/// What the estimator `id` measures, as EstimatorEntry::metrics of `outer` needs it. Empty: not known, or nothing that
/// makeInner() would make.
std::vector<std::string> innerMetrics(const std::string& outer, const std::string& id, const std::string& settings,
                                      const space::Task& task);

} // namespace cw::estimate
