// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/strategy/slots.h"
#include "core/strategy/strategy.h"

namespace cw::strategy {

/// MetaQNN: a candidate is made slot by slot (see slots.h); Q(state, arm) is learnt from the rank of the result among
/// the replayed ones, given at the last slot. The state is the slot and the `order` choices before it. Per slot,
/// with probability epsilon any arm, else the one with the highest Q (ties at random). After every result the
/// `replays` results drawn from the memory are learnt once more, each from its last slot to its first.
/// Epsilon is 1 for the first `explore` results and then explore / results, down to `epsilon`: the same schedule
/// whatever the budget, where the paper's (1 for 1,500 of 2,700 networks, then steps of 0.1) knows it.
/// Defaults: no discount, Q from 0.5 on and the last epsilon of 0.1 are the paper's. Its rate of 0.01 with 100 replays
/// is for thousands of networks: at 300 evaluations 0.1 with 50 did better on every table tried (NAS-Bench-201 with
/// three data sets, NAS-Bench-Macro, a random function with pair terms). The memory and the states bound what is kept.
/// Determinism: same seed and tell order -> same proposals
/// Paper: Baker, Gupta, Naik and Raskar, ICLR 2017, Algorithms 1 to 3.   Differs: ranks for accuracies, the schedule,
/// a bounded memory, candidates proposed before are drawn again (at most `redraws` times)
StrategyEntry qLearning();

/// Q over (slot, the choices before it): rows of one number per arm, made when a state is first met.
class QTable {
public:
    static constexpr double kInitial = 0.5;
    static constexpr std::size_t kNoRow = std::size_t(-1);

    /// At most `capacity` states are kept: later ones have no row and stay at kInitial.
    QTable(const Slots& slots, int order, double rate, std::size_t capacity);

    /// The row of a slot after the choices in `arms` before it; kNoRow when it is not known.
    std::size_t find(std::size_t slot, const std::vector<int>& arms) const;
    double value(std::size_t row, int arm) const { return row == kNoRow ? kInitial : m_values[row + std::size_t(arm)]; }
    /// The rows along a candidate, made where they are missing; one per slot.
    std::vector<std::size_t> rowsOf(const std::vector<int>& arms);
    /// One pass from the last slot to the first: Q <- Q + rate (target - Q), with the reward as target at the last
    /// slot and the largest Q of the next state before it.
    void learn(const std::vector<int>& arms, const std::vector<std::size_t>& rows, double reward);
    std::size_t states() const { return m_rows.size(); }

    Json state() const;
    /// Errors: Error(Format), and nothing is changed
    void restore(const Json& state);

private:
    struct Row {
        std::uint64_t key;
        std::size_t slot;
        std::size_t at; ///< of its first arm in m_values
    };
    std::uint64_t keyOf(std::size_t slot, const std::vector<int>& arms) const;
    std::size_t add(std::uint64_t key, std::size_t slot);

    const Slots* m_slots;
    int m_order;
    double m_rate;
    std::size_t m_capacity;
    std::vector<Row> m_rows; ///< in the order they were made
    std::vector<double> m_values;
    std::unordered_map<std::uint64_t, std::size_t> m_index; ///< key -> place in m_values
};

} // namespace cw::strategy
