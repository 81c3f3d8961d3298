// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/estimate/workload.h"

namespace cw::estimate {

/// How fast a device trains with that many threads: measured once, kept as a value, so that what was decided by it can
/// be decided again. All of a training step, forward, backward and update.
struct Calibration {
    struct Rate {
        double macsPerNumber = 0;
        double macsPerSecond = 0;
        bool operator==(const Rate&) const = default;
    };
    /// Of one kind of work: `rates` where that has multiply-accumulates, else seconds for each number that comes out.
    struct Speed {
        double secondsPerCall = 0;
        double secondsPerNumber = 0;
        std::vector<Rate> rates; ///< rising in macsPerNumber

        /// Between two rates in proportion on a log scale, beyond them constant.
        double macsPerSecond(double macsPerNumber) const;
        bool operator==(const Speed&) const = default;
    };
    std::string device = "cpu";
    int threads = 1;
    std::string precision = "float32";
    std::array<Speed, kWorkKinds> speeds; ///< by WorkKind
    double secondsPerParameter = 0;

    const Speed& of(WorkKind kind) const { return speeds[std::size_t(kind)]; }
    Speed& of(WorkKind kind) { return speeds[std::size_t(kind)]; }
    bool operator==(const Calibration&) const = default;
};
/// Whether that kind of work is measured in rates.
bool hasRates(WorkKind kind);
Json toJson(const Calibration& calibration);
/// Errors: Format: no such object, a kind of work missing, a number that is not above zero, rates that do not rise
Result<Calibration> calibrationFromJson(const Json& json, const std::string& where);

/// How much a network is trained and judged.
struct TrainingPlan {
    std::int64_t batch = 1;
    std::int64_t steps = 1;        ///< of an epoch
    std::int64_t validSamples = 0; ///< judged after every epoch
    std::int64_t normBatches = 0;  ///< over which batch norms are measured before that
    std::int64_t epochs = 1;
    std::int64_t repeats = 1;
};
/// Judging is a forward pass: a third of a step's work.
double secondsOfStep(const Workload& workload, const Calibration& calibration, std::int64_t batch);
double secondsOfTraining(const Workload& workload, const Calibration& calibration, const TrainingPlan& plan);

/// Why a training is not begun, or empty. Each says what it needs and what there is.
std::string parametersProblem(std::int64_t parameters, std::int64_t limit);
/// `limit` in bytes, of the user or what is free now. 0 for none, as in all of these.
std::string memoryProblem(double bytes, double limit, bool isFree, std::int64_t batch);
std::string timeProblem(double seconds, double limit);

} // namespace cw::estimate
