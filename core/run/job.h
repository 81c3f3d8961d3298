// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/estimate/estimator.h"
#include "core/space/candidate.h"

namespace cw::run {

/// One unit of work given to a worker, numbered when issued.
struct Job {
    std::int64_t number = 0; ///< from 1
    std::int64_t trial = 0;
    space::Candidate candidate;
    std::int64_t parent = 0;
    estimate::Fidelity fidelity;
    int rung = 0;    ///< above 0: the trial goes on; its candidate and parent are those of its first job
    double from = 0; ///< epochs that the trial has reached already; 0: none
};

/// What came of a job. Its JSON is the stored form in the log: exact, NaN and infinity kept.
struct JobResult {
    std::int64_t job = 0;
    estimate::Estimate estimate;
    bool repeats = false; ///< answered from memory: the candidate was judged as another trial
};

Json toJson(const JobResult& result);
/// Errors: Format
Result<JobResult> jobResultFromJson(const Json& json, const std::string& where);

} // namespace cw::run
