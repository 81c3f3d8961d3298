// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/json.h"

namespace cw::strategy {

/// Rewards that do not depend on the objective's scale: the rank of a result among the `capacity` newest ones, from 0
/// (worst) to 1 (best). Accuracies of 0 to 1 or 0 to 100, losses with their sign turned, outliers and failures
/// (-infinity) all come out alike, and the mean reward stays near 0.5 while a search gets better.
/// Cost: a binary search per rank, a move inside a sorted list of `capacity` numbers per result
class RankWindow {
public:
    explicit RankWindow(std::size_t capacity);

    /// Not NaN.
    void add(double value);
    /// The part of the window that is worse, equal ones counted half; 0.5 when it is empty.
    double rank(double value) const;
    std::size_t size() const { return m_values.size(); }

    Json state() const;
    /// Errors: Error(Format), and nothing is changed
    void restore(const Json& state);

private:
    std::size_t m_capacity;
    std::vector<double> m_values; ///< a ring once it is full
    std::size_t m_next = 0;
    std::vector<double> m_sorted;
};

} // namespace cw::strategy
