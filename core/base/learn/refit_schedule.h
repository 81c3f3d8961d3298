// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace cw {

/// When a model is fitted anew: each time the number of trials told has grown by `growth`, at least by one. n trials
/// then cost O(log n) fits.
class RefitSchedule {
public:
    /// growth > 1: 1.1 fits at 1, 2, ... 10, 11, 13, 15, ...
    explicit RefitSchedule(double growth)
        : m_growth(growth)
    {
    }

    bool isDue(std::uint64_t told) const { return told >= m_next; }
    void markFitted(std::uint64_t told)
    {
        m_next = std::max(told + 1, std::uint64_t(std::ceil(double(told) * m_growth)));
    }
    /// The whole state: the number of trials told at which the next fit is due.
    std::uint64_t next() const { return m_next; }
    void restore(std::uint64_t next) { m_next = next; }

private:
    double m_growth;
    std::uint64_t m_next = 1;
};

} // namespace cw
