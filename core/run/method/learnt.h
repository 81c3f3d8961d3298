// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/run/catalogue.h"
#include "core/strategy/acquirer.h"
#include "core/strategy/insight.h"

namespace cw::run {

/// What the strategy of a run had learnt at some of its trials.
struct Learnt {
    struct Row {
        std::string decision;
        std::vector<std::string> alternatives;

        bool operator==(const Row&) const = default;
    };
    struct Series {
        std::string name; ///< of strategy::Insight::Number
        std::vector<double> values;
    };
    /// What the strategy expected of a trial when it proposed it: of the first objective, as that is measured.
    struct Forecast {
        std::int64_t trial = 0;
        double mean = 0;
        double low = 0; ///< one deviation below, and above
        double high = 0;
    };

    /// What the strategy maximised to find a trial.
    struct Acquired {
        std::int64_t trial = 0;
        strategy::Acquisition acquisition;
    };

    std::vector<std::int64_t> trials; ///< begun when it was looked at, rising
    std::vector<Series> series;       ///< a value for each of `trials`
    std::vector<Row> rows;
    bool areOdds = true;                     ///< see strategy::Insight
    std::vector<std::vector<double>> values; ///< for each of `trials`, per alternative of all rows, counted through
    std::vector<Forecast> forecasts;         ///< by trial; of strategies with a model, from its first fit on
    std::vector<Acquired> acquisitions;      ///< by trial; without those that were drawn at random
    bool complete = true;                    ///< false: stopped, or the time was up

    void add(std::int64_t trial, const strategy::Insight& insight);
};

/// Told once more from the log of the run, which is only read and may go on meanwhile: at about `most` points, for
/// `seconds` at most (not counting the time to read the log).
/// Errors: throws Error of assemble() and replayFromStart()      Thread: any, slow
Learnt learntIn(const std::filesystem::path& history, std::int64_t run, const Catalogue& catalogue, std::size_t most,
                double seconds, const std::stop_token& stop);

} // namespace cw::run
