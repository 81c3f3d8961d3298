// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/run/catalogue.h"
#include "core/run/run_config.h"
#include "core/run/search.h"
#include "core/space/candidate_set.h"
#include "core/space/search_space.h"

namespace cw::run {

/// A checked configuration turned into live parts.
struct Parts {
    RunConfig config; ///< with the space inline and every setting resolved: it repeats the run on its own
    std::shared_ptr<const space::SearchSpace> space;
    space::DecisionTree tree;
    space::Task task;
    std::shared_ptr<const space::CandidateSet> candidates;
    std::shared_ptr<estimate::Estimator> estimator; ///< not prepared yet
    std::int64_t keepsWeights = 0;                  ///< of so many trials the estimator needs the weights
    std::unique_ptr<Search> search;
    Json versions; ///< of what the run is made with: {"cellwright", "compiler", "libtorch" when it is loaded,
                   ///< "data" (as DataFacts) where there is a data set}
};

/// Everything that can be wrong with a run, before it starts. An estimator with candidates of its own (a table)
/// restricts the space; a space without blocks (a table alone) has no architectures. Space "" with an estimator that
/// has a setting `file` is the space of that table; so is a space path that ends in .csv or .csv.gz. Errors: Config,
/// NotFound, Format, naming the setting
Result<Parts> assemble(const RunConfig& config, const Catalogue& catalogue);

/// The decisions of its space alone: before it is known what else the run begins with. Errors: as assemble()
Result<space::DecisionTree> decisionsOf(const RunConfig& config, const Catalogue& catalogue);

/// What an objective can name with that estimator. Empty: not known, and not checked.
std::vector<std::string> metricsOf(const estimate::EstimatorEntry& estimator, const Settings& settings,
                                   const space::Task& task, bool hasNetworks);

} // namespace cw::run
