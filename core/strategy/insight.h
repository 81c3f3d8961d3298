// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace cw::strategy {

class Slots;

/// What a strategy has learnt, as people look at it.
struct Insight {
    struct Number {
        /// "entropy": of a choice, on the average, as a part of the largest, 1 when all is even; "baseline": mean
        /// reward that a result is compared with; "epsilon": part of the choices made at random; "reward": that it
        /// expects of the best it knows; "nodes": of its tree. Rewards are ranks in [0, 1].
        std::string name;
        double value = 0;
    };
    /// One open choice: a decision, or a member of a subset.
    struct Row {
        std::string decision;
        std::vector<std::string> alternatives;
        std::vector<double> numbers; ///< one per alternative; NaN: nothing is known
    };

    std::vector<Number> numbers;
    bool areOdds = true;   ///< of the rows: probabilities, else the rewards expected of the alternatives
    std::vector<Row> rows; ///< the same ones whenever they are asked for

    bool isEmpty() const { return numbers.empty() && rows.empty(); }
};

/// A row for every slot; `numbers` has one per arm, counted through.
std::vector<Insight::Row> insightRows(const Slots& slots, const std::vector<double>& numbers);

/// Entropy of weights that are not negative, as a part of the largest that so many can have; NaN if their sum is 0.
double evenness(const double* weights, int count);
/// The mean over the slots that have weights; NaN when none has.
double meanEvenness(const Slots& slots, const std::vector<double>& weights);

} // namespace cw::strategy
