// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/run/catalogue.h"
#include "core/run/run_config.h"
#include "core/space/issue.h"
#include "core/space/search_space.h"

namespace cw::ui {

/// What a sentence of the check is about: the section that shows it.
enum class Topic { Space, Data, Strategy, Estimator, Scheduler, Objectives, Budget, Devices, Other };

/// What is known about a configuration before it is launched.
struct SearchCheck {
    struct Problem {
        Topic topic = Topic::Other;
        std::string text; ///< one sentence
    };

    // Space
    std::optional<space::SearchSpace> space;
    space::Issues issues;
    std::size_t decisions = 0;
    std::uint64_t candidates = 0;                                                  ///< 0: not countable
    std::int64_t leastParams = -1, mostParams = -1, leastMacs = -1, mostMacs = -1; ///< over samples; -1: not known
    // Data set
    std::optional<data::DataSetInfo> data;
    // Estimator
    std::vector<std::string> metrics; ///< that an objective can use
    /// The first thing that keeps the run from starting.
    std::optional<Problem> problem;

    bool ok() const { return !problem; }
};

/// Puts the run together as a launch would, without starting it. May read files and load torch.
/// Thread: any but the GUI thread      Errors: none, they are what is found
SearchCheck checkSearch(const run::RunConfig& config, const run::Catalogue& catalogue, const std::stop_token& stop);

} // namespace cw::ui
