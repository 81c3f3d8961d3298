// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "core/base/result.h"
#include "core/space/architecture.h"
#include "core/space/search_space.h"

namespace cw::ui {

/// One network of a space.
struct Sample {
    int number = 0; ///< from 1
    std::string candidate;
    std::shared_ptr<const space::Architecture> architecture; ///< null: the candidate denotes none
    std::string problem;                                     ///< then why, one sentence
};

/// The number-th candidate that chance draws; the same each time.
/// Thread: any; ends early when stopped      Errors: Config when the space has no candidates
Result<Sample> drawSample(const space::SearchSpace& space, int number, const std::stop_token& stop);

} // namespace cw::ui
